/**
 * As the desk reads it: a suspension for misuse that was ended early has fallen, but nobody found that it was wrong; and
 * where a case is opened to be decided anew, the old decision gave way without anybody having said that it was wrong.
 */
export type ShownState = DecisionState | HowItFell;
export type HowItFell = "lifted" | "anew";

/** What the desk calls it. `how`: of one that fell otherwise than by being reversed, how it did. */
export function shownState(state: DecisionState, how: HowItFell | undefined): ShownState {
  return state === "reversed" && how ? how : state;
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
