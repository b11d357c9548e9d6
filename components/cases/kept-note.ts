import { keptInTab } from "../shell/kept-in-tab";

/** A note that was begun and not saved. */
export type NoteDraft = { text: string; onAccount: boolean };

const notes = keptInTab("note:");
const nothing: NoteDraft = { text: "", onAccount: false };

/** What was typed of a note on this case before a reload, a decision or a way back to the queue; empty where nothing was. */
export function readNote(caseId: string): NoteDraft {
  const kept = notes.read(caseId);
  if (typeof kept !== "object" || kept === null || !("text" in kept) || typeof kept.text !== "string") return nothing;
  return { text: kept.text, onAccount: "onAccount" in kept && kept.onAccount === true };
}

export function keepNote(caseId: string, note: NoteDraft): void {
  if (note.text.trim() === "") notes.drop(caseId);
  else notes.write(caseId, note);
}
