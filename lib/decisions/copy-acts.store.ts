import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { type databaseCopies, databaseCopyActs, people } from "@/db/schema";
import type { CopyAct } from "./copy-review.contract";

type New = Omit<typeof databaseCopyActs.$inferInsert, "id" | "platformId" | "copyId">;
type Of = Pick<typeof databaseCopies.$inferSelect, "id" | "platformId">;

/** Writes down what a person did with a copy, in the transaction that does it. */
export async function noteCopyAct(tx: Tx, { id: copyId, platformId }: Of, act: New): Promise<void> {
  await tx.insert(databaseCopyActs).values({ ...act, copyId, platformId });
}

/** All that persons did with a copy, the first first. */
export async function copyHistory(db: Db, copyId: string): Promise<CopyAct[]> {
  const { id, kind, why, at, by } = databaseCopyActs;
  const rows = await db
    .select({ id, kind, why, at, by: people.name })
    .from(databaseCopyActs)
    .leftJoin(people, eq(people.id, by))
    .where(eq(databaseCopyActs.copyId, copyId))
    .orderBy(asc(at), asc(id));
  return rows.map((row) => ({ ...row, by: row.by ?? "", at: row.at.toISOString() }));
}
