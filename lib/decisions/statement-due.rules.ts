import type { PlannedSanction } from "./plan.rules";

/**
 * Whether a decision owes the affected person a statement of reasons (S1), and the Transparency Database a copy of it
 * (B1). A warning, a point or a referral restricts nothing and owes none; what is still open may. The exemption of
 * Art. 17(5) (S4) comes with its order, that of Art. 17(2) (S3) with what the desk counted (exemption.rules.ts).
 */
export function isStatementDue(sanctions: readonly Pick<PlannedSanction, "needsStatement" | "restricts">[]): boolean {
  return sanctions.some(({ needsStatement, restricts }) => needsStatement || restricts === null);
}
