import { keptInTab } from "../shell/kept-in-tab";
import { type Draft, keptDraft } from "./draft.rules";

const drafts = keptInTab("draft:");

/** The draft of a case as this tab kept it, or null; also where it holds another version's idea of a draft. */
export function readDraft(caseId: string, fresh: Draft): Draft | null {
  return keptDraft(drafts.read(caseId), fresh);
}

/** Keeps a draft in this tab only. */
export function writeDraft(caseId: string, draft: Draft): void {
  drafts.write(caseId, draft);
}

export function dropDraft(caseId: string): void {
  drafts.drop(caseId);
}
