import "server-only";
import type { Tx } from "@/db/client";
import type { DisputeAnswer } from "@/db/schema";
import { decisionState } from "@/lib/decisions/decision-state.rules";
import { sealsOfLetters } from "@/lib/decisions/row-seal.store";
import { type CommandContext, command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { fail, ok } from "@/lib/platform/result";
import { partProblem } from "./answer.rules";
import { endWithPlatform } from "./carried-out.queries";
import { tellOfChange } from "./changed-letters.store";
import { AnswerDispute, type Answered, type DisputeWritten, ImplementDispute } from "./dispute.contract";
import { asAppealOutcome, stateAfterAnswer } from "./dispute.rules";
import { leftOf, lockDispute, moveDispute, type StoredDispute } from "./dispute.store";
import { effectsOf } from "./effects.store";
import { liftsContent, orderProblem } from "./missing.rules";
import { takeBackMarksOf } from "./misuse-marks.store";
import { authorityBehind } from "./ordered.store";
import { planAnswer } from "./outcome.rules";
import { carryOut, recordTold } from "./reversal.store";
import { lockDecided } from "./store";

type Part = { liftSanctions: string[]; voidStrike: boolean };
type Decision = NonNullable<Awaited<ReturnType<typeof lockDecided>>>;
const nothing = { remedies: 0, flagged: 0, reopenedCase: null };

/** Does what the platform follows, by the ledger of remedies, and tells whoever reported; a decision that is gone has nothing left to undo. */
async function carryOutAnswer(
  { tx, now, alsoLogged }: CommandContext,
  {
    dispute,
    decision,
    answer,
    part,
    answeredBy,
  }: { dispute: StoredDispute; decision: Decision; answer: "follow" | "partly"; part: Part; answeredBy: string },
) {
  const { effects, measures } = await effectsOf(tx, decision.id);
  const plan = planAnswer({ by: dispute.by, outcome: asAppealOutcome(answer) }, effects, {
    ...part,
    decideAgain: false,
  });
  const { platformId, caseId } = decision;
  const about = { decisionId: decision.id, platformId, caseId, appealId: null, disputeId: dispute.id };
  const undone = await carryOut(tx, about, plan, now);
  // The body looked at it as a whole, and so does who follows it: there is no finding of ours in between.
  if (answer === "follow" && dispute.by === "affected") await takeBackMarksOf(tx, decision.id, { by: answeredBy, now });
  const told = dispute.by === "affected" ? await tellOfChange(tx, { appeal: null, decision, plan, measures }, now) : [];
  await recordTold(tx, about, told, now);
  if (told.length > 0) alsoLogged(dispute.id, { rows: await sealsOfLetters(tx, told) });
  const mail = { kind: "mail.dispute_done", payload: { disputeId: dispute.id, stage: "followed" } };
  await enqueue(tx, { ...mail, dedupeKey: `dispute followed ${dispute.id}`, platformId }, now);
  return undone;
}

type Asked = { by: StoredDispute["by"]; answer: DisputeAnswer; part: Part; departure: string };

/** What stands in the way of doing what was found; `against`: the authority whose order the answer goes against. */
async function problemOf(tx: Tx, decision: Decision, { by, answer, part, departure }: Asked) {
  const { measures: sanctions, hasStrike } = await effectsOf(tx, decision.id);
  const isPart = answer === "partly" && by === "affected";
  const contested = { by, sanctions, ordered: await authorityBehind(tx, decision) };
  const given = { outcome: asAppealOutcome(answer), decideAgain: false, liftSanctions: part.liftSanctions, departure };
  return {
    problem: (isPart ? partProblem({ sanctions, hasStrike }, part) : null) ?? orderProblem(contested, given),
    against: liftsContent(contested, given) ? contested.ordered : null,
  };
}

/**
 * Says what the platform does about a finding (Art. 21(2): it binds to nothing), by a person with reasons who did not
 * make the decision. Followed, every effect is undone as after a successful appeal; a notifier who was right opens the
 * case again. Fails as `dispute_own_decision`, `dispute_not_now`, or naming `liftSanctions` or `departure`.
 */
export const answerDispute = command({
  name: "dispute.answer",
  permission: "dispute.manage",
  input: AnswerDispute,
  subject: ({ disputeId, answer }, value?: Answered) => ({
    kind: "dispute",
    id: disputeId,
    detail: { answer, ...(value ? { remedies: value.remedies, reopenedCase: value.reopenedCase } : {}) },
  }),
  async run(context, { answer, why, liftSanctions, voidStrike, departure, ...seen }) {
    const { tx, actor, now, onPlatform, alsoLogged } = context;
    // A finding outside is answered by a named person, never by a program (D2).
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockDispute(tx, actor, seen);
    if (!found.ok) return found;
    const dispute = found.value;
    onPlatform(dispute.platformId);
    if (dispute.state !== "decided") return fail("refused", "dispute_not_now");
    const decision = await lockDecided(tx, dispute.decisionId);
    if (!decision) throw new Error(`dispute ${dispute.id} has no decision`);
    if (decision.decidedBy === actor.id) return fail("refused", "dispute_own_decision");
    const isGone = decisionState(decision) !== "standing";
    const part = { liftSanctions, voidStrike };
    const follows = answer !== "not" && !isGone;
    const asked = { by: dispute.by, answer, part, departure };
    const { problem, against } = follows ? await problemOf(tx, decision, asked) : { problem: null, against: null };
    if (problem) return fail("refused", "refused", { fields: [problem] });
    if (against) alsoLogged(dispute.id, { againstOrder: against });
    const undone = follows
      ? await carryOutAnswer(context, { dispute, decision, answer, part, answeredBy: actor.id })
      : nothing;
    const isPart = answer === "partly" && dispute.by === "affected" && follows;
    const kept = { change: isPart ? part : {}, departure: against ? departure : null };
    const answered = { answer, answerWhy: why, answeredBy: actor.id, answeredAt: now, ...kept };
    const to = stateAfterAnswer(answer);
    const moved = await moveDispute(tx, dispute, to, { ...answered, ...(to === "closed" ? { closedAt: now } : {}) });
    const { remedies, reopenedCase } = undone;
    return moved.ok ? ok<Answered>({ ...moved.value, remedies, reopenedCase }) : moved;
  },
});

/**
 * Closes what was followed, once its ledger and a case decided anew are done, and tells its person: that it is carried out
 * (D5), or, where the platform never confirmed it and that was given up, so much. What was given up is nowhere counted as
 * carried out. Fails as `dispute_not_now` or `dispute_ledger_open`.
 */
export const implementDispute = command({
  name: "dispute.implement",
  permission: "dispute.manage",
  input: ImplementDispute,
  subject: ({ disputeId }) => ({ kind: "dispute", id: disputeId }),
  async run({ tx, actor, now, onPlatform, alsoLogged }, seen) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockDispute(tx, actor, seen);
    if (!found.ok) return found;
    onPlatform(found.value.platformId);
    if (found.value.state !== "answered") return fail("refused", "dispute_not_now");
    const left = await leftOf(tx, found.value);
    if (left > 0) return fail("refused", "dispute_ledger_open", { values: { left } });
    const { platformId, id: disputeId, decisionId } = found.value;
    const isGivenUp = (await endWithPlatform(tx, { decisionId, disputeId })) === "givenUp";
    if (isGivenUp) alsoLogged(disputeId, { givenUp: true });
    const done = { closedAt: now, ...(isGivenUp ? {} : { implementedAt: now, implementedBy: actor.id }) };
    const payload = { disputeId, stage: isGivenUp ? "givenUp" : "done" };
    const mail = { kind: "mail.dispute_done", payload, dedupeKey: `dispute done ${disputeId}` };
    await enqueue(tx, { ...mail, platformId }, now);
    const moved = await moveDispute(tx, found.value, "closed", done);
    return moved.ok ? ok<DisputeWritten>(moved.value) : moved;
  },
});
