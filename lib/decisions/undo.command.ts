import "server-only";
import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, people } from "@/db/schema";
import { command } from "@/lib/platform/command";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { leaseEnd } from "@/lib/queue/rules";
import { type CaseRow, moveCase, notHeld } from "@/lib/queue/store";
import { UndoDecision, type Undone } from "./contract";
import { restBeforeReferral } from "./referral.rules";
import { undoRefusal } from "./undo.rules";
import { decidedBefore, type LockedDecision, lockDecision, takeBack } from "./undo.store";

type Clock = () => Date;

const undoBy = (clock: Clock) =>
  command<typeof UndoDecision, Undone>({
    name: "case.undo",
    permission: "case.undo",
    input: UndoDecision,
    subject: (input, value) => ({
      kind: "decision",
      id: input.decisionId,
      platformId: value?.platform,
      ...(value ? { detail: { caseId: value.caseId } } : {}),
    }),
    async run({ tx, actor }, { decisionId }) {
      if (actor.kind !== "person") return fail("forbidden");
      const found = await lockDecision(tx, decisionId);
      if (!found) return fail("not_found", "decision_not_found");
      // Read after the locks: whoever waited for them may have waited past the end of the window.
      const now = clock();
      const refusal = await refusalOf(tx, found, actor, now);
      if (refusal) return refusal;
      const { decision, row } = found;
      await takeBack(tx, decision, now);
      const moved = await moveCase(tx, row, await handBack(tx, found, actor, now));
      return ok({ decisionId, caseId: row.id, platform: row.platformId, version: moved.version, state: moved.state });
    },
  });

/**
 * Takes a decision back while nothing has left yet: by who made it, or by a supervisor. Everything it did is undone in
 * one transaction, and nobody outside ever hears of it. Afterwards only an appeal can change it.
 * @param clock the moment at which this happens, or a clock that goes on while locks are waited for
 */
export function undoDecision(
  actor: Actor,
  raw: unknown,
  clock: Date | Clock = () => new Date(),
): Promise<Result<Undone>> {
  const read = typeof clock === "function" ? clock : () => clock;
  return undoBy(read)(actor, raw, read());
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

/** Back into the hands of who decided; where a supervisor steps in, back to the queue. It rests where it rested before. */
async function handBack(
  tx: Tx,
  { decision, row }: LockedDecision,
  actor: Person,
  now: Date,
): Promise<Partial<CaseRow>> {
  const decidedAt = await decidedBefore(tx, decision);
  const rested =
    decision.outcome === "referred"
      ? restBeforeReferral({ before: decision.referral?.before, escalatedTo: row.escalatedTo, decidedAt })
      : { restingState: row.restingState };
  const { restingState } = rested;
  const patch = { decidedAt, ...rested };
  if (decision.decidedBy !== actor.id) return { ...patch, state: restingState, ...notHeld };
  const { leaseSeconds } = await settingsFor(tx, row.platformId);
  return { ...patch, state: "claimed", claimedBy: actor.id, leaseUntil: leaseEnd(now, leaseSeconds) };
}
