import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { disputeRemedies, remedies } from "@/db/schema";
import { type End, endOf } from "./closing.rules";
import { isForPlatform, statesOfRemedies } from "./ledger.store";
import { reversalKey } from "./reversal.store";

/** Which lines: all about a decision, or those that one appeal or one dispute led to. */
export type Led = { decisionId: string; appealId?: string; disputeId?: string };

/** What the platform has to carry out, each line with the key of the message that tells it. */
async function linesForPlatform(db: Db | Tx, { decisionId, appealId, disputeId }: Led) {
  const rows = await db
    .select({ remedy: remedies, disputeId: disputeRemedies.disputeId })
    .from(remedies)
    .leftJoin(disputeRemedies, eq(disputeRemedies.remedyId, remedies.id))
    .where(
      and(
        eq(remedies.decisionId, decisionId),
        appealId ? eq(remedies.appealId, appealId) : undefined,
        disputeId ? eq(disputeRemedies.disputeId, disputeId) : undefined,
      ),
    );
  return rows
    .filter(({ remedy }) => isForPlatform(remedy))
    .map(({ remedy, disputeId: led }) => {
      const about = { appealId: remedy.appealId, decisionId, ...(led ? { disputeId: led } : {}) };
      return { remedy, about, key: reversalKey(about) };
    });
}

/**
 * How it ended what the platform had to carry out of what fell with a decision: it shows content and opens accounts, so
 * before it has confirmed that, nobody is told that all is undone. `open`: a line still waits for it.
 */
export async function endWithPlatform(db: Db | Tx, led: Led): Promise<End> {
  const states = [];
  for (const { remedy, about } of await linesForPlatform(db, led))
    states.push((await statesOfRemedies(db, about, [remedy])).get(remedy.id)?.state ?? remedy.state);
  return endOf(states);
}

/** Writes into the ledgers that the platform's receiver has taken in the message with this key: all of it is carried out. */
export async function confirmByReceiver(
  tx: Tx,
  { decisionId, key }: { decisionId: string; key: string },
  now: Date,
): Promise<void> {
  const taken = (await linesForPlatform(tx, { decisionId })).filter((line) => line.key === key);
  if (taken.length === 0) return;
  const ids = taken.map(({ remedy }) => remedy.id);
  const waiting = and(inArray(remedies.id, ids), eq(remedies.state, "waiting"));
  await tx.update(remedies).set({ state: "done", doneAt: now }).where(waiting);
}
