import { type Permission, permissions } from "@/lib/platform/permissions.rules";

/** What a key may be made for: everything a program does for a platform, nothing that governs the desk or needs a person. */
export const keyPermissions = [
  "trader.view",
  "notice.create",
  "notice.import",
  "notice.track",
  "case.view",
  "case.act",
  "case.child_safety",
  "decision.read",
  "sanction.report",
  "statement.link",
  "account.view",
  "policy.match",
  "policy.view",
  "appeal.file",
  "metrics.read",
] as const satisfies readonly Permission[];

/** What keys have that are made in a place of their own, with more to say: for research, whose, what for, until when. */
export const grantedPermissions = ["research.read"] as const satisfies readonly Permission[];

export function isKeyPermission(text: string): boolean {
  return permissions.some((permission) => permission === text) && keyPermissions.some((known) => known === text);
}

type Message = { state: string; attempts: number; lockedUntil: Date | null };

/**
 * Why a message may not be sent again by hand, or null. One that was never tried waits for a reason (the undo window of
 * its decision), and one that is being sent right now would go out twice.
 */
export function refusalToRetry(message: Message, now: Date): "outbox_not_failed" | "outbox_being_sent" | null {
  if (message.state === "stuck" || message.state === "refused") return null;
  if (message.state !== "waiting" || message.attempts === 0) return "outbox_not_failed";
  return message.lockedUntil !== null && message.lockedUntil > now ? "outbox_being_sent" : null;
}
