import type { AnswerChoice } from "./answer.rules";

/** What somebody finds who has the evidence and does not know the decision: nothing, a broken clause, or broken law. */
export const findingKinds = ["no_violation", "clause", "law"] as const;
export type FindingKind = (typeof findingKinds)[number];
export type Finding = { kind: FindingKind; clauseRef: string | null };

/** Why a first look was not blind: see `knownBefore`. */
export type LookKnown = "let_past" | "read_before" | "alike";

/**
 * What its author knew before they looked; null: nothing. Who is tied to a decision is shown it, until an admin lets them
 * past; who opened the case after it was decided has read what was decided; and a finding on one appeal of a wave, given
 * to another, was found without that one's evidence.
 */
export function knownBefore(look: {
  withAppealId: string | null;
  isLetPast: boolean;
  hasReadBefore: boolean;
}): LookKnown | null {
  if (look.withAppealId !== null) return "alike";
  if (look.isLetPast) return "let_past";
  return look.hasReadBefore ? "read_before" : null;
}

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
