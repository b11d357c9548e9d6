import type { ChosenSanction } from "@/lib/decisions/choice.contract";
import type { ClauseView, SanctionPreview } from "@/lib/decisions/contract";
import type { WaveGroup, WavePlan } from "@/lib/decisions/wave.contract";

export type WaveDraft = {
  outcome: "violation" | "no_violation";
  clause: string;
  noException: boolean;
  facts: string;
  terms: ChosenSanction[];
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

const isTermOf = (term: ChosenSanction | undefined) => term !== undefined && ("endsOn" in term || "openEnded" in term);

/**
 * What the table leaves open, each sanction once. A question that was answered stays: the plan with the answer in it no longer
 * asks, and nobody could change their mind.
 */
export function openSanctions(plan: WavePlan | undefined, terms: readonly ChosenSanction[]): SanctionPreview[] {
  const asked = (plan?.groups ?? [])
    .flatMap(({ sanctions }) => sanctions)
    .map((sanction) => {
      const term = terms.find(({ action }) => action === sanction.action);
      return { ...sanction, needsTerm: sanction.needsTerm || isTermOf(term) };
    })
    .filter(({ needsTerm, dsaChoices }) => needsTerm || dsaChoices.length > 0);
  return asked.filter(({ action }, at) => asked.findIndex((other) => other.action === action) === at);
}
