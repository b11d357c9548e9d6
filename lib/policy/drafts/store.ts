import "server-only";
import { and, asc, eq, getTableColumns, gt, ne } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { people, platforms, policyDraftEdits, policyDrafts } from "@/db/schema";
import { isStorable } from "@/lib/platform/text.rules";
import { writtenPlaces } from "../edit/changed.rules";
import type { EditOperation, Place } from "../edit/contract";
import { type DraftText, noticeBack } from "../edit/notice.rules";
import { undoOf } from "../edit/undo.rules";
import { VersionFile } from "../import/version.contract";
import { packFor } from "../store";
import type { Written } from "./history.rules";

export type StoredDraft = Omit<typeof policyDrafts.$inferSelect, "file" | "source"> & { file: VersionFile };

// Without the imported document, which may be long.
const { source: _source, ...columns } = getTableColumns(policyDrafts);

/** One draft with its file; null when there is none. */
export async function draftOf(db: Db | Tx, draftId: string): Promise<StoredDraft | null> {
  const [row] = await db.select(columns).from(policyDrafts).where(eq(policyDrafts.id, draftId));
  return row ? { ...row, file: VersionFile.parse(row.file) } : null;
}

/** The same, held until the transaction ends: two editors write one after the other. */
export async function lockDraft(tx: Tx, draftId: string): Promise<StoredDraft | null> {
  const [row] = await tx.select(columns).from(policyDrafts).where(eq(policyDrafts.id, draftId)).for("update");
  return row ? { ...row, file: VersionFile.parse(row.file) } : null;
}

export async function platformOf(db: Db | Tx, platformId: string) {
  if (!isStorable(platformId)) return null;
  const [row] = await db.select().from(platforms).where(eq(platforms.id, platformId));
  return row ?? null;
}

/** Ids that a new version of the platform cannot have: those of its versions and of drafts that were not withdrawn. */
export async function refsTaken(tx: Tx, platformId: string): Promise<string[]> {
  const pack = await packFor(tx, platformId);
  return [...(pack?.versions.map(({ id }) => id) ?? []), ...(await refsOfDrafts(tx, platformId))];
}

async function refsOfDrafts(db: Db | Tx, platformId: string): Promise<string[]> {
  const open = and(eq(policyDrafts.platformId, platformId), ne(policyDrafts.state, "withdrawn"));
  return (await db.select({ ref: policyDrafts.ref }).from(policyDrafts).where(open)).map(({ ref }) => ref);
}

/** What the columns of a draft repeat of its file. */
export function listed({ version }: VersionFile) {
  return { ref: version.id, effectiveFrom: version.effectiveFrom, announcedOn: version.announced };
}

type Writing = {
  draft: Pick<StoredDraft, "id" | "platformId" | "rev" | "file" | "notice">;
  next: DraftText;
  operations: readonly EditOperation[];
  kind: Written["kind"];
  ofRev?: number | null;
  personId: string | null;
};

/** Writes what the file and the notice say now, and how it is taken back; answers the new `rev`, the old one where nothing differs. */
export async function writeFile(
  tx: Tx,
  { draft, next, operations, kind, ofRev = null, personId }: Writing,
  now: Date,
): Promise<number> {
  const [ofFile, notice] = [undoOf(draft.file, next.file), noticeBack(draft.notice, next.notice)];
  if (ofFile === null && notice.length === 0) return draft.rev;
  const none: EditOperation = { do: "restore", parts: [], orders: [] };
  const back = { ...(ofFile ?? none), ...(notice.length > 0 ? { notice } : {}) };
  const rev = draft.rev + 1;
  const touched = writtenPlaces(operations, draft.file, next.file).map((place) => [...place]);
  await tx.insert(policyDraftEdits).values({
    ...{ draftId: draft.id, platformId: draft.platformId, rev, personId, kind, ofRev },
    ...{ operations, back, touched, at: now },
  });
  await tx
    .update(policyDrafts)
    .set({
      file: next.file,
      notice: { ...next.notice },
      ...listed(next.file),
      rev,
      changedBy: personId,
      changedAt: now,
    })
    .where(eq(policyDrafts.id, draft.id));
  return rev;
}

export type Later = {
  rev: number;
  personId: string | null;
  name: string | null;
  kind: Written["kind"];
  operations: unknown;
  touched: Place[];
};

/** What was written after `rev`, oldest first, and by whom. */
export async function writtenAfter(db: Db | Tx, draftId: string, rev: number): Promise<Later[]> {
  return db
    .select({
      ...{ rev: policyDraftEdits.rev, personId: policyDraftEdits.personId },
      ...{ kind: policyDraftEdits.kind, operations: policyDraftEdits.operations },
      ...{ name: people.name, touched: policyDraftEdits.touched },
    })
    .from(policyDraftEdits)
    .leftJoin(people, eq(people.id, policyDraftEdits.personId))
    .where(and(eq(policyDraftEdits.draftId, draftId), gt(policyDraftEdits.rev, rev)))
    .orderBy(asc(policyDraftEdits.rev));
}

export async function writesOf(db: Db | Tx, draftId: string): Promise<Written[]> {
  const { rev, personId, kind, ofRev } = policyDraftEdits;
  return db.select({ rev, personId, kind, ofRev }).from(policyDraftEdits).where(eq(policyDraftEdits.draftId, draftId));
}
