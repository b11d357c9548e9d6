import "server-only";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/db/client";
import { platforms, policyClauses, policyPacks, policyVersions } from "@/db/schema";
import { isStorable } from "@/lib/platform/text.rules";
import { PolicyPack } from "./contract";
import type { Declared } from "./names.rules";

/** The platforms there are, by slug, in the order of their slugs. */
export async function platformSlugs(db: Db | Tx): Promise<string[]> {
  const known = await db.select({ id: platforms.id }).from(platforms).orderBy(platforms.id);
  return known.map(({ id }) => id);
}

/** What whoever added a platform said of its roles and the places where content appears; of a built-in one nothing. */
export async function declaredOf(db: Db | Tx, platformId: string): Promise<Declared | undefined> {
  const { roles, surfaces } = platforms;
  const [row] = await db.select({ roles, surfaces }).from(platforms).where(eq(platforms.id, platformId));
  return row;
}

const parsed = new Map<string, { packId: string; pack: PolicyPack }>();

/** The id of the pack in use of the platform in `platformId`, as a column for a query that reads more at the same time. */
export function packInUse(platformId: AnyPgColumn): SQL<string | null> {
  const { id, loadedAt, revision } = policyPacks;
  return sql<
    string | null
  >`(select ${id} from ${policyPacks} where ${policyPacks.platformId} = ${platformId} order by ${loadedAt} desc, ${revision} desc limit 1)`;
}

/** A pack by its id, read and checked once a process: the rows never change. @throws when there is none. */
export async function packOf(db: Db | Tx, platformId: string, packId: string | null): Promise<PolicyPack> {
  if (packId === null) throw new Error(`no pack is loaded for ${platformId}`);
  const known = parsed.get(platformId);
  if (known?.packId === packId) return known.pack;
  const [stored] = await db.select({ pack: policyPacks.pack }).from(policyPacks).where(eq(policyPacks.id, packId));
  const pack = PolicyPack.parse(stored?.pack);
  parsed.set(platformId, { packId, pack });
  return pack;
}

/**
 * The pack in use of a platform, or null when there is none. Each call asks only for the id of the newest one, so a pack
 * that another process loaded counts at once.
 */
export async function packFor(db: Db | Tx, platformId: string): Promise<PolicyPack | null> {
  if (!isStorable(platformId)) return null;
  const [row] = await db
    .select({ id: policyPacks.id })
    .from(policyPacks)
    .where(eq(policyPacks.platformId, platformId))
    .orderBy(desc(policyPacks.loadedAt), desc(policyPacks.revision))
    .limit(1);
  return row ? packOf(db, platformId, row.id) : null;
}

/** The packs in use, by platform; those that have none are missing. */
export async function packsInUse(db: Db | Tx): Promise<Map<string, PolicyPack>> {
  const { id, platformId, loadedAt, revision } = policyPacks;
  const newest = await db
    .selectDistinctOn([platformId], { id, platformId })
    .from(policyPacks)
    .orderBy(platformId, desc(loadedAt), desc(revision));
  const found = new Map<string, PolicyPack>();
  for (const row of newest) found.set(row.platformId, await packOf(db, row.platformId, row.id));
  return found;
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
