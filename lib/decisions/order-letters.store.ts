import "server-only";
import { userToldFrom } from "@/lib/intake/order.rules";
import { enqueueLetter } from "@/lib/intake/order.store";
import type { Deciding } from "./record.store";

type Decided = { decisionId: string; effectiveAt: Date; hasEffect: boolean };

/**
 * What a decision on an ordered item sets in motion (DSA Art. 9): the authority is told once the last item of its order is
 * decided for good, and the person concerned of the order and its effect, not before the authority allows it (O1, O3).
 */
export async function tellOfOrders({ tx, now, row, material }: Deciding, decided: Decided): Promise<void> {
  const { decisionId, effectiveAt, hasEffect } = decided;
  for (const { order } of material.notices) {
    if (!order) continue;
    const of = { id: order.id, platformId: row.platformId };
    const due = { about: decisionId, decisionId };
    await enqueueLetter(tx, of, { letter: "effect", ...due, runAt: effectiveAt }, now);
    if (!hasEffect || material.account === null) continue;
    const runAt = userToldFrom(order.holdUntil, effectiveAt);
    await enqueueLetter(tx, of, { letter: "user", ...due, runAt }, now);
  }
}
