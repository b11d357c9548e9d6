import type { ClauseView } from "@/lib/decisions/contract";
import type { WaveGroup, WavePlan } from "@/lib/decisions/wave.contract";

export type WaveTerm = { action: string; openEnded?: boolean; dsaValue?: string };
export type WaveDraft = {
  outcome: "violation" | "no_violation";
  clause: string;
  noException: boolean;
  facts: string;
  terms: WaveTerm[];
};

export const emptyDraft = (clause: string): WaveDraft => ({
  outcome: "violation",
  clause,
  noException: false,
  facts: "",
  terms: [],
});

/** The draft as the server takes it, or null while there is nothing to work out. */
export function choiceOf(draft: WaveDraft, clause: ClauseView | undefined): Record<string, unknown> | null {
  if (draft.outcome === "no_violation") return { outcome: "no_violation", rationale: draft.facts };
  if (!clause) return null;
  const exceptionsConsidered = draft.noException
    ? clause.exceptions.map(({ letter, text }) => ({ letter, text: text.en, applies: false, why: "" }))
    : [];
  return { outcome: "violation", clause: clause.ref, exceptionsConsidered, facts: draft.facts, terms: draft.terms };
}

/** Which groups will be decided: the largest by itself, the others when somebody says so. */
export function chosenGroups(plan: WavePlan | undefined, picked: Readonly<Record<string, boolean>>): WaveGroup[] {
  return (plan?.groups ?? []).filter((group, at) => group.canBeDecided && (picked[group.key] ?? at === 0));
}
