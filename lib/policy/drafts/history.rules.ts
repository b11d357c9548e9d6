/** One write of a draft, as far as undo asks. */
export type Written = { rev: number; personId: string | null; kind: "edit" | "undo" | "redo"; ofRev: number | null };

/** The person's newest edit that is not taken back: somebody else's is not theirs to undo. Null: there is none. */
export function toUndo(writes: readonly Written[], personId: string): number | null {
  const standing = writes.filter(
    ({ kind, personId: who, rev }) => kind === "edit" && who === personId && !isUndone(writes, rev),
  );
  return standing.reduce<number | null>((newest, { rev }) => (newest === null || rev > newest ? rev : newest), null);
}

/** Whether words of the person stand in a draft: they began it, or an edit of theirs is not taken back. */
export function isAuthor(draft: { createdBy: string | null }, writes: readonly Written[], personId: string): boolean {
  return draft.createdBy === personId || toUndo(writes, personId) !== null;
}

/** The edit that the person took back last, unless they have written something new since. */
export function toRedo(writes: readonly Written[], personId: string): number | null {
  const own = writes.filter(({ personId: who }) => who === personId).toSorted((a, b) => b.rev - a.rev);
  for (const { kind, ofRev } of own) {
    if (kind === "edit") return null;
    if (kind === "undo" && ofRev !== null && isUndone(writes, ofRev)) return ofRev;
  }
  return null;
}

function isUndone(writes: readonly Written[], rev: number): boolean {
  const last = writes.filter(({ ofRev }) => ofRev === rev).toSorted((a, b) => b.rev - a.rev)[0];
  return last?.kind === "undo";
}
