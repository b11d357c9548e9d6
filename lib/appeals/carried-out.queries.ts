import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { disputeRemedies, remedies } from "@/db/schema";
import { isSettled } from "./closing.rules";
import { isForPlatform, statesOfRemedies } from "./ledger.store";

/**
 * Whether nothing of what fell with a decision is left for the platform to carry out: it shows content and opens accounts,
 * so before it has confirmed that, nobody is told that all is undone.
 */
export async function isCarriedOut(db: Db | Tx, decisionId: string): Promise<boolean> {
  const rows = await db
    .select({ remedy: remedies, disputeId: disputeRemedies.disputeId })
    .from(remedies)
    .leftJoin(disputeRemedies, eq(disputeRemedies.remedyId, remedies.id))
    .where(eq(remedies.decisionId, decisionId));
  for (const { remedy, disputeId } of rows.filter(({ remedy }) => isForPlatform(remedy))) {
    const about = { appealId: remedy.appealId, decisionId, ...(disputeId ? { disputeId } : {}) };
    const state = (await statesOfRemedies(db, about, [remedy])).get(remedy.id)?.state;
    if (state && !isSettled(state)) return false;
  }
  return true;
}

/** Whether somebody gave up waiting for the platform to confirm it, with a reason that stays in the ledger. */
export async function wasGivenUp(db: Db | Tx, decisionId: string): Promise<boolean> {
  const theirs = inArray(remedies.kind, ["tell_platform", "correct_referral"]);
  const waived = and(eq(remedies.decisionId, decisionId), eq(remedies.state, "waived"), theirs);
  return (await db.$count(remedies, waived)) > 0;
}
