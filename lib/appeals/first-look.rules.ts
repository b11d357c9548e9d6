import type { AnswerChoice } from "./answer.rules";

/** What somebody finds who has the evidence and does not know the decision: nothing, a broken clause, or broken law. */
export const findingKinds = ["no_violation", "clause", "law"] as const;
export type FindingKind = (typeof findingKinds)[number];
export type Finding = { kind: FindingKind; clauseRef: string | null };

/** Answers that judge the decision; the others only say that there is nothing to judge. */
export function needsFirstLook(outcome: AnswerChoice): boolean {
  return outcome === "upheld" || outcome === "partly_reversed" || outcome === "reversed";
}

/** What the contested decision found, in the same terms. */
export function findingOf(decision: { outcome: string; clauseRef: string | null }): Finding {
  if (decision.outcome !== "violation") return { kind: "no_violation", clauseRef: null };
  return decision.clauseRef === null
    ? { kind: "law", clauseRef: null }
    : { kind: "clause", clauseRef: decision.clauseRef };
}

/** Whether the first look found what the decision had found. */
export function agrees(look: Finding, decision: { outcome: string; clauseRef: string | null }): boolean {
  const first = findingOf(decision);
  return look.kind === first.kind && look.clauseRef === first.clauseRef;
}
