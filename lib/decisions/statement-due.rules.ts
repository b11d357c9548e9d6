import type { RestrictionFacts } from "./statement.contract";

/** Art. 17(2) second sentence: no statement is owed for deceptive high-volume commercial content (S3). */
export type StatementExemption = "deceptive_bulk_commercial";
export type StatementDue =
  | { due: true; reason: "restriction" }
  | { due: false; reason: "no_restriction" | "deceptive_bulk_commercial" | "authority_order" };

/**
 * Whether a decision owes the affected person a statement of reasons (S1, S3, S4). A warning, a point or a referral
 * restricts nothing and owes none; an order under Art. 9 has its own message. The notifier is answered in any case (N9).
 */
export function statementDue(
  restrictions: readonly Pick<RestrictionFacts, "dsaDecision">[],
  { exemption = null, orderId = null }: { exemption?: StatementExemption | null; orderId?: string | null } = {},
): StatementDue {
  if (orderId !== null) return { due: false, reason: "authority_order" };
  if (!restrictions.some((restriction) => restriction.dsaDecision !== null)) {
    return { due: false, reason: "no_restriction" };
  }
  return exemption === null ? { due: true, reason: "restriction" } : { due: false, reason: exemption };
}

export type StatementDelivery =
  | { owed: false; reason: Exclude<StatementDue, { due: true }>["reason"] }
  | { owed: true; deliverable: boolean; sendBy: string };

/**
 * When it must be sent: at the latest on the day the restriction is imposed (Art. 17(2), S2). Without a known electronic
 * address nothing can be sent; that is recorded, and the statement stays readable at its link.
 */
export function statementDelivery(due: StatementDue, imposedOn: string, hasAddress: boolean): StatementDelivery {
  return due.due ? { owed: true, deliverable: hasAddress, sendBy: imposedOn } : { owed: false, reason: due.reason };
}

/** Whether a copy goes to the Transparency Database (Art. 24(5), B1, B5): with each statement owed, if this platform submits. */
export function databaseCopyDue(due: StatementDue, platformSubmits: boolean): boolean {
  return due.due && platformSubmits;
}
