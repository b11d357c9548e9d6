export type ReviewRefusal =
  | "quality_own_decision"
  | "quality_took_part"
  | "quality_holds_appeal"
  | "quality_last_independent"
  | "quality_reviewed";

export type WhoReviews = {
  reviewer: string;
  decidedBy: string;
  /** Who answered an appeal against the decision or one that led to it, or looked at it again. */
  tookPart: readonly string[];
  /** Who holds an appeal against it that is not answered. */
  holdsAppeal: readonly string[];
  /** Supervisors who are qualified to answer appeals today. */
  qualified: readonly string[];
  isReviewed: boolean;
};

/**
 * What stands in the way of this person's second look, or null. Not their own decision; not one whose outcome they know; and
 * not where nobody would be left to answer an appeal, because who reviewed a decision does not answer for it (Art. 20(6)).
 */
export function reviewRefusal(who: WhoReviews): ReviewRefusal | null {
  const { reviewer, decidedBy, tookPart, holdsAppeal, qualified, isReviewed } = who;
  if (isReviewed) return "quality_reviewed";
  if (decidedBy === reviewer) return "quality_own_decision";
  if (tookPart.includes(reviewer)) return "quality_took_part";
  if (holdsAppeal.includes(reviewer)) return "quality_holds_appeal";
  const left = qualified.filter((id) => id !== decidedBy && !tookPart.includes(id));
  return left.length === 1 && left[0] === reviewer ? "quality_last_independent" : null;
}
