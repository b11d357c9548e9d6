import "server-only";
import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, people } from "@/db/schema";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { leaseEnd } from "@/lib/queue/rules";
import { type CaseRow, moveCase, notHeld } from "@/lib/queue/store";
import type { Undone } from "./contract";
import { restBeforeReferral } from "./referral.rules";
import { undoRefusal } from "./undo.rules";
import { decidedBefore, type LockedDecision, lockDecision, takeBack } from "./undo.store";

type Asked = { actor: Actor; decisionId: string; clock: () => Date; toQueue?: boolean };

/** Takes one decision back, inside its transaction: for the command, and for each item of a wave. */
export async function undoOne(tx: Tx, { actor, decisionId, clock, toQueue = false }: Asked): Promise<Result<Undone>> {
  if (actor.kind !== "person") return fail("forbidden");
  const found = await lockDecision(tx, decisionId);
  if (!found) return fail("not_found", "decision_not_found");
  // Read after the locks: whoever waited for them may have waited past the end of the window.
  const now = clock();
  const refusal = await refusalOf(tx, found, actor, now);
  if (refusal) return refusal;
  const { decision, row } = found;
  await takeBack(tx, decision, now);
  const moved = await moveCase(tx, row, await handBack(tx, found, { actor, toQueue }, now));
  return ok({ decisionId, caseId: row.id, platform: row.platformId, version: moved.version, state: moved.state });
}

async function refusalOf(
  tx: Tx,
  { decision, row, hasBegun: begun }: LockedDecision,
  actor: Person,
  now: Date,
): Promise<Failure | null> {
  const other = and(eq(cases.itemId, row.itemId), ne(cases.id, row.id), ne(cases.state, "decided"));
  const [newer] = await tx.select({ id: cases.id }).from(cases).where(other).limit(1);
  const facts = { decision, caseState: row.state, hasBegun: begun, hasNewerCase: newer !== undefined };
  const reason = undoRefusal(facts, actor, now);
  if (!reason) return null;
  if (reason !== "undo_not_yours")
    return fail(reason === "decision_already_undone" || reason === "undo_case_moved" ? "stale" : "refused", reason);
  const [decider] = await tx.select({ name: people.name }).from(people).where(eq(people.id, decision.decidedBy));
  return fail("refused", reason, { values: { name: decider?.name ?? "" } });
}

/** Back into the hands of who decided; where a supervisor steps in, or a whole wave comes back, back to the queue. It rests where it rested before. */
async function handBack(
  tx: Tx,
  { decision, row }: LockedDecision,
  { actor, toQueue }: { actor: Person; toQueue: boolean },
  now: Date,
): Promise<Partial<CaseRow>> {
  const decidedAt = await decidedBefore(tx, decision);
  const rested =
    decision.outcome === "referred"
      ? restBeforeReferral({ before: decision.referral?.before, escalatedTo: row.escalatedTo, decidedAt })
      : { restingState: row.restingState };
  const { restingState } = rested;
  const patch = { decidedAt, ...rested };
  if (toQueue || decision.decidedBy !== actor.id) return { ...patch, state: restingState, ...notHeld };
  const { leaseSeconds } = await settingsFor(tx, row.platformId);
  return { ...patch, state: "claimed", claimedBy: actor.id, leaseUntil: leaseEnd(now, leaseSeconds) };
}
