import type { RestrictionFacts } from "./statement.contract";

/**
 * Whether a decision owes the affected person a statement of reasons (S1), and the Transparency Database a copy of it
 * (B1). A warning, a point or a referral restricts nothing and owes none. The exemptions of Art. 17(2) and (5) (S3, S4)
 * are nobody's to claim by a field of a decision: they come with the flow that proves them.
 */
export function isStatementDue(restrictions: readonly Pick<RestrictionFacts, "dsaDecision">[]): boolean {
  return restrictions.some(({ dsaDecision }) => dsaDecision !== null);
}
