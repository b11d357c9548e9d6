/** As the desk reads it: a suspension for misuse that was ended early has fallen, but nobody found that it was wrong. */
export type ShownState = DecisionState | "lifted";

/** What the desk calls it: `lifted` where the desk itself ended the suspension and no complaint has overturned it. */
export function shownState(state: DecisionState, isLifted: boolean): ShownState {
  return state === "reversed" && isLifted ? "lifted" : state;
}

export type DecisionState = "standing" | "undone" | "reversed" | "superseded";

/** What became of a decision, from its row. A superseded one may still be appealed: it had its effects. */
export function decisionState(row: {
  undoneAt: Date | null;
  reversedAt: Date | null;
  supersededBy: string | null;
}): DecisionState {
  if (row.undoneAt) return "undone";
  if (row.reversedAt) return "reversed";
  return row.supersededBy ? "superseded" : "standing";
}
