import { keptInTab } from "../shell/kept-in-tab";
import { type Draft, keptDraft } from "./draft.rules";

const drafts = keptInTab("draft:");
/** Of a case that was decided, until when that can be taken back: so long what was typed is kept for it. ISO instants. */
const ends = keptInTab("draft-ends:");

/** The draft of a case as this tab kept it, or null; also where it holds another version's idea of a draft. */
export function readDraft(caseId: string, fresh: Draft): Draft | null {
  sweepDrafts();
  return keptDraft(drafts.read(caseId), fresh);
}

/** Whether anything was done on a case that this tab keeps. */
export function hasDraft(caseId: string): boolean {
  sweepDrafts();
  return drafts.read(caseId) !== null;
}

/** Keeps a draft in this tab only. */
export function writeDraft(caseId: string, draft: Draft): void {
  ends.drop(caseId);
  drafts.write(caseId, draft);
}

export function dropDraft(caseId: string): void {
  ends.drop(caseId);
  drafts.drop(caseId);
}

/** Its case was decided: what was typed about a person goes once nobody can take that back any more. */
export function endDraft(caseId: string, undoUntil: string): void {
  ends.write(caseId, undoUntil);
  setTimeout(sweepDrafts, Math.max(0, Date.parse(undoUntil) - Date.now()) + 1000);
  sweepDrafts();
}

/** The decision was taken back: the draft is worked on again. */
export function keepDraft(caseId: string): void {
  ends.drop(caseId);
}

/** Drops the drafts whose decisions stand for good; also those that a tab which was put away could not drop in time. */
export function sweepDrafts(now = Date.now()): void {
  for (const caseId of ends.ids()) {
    const until = ends.read(caseId);
    if (typeof until !== "string" || !(Date.parse(until) > now)) dropDraft(caseId);
  }
}
