import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { policyClauses, policyPacks, policyVersions } from "@/db/schema";
import { PolicyPack } from "./contract";

const parsed = new Map<string, { packId: string; pack: PolicyPack }>();

/**
 * The pack in use of a platform, or null when there is none. Read and checked once a process; each call asks only for
 * the id of the newest one, so a pack that another process loaded counts at once.
 */
export async function packFor(db: Db | Tx, platformId: string): Promise<PolicyPack | null> {
  const [row] = await db
    .select({ id: policyPacks.id })
    .from(policyPacks)
    .where(eq(policyPacks.platformId, platformId))
    .orderBy(desc(policyPacks.loadedAt), desc(policyPacks.revision))
    .limit(1);
  if (!row) return null;
  const known = parsed.get(platformId);
  if (known?.packId === row.id) return known.pack;
  const [stored] = await db.select({ pack: policyPacks.pack }).from(policyPacks).where(eq(policyPacks.id, row.id));
  const pack = PolicyPack.parse(stored?.pack);
  parsed.set(platformId, { packId: row.id, pack });
  return pack;
}

/** The row of a clause in one version, or null: what a decision is pinned to. */
export async function clauseGoverning(
  db: Db | Tx,
  cited: { platformId: string; versionRef: string; ref: string },
): Promise<{ id: string; enforceable: boolean } | null> {
  const [row] = await db
    .select({ id: policyClauses.id, enforceable: policyClauses.enforceable })
    .from(policyClauses)
    .innerJoin(policyVersions, eq(policyVersions.id, policyClauses.versionId))
    .where(
      and(
        eq(policyVersions.platformId, cited.platformId),
        eq(policyVersions.ref, cited.versionRef),
        eq(policyClauses.ref, cited.ref),
      ),
    );
  return row ?? null;
}
