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
