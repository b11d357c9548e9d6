import type { Actor } from "@/lib/platform/permissions.rules";

type Kept = { ownerId: string | null; leadId: string | null };

/**
 * Whether somebody may record on a commitment: who owns it, who leads its monitoring, and admins. Asked beside the
 * permission `commitment.record`, never instead of it.
 */
export function mayRecord(actor: Actor, { ownerId, leadId }: Kept): boolean {
  if (actor.kind !== "person") return false;
  return actor.role === "admin" || actor.id === ownerId || actor.id === leadId;
}

/** Whether somebody may close an anomaly: also who holds it, whoever owns the commitment. */
export function mayClose(actor: Actor, kept: Kept & { holderId: string | null }): boolean {
  return mayRecord(actor, kept) || (actor.kind === "person" && actor.id === kept.holderId);
}
