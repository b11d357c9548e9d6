import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { policyPacks } from "@/db/schema";
import { isStorable } from "@/lib/platform/text.rules";
import { PolicyPack } from "./contract";
import type { VersionFile } from "./import/version.contract";
import { versionOf } from "./import/version-file.rules";
import type { Localised } from "./library.contract";
import { versionLabel } from "./library-words.rules";
import { packFor } from "./store";

/**
 * One version of a platform as a file, by its reference: published ones from the pack in use or the newest earlier one
 * that had it. Null where there is none.
 */
export async function versionFileAt(db: Db | Tx, platformId: string, ref: string): Promise<VersionFile | null> {
  if (!isStorable(ref)) return null;
  const inUse = await packFor(db, platformId);
  const known = inUse && versionOf(inUse, ref);
  if (!inUse || known) return known;
  const [earlier] = await db
    .select({ pack: policyPacks.pack })
    .from(policyPacks)
    .where(
      and(
        eq(policyPacks.platformId, platformId),
        sql`${policyPacks.pack} -> 'versions' @> ${JSON.stringify([{ id: ref }])}::jsonb`,
      ),
    )
    .orderBy(desc(policyPacks.loadedAt), desc(policyPacks.revision))
    .limit(1);
  return earlier ? versionOf(PolicyPack.parse(earlier.pack), ref) : null;
}

/** A version to choose, by the reference that `versionFileAt` takes. */
export type VersionChoice = {
  ref: string;
  label: Localised;
  documents: Localised[];
  textAvailable: boolean;
  isDraft: boolean;
  effectiveFrom: string | null;
};

/** The versions of a platform that can be compared and tried, the latest first; null where there is no such platform. */
export async function versionChoices(
  db: Db,
  platformId: string,
): Promise<{ pack: PolicyPack; versions: VersionChoice[] } | null> {
  const pack = await packFor(db, platformId);
  if (!pack) return null;
  const titles = new Map(pack.documents.map(({ id, title, titleZh, zh }) => [id, { title, titleZh, zh }]));
  const versions = pack.versions.map(({ id, documents, textAvailable, effectiveFrom, ...version }) => ({
    ...{ ref: id, label: versionLabel(version), textAvailable, effectiveFrom, isDraft: false },
    documents: documents.flatMap((document) => {
      const known = titles.get(document);
      const hans = known?.titleZh?.hans ?? known?.zh?.title;
      return known ? [{ en: known.title, ...(hans ? { hans } : {}) }] : [];
    }),
  }));
  return { pack, versions: versions.sort((a, b) => ((a.effectiveFrom ?? "") < (b.effectiveFrom ?? "") ? 1 : -1)) };
}
