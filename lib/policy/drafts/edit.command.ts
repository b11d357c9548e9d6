import "server-only";
import { and, eq, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { policyDraftEdits } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { EditOperation, type EditRefusal, type Place } from "../edit/contract";
import { applyToDraft } from "../edit/notice.rules";
import { knownRoles, roleRefusal } from "../edit/roles.rules";
import { leansOn, overlaps, touches } from "../edit/touches.rules";
import { sortedText } from "../import/version-file.rules";
import { EditDraft, OneDraft } from "./contract";
import { toRedo, toUndo } from "./history.rules";
import {
  type Later,
  lockDraft,
  platformOf,
  refsTaken,
  type StoredDraft,
  writeFile,
  writesOf,
  writtenAfter,
} from "./store";

export type Edited = { draftId: string; rev: number };

const subject = (act: { draftId: string }, made?: Edited) => ({
  kind: "policy_draft",
  id: act.draftId,
  ...(made ? { detail: { rev: made.rev } } : {}),
});

/** A draft that may be written now, or why not. One that is with a second person is not changed under their eyes. */
export async function writableDraft(tx: Tx, draftId: string): Promise<Result<StoredDraft>> {
  const draft = await lockDraft(tx, draftId);
  if (!draft) return fail("not_found", "draft_not_here");
  return draft.state === "draft" ? ok(draft) : fail("conflict", `draft_${draft.state}`);
}

/**
 * Writes operations at the `rev` that the editor saw. What others wrote since stays: operations on other parts are done on
 * the newest file, and those on the same part answer 409 with who was first and where.
 */
export const editDraft = command({
  name: "policy.edit",
  permission: "policy.edit",
  input: EditDraft,
  subject,
  async run({ tx, actor, now, onPlatform }, { draftId, rev, operations }) {
    const found = await writableDraft(tx, draftId);
    if (!found.ok) return found;
    const draft = found.value;
    onPlatform(draft.platformId);
    return writeOn(tx, { draft, rev, operations, personId: actor.kind === "person" ? actor.id : null }, now);
  },
});

type Write = { draft: StoredDraft; rev: number; operations: EditOperation[]; personId: string | null };

/**
 * Writes on a draft that is held what was made at `rev`, unless somebody wrote on the same part since. Who sends again what
 * they wrote already, as the answer was lost on the way, is answered with what came of it.
 */
export async function writeOn(tx: Tx, { draft, rev, operations, personId }: Write, now: Date): Promise<Result<Edited>> {
  if (rev > draft.rev) return fail("stale", "draft_stale");
  const mine = [...operations.flatMap(touches), ...operations.flatMap((operation) => leansOn(operation, draft.file))];
  const since = await writtenAfter(tx, draft.id, rev);
  if (isSentAgain(operations, since, personId)) return ok({ draftId: draft.id, rev: draft.rev });
  const met = meeting(mine, since, personId);
  if (met) return met;
  const roles = knownRoles((await platformOf(tx, draft.platformId))?.roles ?? [], draft.file);
  const unknown = roleRefusal(operations, roles);
  if (unknown) return refusalOf(unknown);
  const applied = applyToDraft(draft, operations);
  if (!applied.ok) return refusalOf(applied.refusal);
  const taken = await idTaken(tx, draft, applied.file.version.id);
  if (taken) return taken;
  const written = await writeFile(tx, { draft, next: applied, operations, kind: "edit", personId }, now);
  return ok({ draftId: draft.id, rev: written });
}

/** A place as its sentence says it in words: in which part of the draft, which one of them, and what of the version. */
function partsOfPlace([part = "", item = ""]: Place): { part: string; item: string } {
  return { part, item };
}

/** Null where no version and no other open draft of the platform has the id that the draft would have. */
async function idTaken(tx: Tx, draft: StoredDraft, ref: string): Promise<Failure | null> {
  if (ref === draft.file.version.id || !(await refsTaken(tx, draft.platformId)).includes(ref)) return null;
  const values = { version: ref };
  return fail("conflict", "version_taken", { values, fields: [{ field: "ref", reason: "version_taken", values }] });
}

/** The last that this person wrote since is the same, and nobody has taken it back or written over it. */
function isSentAgain(operations: readonly EditOperation[], since: readonly Later[], personId: string | null): boolean {
  const own = since.filter((later) => later.personId === personId).at(-1);
  if (personId === null || own?.kind !== "edit" || sortedText(own.operations) !== sortedText(operations)) return false;
  return !since.some(
    ({ rev, touched }) =>
      rev > own.rev && touched.some((theirs) => own.touched.some((place) => overlaps(place, theirs))),
  );
}

/** Null where nobody wrote on the same part since. Somebody else comes before oneself, who may have written in another window. */
function meeting(mine: readonly Place[], since: readonly Later[], personId: string | null): Failure | null {
  const isOwn = (later: Later) => personId !== null && later.personId === personId;
  for (const later of [...since.filter((one) => !isOwn(one)), ...since.filter(isOwn)]) {
    const { name, touched } = later;
    const place = touched.find((theirs) => mine.some((own) => overlaps(own, theirs)));
    if (!place) continue;
    const said = place.join(" › ");
    const reason = isOwn(later) ? "draft_changed_by_you" : "draft_changed_since";
    const values = { name: name ?? "cli", place: said, ...partsOfPlace(place) };
    return fail("conflict", reason, { values, fields: [{ field: said, reason, values }] });
  }
  return null;
}

/** `reason` of the field is the code of `policyEdit.refusals`, whose sentence says why. */
export function refusalOf({ place, code, values, operation, namedBy }: EditRefusal): Failure {
  const names = namedBy.map(({ part, name }) => `${part} ${name}`).join(", ");
  const said = { ...values, names, place: place.join(" › "), ...partsOfPlace(place), operation: operation + 1, code };
  return fail(code === "changed_since" ? "conflict" : "refused", "edit_refused", {
    values: said,
    phrases: { why: { key: `refusals.${code}`, in: "policyEdit", values: { ...said, ...values } } },
    fields: [{ field: said.place, reason: code, values: said }],
  });
}

type Back = { kind: "undo" | "redo"; draft: StoredDraft; ofRev: number | null; personId: string };

async function takeBack(tx: Tx, { kind, draft, ofRev, personId }: Back, now: Date): Promise<Result<Edited>> {
  if (ofRev === null) return fail("refused", `nothing_to_${kind}`);
  const about = or(eq(policyDraftEdits.rev, ofRev), eq(policyDraftEdits.ofRev, ofRev));
  const rows = await tx
    .select({ rev: policyDraftEdits.rev, back: policyDraftEdits.back })
    .from(policyDraftEdits)
    .where(and(eq(policyDraftEdits.draftId, draft.id), about));
  const newest = rows.toSorted((a, b) => b.rev - a.rev)[0];
  // An undo takes back the edit; a redo takes back the newest undo of it.
  const taken = kind === "undo" ? rows.find(({ rev }) => rev === ofRev) : newest;
  if (!newest || !taken) return fail("refused", `nothing_to_${kind}`);
  const operations = [EditOperation.parse(taken.back)];
  const applied = applyToDraft(draft, operations);
  if (!applied.ok) {
    // One's own undo and redo of it are not what stands in the way.
    const since = await writtenAfter(tx, draft.id, newest.rev);
    return meeting(operations.flatMap(touches), since, personId) ?? refusalOf(applied.refusal);
  }
  const spoken = await idTaken(tx, draft, applied.file.version.id);
  if (spoken) return spoken;
  const rev = await writeFile(tx, { draft, next: applied, operations, kind, ofRev, personId }, now);
  return ok({ draftId: draft.id, rev });
}

function takingBack(kind: Back["kind"], name: string, target: typeof toUndo) {
  return command({
    name,
    permission: "policy.edit",
    input: OneDraft,
    subject,
    async run({ tx, actor, now, onPlatform }, { draftId }) {
      const found = await writableDraft(tx, draftId);
      if (!found.ok) return found;
      onPlatform(found.value.platformId);
      if (actor.kind !== "person") return fail("refused", `nothing_to_${kind}`);
      const ofRev = target(await writesOf(tx, draftId), actor.id);
      return takeBack(tx, { kind, draft: found.value, ofRev, personId: actor.id }, now);
    },
  });
}

/** Takes back one's own newest edit; what others wrote stays, and an edit that they wrote over is not taken back. */
export const undoEdit = takingBack("undo", "policy.undo", toUndo);
/** Makes again what one took back last. */
export const redoEdit = takingBack("redo", "policy.redo", toRedo);
