/** Why a decision fell, as coded by who answered the appeal; what the team learns from it is counted by these. */
export const reversalCauses = [
  "facts",
  "context",
  "new_evidence",
  "wrong_clause",
  "wrong_penalty",
  "clause_unclear",
  "tool",
] as const;
export type ReversalCause = (typeof reversalCauses)[number];

/** Outcomes that say that the decision was wrong, wholly or in part. */
export function needsCause(outcome: string): boolean {
  return outcome === "reversed" || outcome === "partly_reversed";
}
