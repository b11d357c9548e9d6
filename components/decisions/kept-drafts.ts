import { type Draft, keptDraft } from "./draft.rules";

const prefix = "draft:";
/** More than a shift of open cases; older ones make room. */
const most = 40;

/** The draft of a case as this tab kept it, or null. Storage may be full, forbidden, or hold another product's idea of a draft. */
export function readDraft(caseId: string, fresh: Draft): Draft | null {
  try {
    const stored = sessionStorage.getItem(prefix + caseId);
    return stored === null ? null : keptDraft(JSON.parse(stored), fresh);
  } catch {
    return null;
  }
}

/** Keeps a draft in this tab only: what is typed about people does not stay on a shared machine after the tab is closed. */
export function writeDraft(caseId: string, draft: Draft): void {
  try {
    sessionStorage.removeItem(prefix + caseId);
    const kept = Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
    for (const key of kept.slice(0, Math.max(0, kept.length - most + 1))) sessionStorage.removeItem(key);
    sessionStorage.setItem(prefix + caseId, JSON.stringify(draft));
  } catch {
    // Without storage the draft lives as long as the page.
  }
}

export function dropDraft(caseId: string): void {
  try {
    sessionStorage.removeItem(prefix + caseId);
  } catch {
    // As above.
  }
}
