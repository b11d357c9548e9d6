import type { AuditMark } from "@/db/schema";

type Draw = { closedAt: Date | null; drawnBy: string };
type Item = { mark: AuditMark | null; answeredAt: Date | null };

/** Why a mark may not be set, or null: it is the auditor's who drew, until their last word, and not once it was answered. */
export function markRefusal(
  draw: Draw,
  item: Item,
  personId: string,
): "audit_closed" | "audit_not_yours" | "audit_answered" | null {
  if (draw.drawnBy !== personId) return "audit_not_yours";
  if (draw.closedAt) return "audit_closed";
  return item.answeredAt ? "audit_answered" : null;
}

/**
 * Why a mark may not be answered, or null. What is in order needs no answer; one answer is given, also after the audit was
 * closed; and nobody answers for a decision of their own.
 */
export function answerRefusal(
  item: Item & { decidedBy: string },
  personId: string,
): "audit_nothing_to_answer" | "audit_answered" | "audit_own_decision" | null {
  if (item.mark === null || item.mark === "in_order") return "audit_nothing_to_answer";
  if (item.answeredAt) return "audit_answered";
  return item.decidedBy === personId ? "audit_own_decision" : null;
}

/** Why an audit may not be closed, or null: every item has a mark first. */
export function closeRefusal(
  draw: Draw,
  unmarked: number,
  personId: string,
): "audit_closed" | "audit_not_yours" | "audit_unmarked" | null {
  if (draw.drawnBy !== personId) return "audit_not_yours";
  if (draw.closedAt) return "audit_closed";
  return unmarked > 0 ? "audit_unmarked" : null;
}

/** A finding and a question say what they are about. */
export function needsComment(mark: AuditMark): boolean {
  return mark !== "in_order";
}
