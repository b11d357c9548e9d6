import "server-only";
import type { Tx } from "@/db/client";
import type { AppealChange } from "@/db/schema";
import { sealsOfAppeal, sealsOfLetters } from "@/lib/decisions/row-seal.store";
import { type CommandContext, command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { type FieldFailure, fail, ok, type Result } from "@/lib/platform/result";
import type { AnswerChoice } from "./answer.rules";
import type { ReversalCause } from "./cause.rules";
import { tellOfChange } from "./changed-letters.store";
import { AnswerAppeal, type Answered, RejectAppeal } from "./contract";
import { othersInDocket } from "./docket.store";
import { effectsOf } from "./effects.store";
import { needsFirstLook } from "./first-look.rules";
import { hasLooked } from "./first-look.store";
import { type Held, heldAppeal, sidesOf } from "./held.store";
import { mayDecideAppeal } from "./independence.rules";
import { answerProblems, liftsContent } from "./missing.rules";
import { takeBackOwnMarks } from "./misuse-marks.store";
import { moveAppeal } from "./move.store";
import { authorityBehind } from "./ordered.store";
import { planAnswer } from "./outcome.rules";
import { carryOut, recordTold } from "./reversal.store";
import { mayAppealMove, stateAfter } from "./rules";
import { reviewerOf, suspendsForMisuse } from "./store";
import { namesToWithhold } from "./withheld.store";

const aboutAppeal = (input: { appealId: string }) => ({ kind: "appeal", id: input.appealId });
const noParts = { liftSanctions: [], voidStrike: false, departure: "", cause: null, decideAgain: false };

type Answer = {
  appealId: string;
  version: number;
  outcome: AnswerChoice;
  reasons: string;
  liftSanctions: string[];
  voidStrike: boolean;
  departure: string;
  cause: ReversalCause | null;
  decideAgain: boolean;
};

/** The appeal, if this person may answer it now: a qualified supervisor who did not decide, and who has taken it on. */
async function mine(
  { tx, actor, now, onPlatform }: CommandContext,
  seen: Answer,
): Promise<Result<Held & { by: string }>> {
  const found = await heldAppeal(tx, actor, seen);
  if (!found.ok) return found;
  onPlatform(found.value.decision.platformId);
  const person = await reviewerOf(tx, actor.id, actor.kind);
  const allowed = mayDecideAppeal({ ...sidesOf(found.value), person }, now);
  if (!allowed.ok) return fail("refused", allowed.reason);
  if (!mayAppealMove(found.value.appeal.state, stateAfter(seen.outcome))) return fail("refused", "appeal_take_first");
  return ok({ ...found.value, by: person.id });
}

/** What an answer still lacks: the one list for the preview and the commit. */
async function problemsOf(tx: Tx, { appeal, decision, state }: Held, answer: Answer): Promise<FieldFailure[]> {
  const { measures, hasStrike } = await effectsOf(tx, decision.id);
  const docket = await othersInDocket(tx, appeal);
  const isForMisuse = await suspendsForMisuse(tx, decision.id);
  return answerProblems(
    {
      ...{ by: appeal.by, decisionState: state, sanctions: measures, hasStrike, docket, isForMisuse },
      ordered: await authorityBehind(tx, decision),
    },
    answer,
    await namesToWithhold(tx, appeal.id, "everybody"),
  );
}

async function answer(context: CommandContext, given: Answer): Promise<Result<Omit<Answered, "outcome">>> {
  const { tx, now, alsoLogged } = context;
  const found = await mine(context, given);
  if (!found.ok) return found;
  const { appeal, decision, by } = found.value;
  if (needsFirstLook(given.outcome) && !(await hasLooked(tx, appeal.id, by)))
    return fail("refused", "appeal_look_first");
  const problems = await problemsOf(tx, found.value, given);
  if (problems.length > 0) return fail("refused", "appeal_answer_incomplete", { fields: problems });
  const { effects, measures } = await effectsOf(tx, decision.id);
  const against = liftsContent({ by: appeal.by, sanctions: measures }, given) && (await authorityBehind(tx, decision));
  if (against) alsoLogged(appeal.id, { againstOrder: against });
  const plan = planAnswer({ by: appeal.by, outcome: given.outcome }, effects, given);
  const { platformId, caseId } = decision;
  const about = { decisionId: decision.id, platformId, caseId, appealId: appeal.id };
  const undone = await carryOut(tx, about, plan, now);
  if (given.outcome === "reversed" && appeal.by === "affected")
    await takeBackOwnMarks(tx, { appealId: appeal.id, decisionId: decision.id }, { by, now });
  await settle(tx, appeal, given, { by, now });
  const told = appeal.by === "affected" ? await tellOfChange(tx, { appeal, decision, plan, measures }, now) : [];
  await recordTold(tx, about, told, now);
  const own = await sealsOfAppeal(tx, appeal.id, ["appeals", "appeals-answered"]);
  alsoLogged(appeal.id, { rows: { ...own, ...(await sealsOfLetters(tx, told)) } });
  return ok({ appealId: appeal.id, ...undone });
}

/** What is kept of a part: what fell, or that it is decided anew. */
function changeOf({
  liftSanctions,
  voidStrike,
  decideAgain,
}: Pick<Answer, "liftSanctions" | "voidStrike" | "decideAgain">): AppealChange {
  return decideAgain ? { decideAgain } : { liftSanctions, voidStrike };
}

async function settle(
  tx: Tx,
  appeal: Held["appeal"],
  { outcome, reasons, departure, cause, ...part }: Answer,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  const isPart = outcome === "partly_reversed" && appeal.by === "affected";
  await moveAppeal(tx, appeal, stateAfter(outcome), {
    ...(outcome === "inadmissible" ? { inadmissibleWhy: reasons } : { outcome, reasons }),
    departure: departure || null,
    cause,
    change: isPart ? changeOf(part) : {},
    decidedBy: by,
    decidedAt: now,
    // Nothing waits any more; what it told of a person is not kept.
    riskWhy: [],
  });
  const { platformId, id, decisionId, reference } = appeal;
  const mail = { kind: "mail.appeal_answer", payload: { appealId: id }, dedupeKey: `appeal answer ${id}` };
  await enqueue(tx, { ...mail, platformId }, now);
  const payload = { event: "appeal.decided", appeal: reference, decisionId, outcome };
  await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: `appeal.decided ${id}`, platformId }, now);
}

/** Answers that an appeal cannot be taken up, with reasons; the person is told in the same way, and may file again. */
export const rejectAppeal = command({
  name: "appeal.reject",
  permission: "appeal.decide",
  input: RejectAppeal,
  subject: aboutAppeal,
  async run(context, input): Promise<Result<{ appealId: string }>> {
    const answered = await answer(context, { ...noParts, ...input, outcome: "inadmissible" });
    return answered.ok ? ok({ appealId: input.appealId }) : answered;
  },
});

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
    detail: {
      outcome: input.outcome,
      ...(value ? { remedies: value.remedies, flagged: value.flagged, reopenedCase: value.reopenedCase } : {}),
    },
  }),
  async run(context, input) {
    const answered = await answer(context, { ...noParts, ...input });
    return answered.ok ? ok<Answered>({ ...answered.value, outcome: input.outcome }) : answered;
  },
});
