import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { commitmentRegisters, commitments } from "@/db/schema";
import { loadBuiltInRegisters } from "@/lib/commitments/built-in.command";
import { assignCommitment } from "@/lib/commitments/manage.command";
import type { Person } from "@/lib/platform/permissions.rules";

export const registerSlug = "aliexpress-2025";

/** The register that comes with the product, as on a first start. */
export const givenRegister = (db: Db, now: Date) => loadBuiltInRegisters(db, now);

/** One commitment as it is now, by its number. */
export async function commitmentNow(db: Db, ref: string, slug = registerSlug) {
  const [row] = await db
    .select({ commitment: commitments, register: commitmentRegisters })
    .from(commitments)
    .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitments.registerId))
    .where(and(eq(commitmentRegisters.slug, slug), eq(commitments.ref, ref)));
  if (!row) throw new Error(`the register has no ${ref}`);
  return row;
}

/** What a form about a commitment sends of it. */
export async function asSeen(db: Db, ref: string): Promise<{ commitmentId: string; version: number }> {
  const { commitment } = await commitmentNow(db, ref);
  return { commitmentId: commitment.id, version: commitment.version };
}

/** Gives commitments to somebody, as an admin does. */
export async function givenOwner(
  db: Db,
  { by, owner, refs }: { by: Person; owner: Person; refs: readonly string[] },
  now: Date,
): Promise<void> {
  for (const ref of refs) {
    const given = await assignCommitment(by, { ...(await asSeen(db, ref)), ownerId: owner.id, reviewDays: null }, now);
    if (!given.ok) throw new Error(given.reason);
  }
}
