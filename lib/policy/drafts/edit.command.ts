import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { policyDraftEdits } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { applyEdits } from "../edit/apply.rules";
import { EditOperation, type EditRefusal, type Place } from "../edit/contract";
import { overlaps, touches } from "../edit/touches.rules";
import { EditDraft, OneDraft } from "./contract";
import { toRedo, toUndo } from "./history.rules";
import { type Later, lockDraft, type StoredDraft, writeFile, writesOf, writtenAfter } from "./store";

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
    if (rev > draft.rev) return fail("stale", "draft_stale");
    const others = await writtenAfter(tx, draftId, rev);
    const met = meeting(operations.flatMap(touches), others);
    if (met) return met;
    const applied = applyEdits(draft.file, operations);
    if (!applied.ok) return refusalOf(applied.refusal);
    const personId = actor.kind === "person" ? actor.id : null;
    const written = await writeFile(tx, { draft, next: applied.file, operations, kind: "edit", personId }, now);
    return ok<Edited>({ draftId, rev: written });
  },
});

/** Null where nobody wrote on the same part since. */
function meeting(mine: readonly Place[], others: readonly Later[]): Failure | null {
  for (const { name, touched } of others) {
    const place = touched.find((theirs) => mine.some((own) => overlaps(own, theirs)));
    if (!place) continue;
    const said = place.join(" › ");
    const values = { name: name ?? "cli", place: said };
    return fail("conflict", "draft_changed_since", {
      values,
      fields: [{ field: said, reason: "draft_changed_since", values }],
    });
  }
  return null;
}

/** `reason` of the field is the code of `policyEdit.refusals`. */
export function refusalOf({ place, code, values, operation }: EditRefusal): Failure {
  const said = { ...values, place: place.join(" › "), operation: operation + 1, code };
  return fail(code === "changed_since" ? "conflict" : "refused", "edit_refused", {
    values: said,
    fields: [{ field: said.place, reason: code, values: said }],
  });
}

type Back = { kind: "undo" | "redo"; draft: StoredDraft; ofRev: number | null; personId: string };

async function takeBack(tx: Tx, { kind, draft, ofRev, personId }: Back, now: Date): Promise<Result<Edited>> {
  if (ofRev === null) return fail("refused", `nothing_to_${kind}`);
  // An undo takes back the edit; a redo takes back the newest undo of it.
  const about = kind === "undo" ? eq(policyDraftEdits.rev, ofRev) : eq(policyDraftEdits.ofRev, ofRev);
  const rows = await tx
    .select({ rev: policyDraftEdits.rev, back: policyDraftEdits.back })
    .from(policyDraftEdits)
    .where(and(eq(policyDraftEdits.draftId, draft.id), about));
  const last = rows.toSorted((a, b) => b.rev - a.rev)[0];
  if (!last) return fail("refused", `nothing_to_${kind}`);
  const operations = [EditOperation.parse(last.back)];
  const applied = applyEdits(draft.file, operations);
  if (!applied.ok) {
    const since = await writtenAfter(tx, draft.id, last.rev);
    return meeting(operations.flatMap(touches), since) ?? refusalOf(applied.refusal);
  }
  const rev = await writeFile(tx, { draft, next: applied.file, operations, kind, ofRev, personId }, now);
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
