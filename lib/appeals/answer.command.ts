import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { appeals, decisions } from "@/db/schema";
import { type CommandContext, command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { fail, ok, type Result } from "@/lib/platform/result";
import { AnswerAppeal, type Answered, AssignAppeal, RejectAppeal, TakeAppeal } from "./contract";
import { mayBeAssigned, mayDecideAppeal } from "./independence.rules";
import { reopenCase, undoDecisionEffects } from "./reversal.store";
import { mayAppealMove, outcomeTable } from "./rules";
import { lockAppeal, reviewerOf } from "./store";

type Held = NonNullable<Awaited<ReturnType<typeof lockAppeal>>>;

/** The appeal under a lock, as the caller saw it; else what stands in the way. */
async function held(tx: Tx, seen: { appealId: string; version: number }): Promise<Result<Held>> {
  const found = await lockAppeal(tx, seen.appealId);
  if (!found) return fail("not_found");
  return found.appeal.version === seen.version ? ok(found) : fail("stale", "appeal_changed");
}

const underReview = ({ appeal }: Held) => ({ state: appeal.state, assignedTo: appeal.assignedTo, filedBy: null });
const contested = ({ decision }: Held) => ({ decidedBy: decision.decidedBy, reviewedBy: [] });

async function assignTo(
  context: CommandContext,
  seen: { appealId: string; version: number },
  personId: string | undefined,
): Promise<Result<{ appealId: string }>> {
  const { tx, actor, now } = context;
  const found = await held(tx, seen);
  if (!found.ok) return found;
  const person = await reviewerOf(tx, personId, actor.kind);
  const allowed = mayBeAssigned({ appeal: underReview(found.value), decision: contested(found.value), person }, now);
  if (!allowed.ok) return fail("refused", allowed.reason);
  await tx
    .update(appeals)
    .set({ state: "assigned", assignedTo: person.id, assignedAt: now, version: sql`${appeals.version} + 1` })
    .where(eq(appeals.id, seen.appealId));
  return ok({ appealId: seen.appealId });
}

const aboutAppeal = (input: { appealId: string }) => ({ kind: "appeal", id: input.appealId });

/** A supervisor takes an appeal on; refused to who made the decision (Art. 20(6), A9). */
export const takeAppeal = command({
  name: "appeal.take",
  permission: "appeal.decide",
  input: TakeAppeal,
  subject: aboutAppeal,
  run: (context, input) => assignTo(context, input, context.actor.id),
});

/** Hands an appeal to a named supervisor, by the same rule of independence. */
export const assignAppeal = command({
  name: "appeal.assign",
  permission: "appeal.assign",
  input: AssignAppeal,
  subject: (input) => ({ ...aboutAppeal(input), detail: { to: input.personId } }),
  run: (context, input) => assignTo(context, input, input.personId),
});

/** Answers that an appeal cannot be taken up, with reasons; the person is told in the same way. */
export const rejectAppeal = command({
  name: "appeal.reject",
  permission: "appeal.decide",
  input: RejectAppeal,
  subject: aboutAppeal,
  async run({ tx, actor, now }, input) {
    const found = await held(tx, input);
    if (!found.ok) return found;
    if (!mayAppealMove(found.value.appeal.state, "inadmissible")) return fail("refused", "appeal_not_open");
    const person = await reviewerOf(tx, actor.id, actor.kind);
    const allowed = mayDecideAppeal(
      { appeal: underReview(found.value), decision: contested(found.value), person },
      now,
    );
    if (!allowed.ok) return fail("refused", allowed.reason);
    await settle(
      tx,
      found.value,
      { state: "inadmissible", inadmissibleWhy: input.reasons, decidedBy: person.id, decidedAt: now },
      now,
    );
    return ok({ appealId: input.appealId });
  },
});

async function settle(
  tx: Tx,
  { appeal }: Held,
  change: Partial<typeof appeals.$inferInsert>,
  now: Date,
): Promise<void> {
  await tx
    .update(appeals)
    .set({ ...change, version: sql`${appeals.version} + 1` })
    .where(eq(appeals.id, appeal.id));
  const { platformId, id } = appeal;
  await enqueue(
    tx,
    { kind: "mail.appeal_answer", payload: { appealId: id }, dedupeKey: `appeal answer ${id}`, platformId },
    now,
  );
  const payload = {
    event: "appeal.decided",
    appeal: appeal.reference,
    decisionId: appeal.decisionId,
    outcome: change.outcome ?? "inadmissible",
  };
  await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: `appeal.decided ${id}`, platformId }, now);
}

/** What a successful appeal takes away, or the field that names something that is not this decision's. */
async function applyOutcome(
  tx: Tx,
  found: Held,
  input: AnswerAppeal,
  now: Date,
): Promise<Result<Omit<Answered, "appealId" | "outcome">>> {
  const { appeal, decision } = found;
  const consequence = outcomeTable[appeal.by][input.outcome];
  const about = { id: decision.id, platformId: decision.platformId, appealId: appeal.id };
  if (decision.undoneAt || decision.reversedAt)
    return consequence.undo === "none" && !consequence.acts
      ? ok({ remedies: 0, flagged: 0, reopenedCase: null })
      : fail("refused", "appeal_decision_gone");
  if (consequence.acts) {
    await tx.update(decisions).set({ reversedAt: now }).where(eq(decisions.id, decision.id));
    const undone = await undoDecisionEffects(tx, about, undefined, now);
    return ok({
      remedies: undone.remedies.length,
      flagged: undone.flagged,
      reopenedCase: await reopenCase(tx, decision.caseId, now),
    });
  }
  if (consequence.undo === "none") return ok({ remedies: 0, flagged: 0, reopenedCase: null });
  if (input.outcome === "partly_reversed" && input.liftSanctions.length === 0 && !input.voidStrike) {
    return fail("invalid", "invalid", { fields: [{ field: "liftSanctions", reason: "appeal_part_needed" }] });
  }
  const reversal =
    input.outcome === "partly_reversed" ? { sanctionIds: input.liftSanctions, strike: input.voidStrike } : undefined;
  const undone = await undoDecisionEffects(tx, about, reversal, now);
  if (consequence.undo === "all")
    await tx.update(decisions).set({ reversedAt: now }).where(eq(decisions.id, decision.id));
  return ok({ remedies: undone.remedies.length, flagged: undone.flagged, reopenedCase: null });
}

/**
 * Answers an appeal (Art. 20(4)-(6)): by a qualified person who did not decide, with reasons. A reversal undoes every
 * effect and flags later decisions that counted the strike; a notifier who was right opens the case again (A10).
 */
export const answerAppeal = command({
  name: "appeal.decide",
  permission: "appeal.decide",
  input: AnswerAppeal,
  subject: (input, value?: Answered) => ({
    ...aboutAppeal(input),
    detail: { outcome: input.outcome, remedies: value?.remedies ?? 0, flagged: value?.flagged ?? 0 },
  }),
  async run({ tx, actor, now }, input) {
    const found = await held(tx, input);
    if (!found.ok) return found;
    const person = await reviewerOf(tx, actor.id, actor.kind);
    const allowed = mayDecideAppeal(
      { appeal: underReview(found.value), decision: contested(found.value), person },
      now,
    );
    if (!allowed.ok) return fail("refused", allowed.reason);
    if (found.value.appeal.state !== "assigned") return fail("refused", "appeal_take_first");
    const applied = await applyOutcome(tx, found.value, input, now);
    if (!applied.ok) return applied;
    const change =
      input.outcome === "partly_reversed" ? { liftSanctions: input.liftSanctions, voidStrike: input.voidStrike } : {};
    await settle(
      tx,
      found.value,
      {
        state: "decided",
        outcome: input.outcome,
        reasons: input.reasons,
        change,
        decidedBy: person.id,
        decidedAt: now,
      },
      now,
    );
    return ok<Answered>({ appealId: input.appealId, outcome: input.outcome, ...applied.value });
  },
});
