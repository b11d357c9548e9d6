import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { policyDrafts, policyPacks } from "@/db/schema";
import { isId } from "@/lib/platform/ids.rules";
import { isStorable } from "@/lib/platform/text.rules";
import type { VersionChoice } from "./compare/contract";
import { PolicyPack } from "./contract";
import { draftOf } from "./drafts/store";
import { VersionFile } from "./import/version.contract";
import { versionOf } from "./import/version-file.rules";
import { localised, versionLabel } from "./library-words.rules";
import { packFor } from "./store";

export const draftMark = "draft:";

/**
 * One version of a platform as a file, by its reference: a published one from the pack in use or the newest earlier one
 * that had it; `draft:` and an id is a draft as it is now. Null where there is none.
 */
export async function versionFileAt(db: Db | Tx, platformId: string, ref: string): Promise<VersionFile | null> {
  if (!isStorable(ref)) return null;
  if (ref.startsWith(draftMark)) return draftFile(db, platformId, ref.slice(draftMark.length));
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

async function draftFile(db: Db | Tx, platformId: string, id: string): Promise<VersionFile | null> {
  const draft = isId(id) ? await draftOf(db, id) : null;
  return draft?.platformId === platformId && draft.state !== "withdrawn" ? draft.file : null;
}

/**
 * What can be compared and tried of a platform: its drafts, then its versions, the latest first. Null where there is no
 * such platform.
 */
export async function versionChoices(
  db: Db,
  platformId: string,
): Promise<{ pack: PolicyPack; versions: VersionChoice[] } | null> {
  const pack = await packFor(db, platformId);
  if (!pack) return null;
  const published = pack.versions
    .map((version) => choiceOf(pack, version, version.id))
    .sort((a, b) => ((a.effectiveFrom ?? "") < (b.effectiveFrom ?? "") ? 1 : -1));
  const drafts = (await openDrafts(db, platformId)).map(({ id, file }) => ({
    ...choiceOf(file, file.version, `${draftMark}${id}`),
    isDraft: true,
  }));
  return { pack, versions: [...drafts, ...published] };
}

function choiceOf(
  { documents }: Pick<PolicyPack, "documents">,
  version: PolicyPack["versions"][number],
  ref: string,
): VersionChoice {
  const { textAvailable, effectiveFrom } = version;
  return {
    ...{ ref, label: versionLabel(version), textAvailable, effectiveFrom, isDraft: false },
    documents: documents
      .filter(({ id }) => version.documents.includes(id))
      .map(({ title, titleZh, zh }) => localised(title, titleZh?.hans ?? zh?.title)),
  };
}

/** Those that are still written, changed last first. */
async function openDrafts(db: Db, platformId: string) {
  const { id, file, state, changedAt } = policyDrafts;
  const rows = await db
    .select({ id, file })
    .from(policyDrafts)
    .where(and(eq(policyDrafts.platformId, platformId), inArray(state, ["draft", "in_review"])))
    .orderBy(desc(changedAt));
  return rows.map((row) => ({ id: row.id, file: VersionFile.parse(row.file) }));
}
