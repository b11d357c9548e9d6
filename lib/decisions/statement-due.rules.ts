import type { PlannedSanction } from "./plan.rules";

/**
 * Whether a decision owes the affected person a statement of reasons (S1), and the Transparency Database a copy of it
 * (B1). A warning, a point or a referral restricts nothing and owes none; what is still open may. The exemptions of
 * Art. 17(2) and (5) (S3, S4) are nobody's to claim by a field of a decision: they come with the flow that proves them.
 */
export function isStatementDue(sanctions: readonly Pick<PlannedSanction, "needsStatement" | "restricts">[]): boolean {
  return sanctions.some(({ needsStatement, restricts }) => needsStatement || restricts === null);
}
