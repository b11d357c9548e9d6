import type { ReviewChoices } from "@/lib/quality/review.contract";

/** What the second person has chosen so far. `clause` and `sanctions` are kept while another finding is looked at. */
export type ReviewDraft = {
  finding: "" | "no_violation" | "clause" | "law";
  clause: string | null;
  sanctions: readonly string[];
  why: string;
};

export const noReview: ReviewDraft = { finding: "", clause: null, sanctions: [], why: "" };

/** A clause by key, by hand or from the search: that one is broken is said with it, and its measures lie ready. */
export function withReviewClause(draft: ReviewDraft, choices: ReviewChoices, ref: string): ReviewDraft {
  if (draft.finding === "clause" && draft.clause === ref) return draft;
  const sanctions = choices.clauses.find((clause) => clause.ref === ref)?.recommended ?? [];
  return { ...draft, finding: "clause", clause: ref, sanctions };
}

/** What can be chosen from now: under a clause its own measures, with the law alone all that the rules know. */
export function offeredMeasures({ finding, clause }: ReviewDraft, { clauses, actions }: ReviewChoices) {
  if (finding === "law") return actions;
  if (finding !== "clause") return [];
  const own = clauses.find(({ ref }) => ref === clause)?.actions ?? [];
  return actions.filter(({ id }) => own.includes(id));
}

/** The draft as the server reads it. */
export function reviewOf(draft: ReviewDraft, choices: ReviewChoices) {
  const offered = offeredMeasures(draft, choices);
  return {
    outcome: draft.finding === "no_violation" ? "no_violation" : "violation",
    ground: draft.finding === "law" ? "law" : "clause",
    clause: draft.finding === "clause" ? draft.clause : null,
    sanctions: draft.sanctions.filter((id) => offered.some((action) => action.id === id)),
    why: draft.why,
  };
}
