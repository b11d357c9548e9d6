import "server-only";
import { and, eq } from "drizzle-orm";
import { caseQuestions, cases } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import type { Moved } from "./contract";
import { shownTo } from "./filters.queries";
import { AnswerQuestion, AskColleague, HandCase, HoldCase } from "./handing.contract";
import { askRefusal, handRefusal, holdHours, inHours, keptHours } from "./handing.rules";
import { candidate, notTo, refusalToHold } from "./handing.store";
import { stateAfter } from "./rules";
import { asMoved, type CaseRow, caseFor, moveCase, notHeld } from "./store";

/** Held in the place of the lease that a screen renews: nobody has to look at it for it to stay theirs. */
function held(now: Date): Partial<CaseRow> {
  const until = inHours(now, holdHours);
  return { leaseUntil: until, heldUntil: until, claimedAhead: false };
}

/** Keeps a case for who holds it while they go on with others: five at most, for four hours. Opened again, it is simply in hand. */
export const holdCase = command<typeof HoldCase, Moved>({
  name: "case.hold",
  permission: "case.claim",
  input: HoldCase,
  subject: (input, value) => ({ kind: "case", id: input.caseId, platformId: value?.platform }),
  async run({ tx, actor, now }, input) {
    const { row, failure } = await caseFor(tx, { verb: "hold", ...input, actor }, now);
    if (failure) return failure;
    if (actor.kind !== "person") return fail("forbidden");
    const tooMany = await refusalToHold(tx, actor, row.id, now);
    return tooMany ?? asMoved(await moveCase(tx, row, held(now)));
  },
});

/** Hands a case to a named person whom the queue would give it to; it is kept for them for a day, and comes first for them. */
export const handCase = command<typeof HandCase, Moved>({
  name: "case.hand",
  permission: "case.claim",
  input: HandCase,
  subject: (input, value) => ({
    kind: "case",
    id: input.caseId,
    platformId: value?.platform,
    detail: { to: input.to },
  }),
  async run({ tx, actor, now }, input) {
    const { row, failure } = await caseFor(tx, { verb: "hand", ...input, actor }, now);
    if (failure) return failure;
    if (actor.kind !== "person") return fail("forbidden");
    const to = await candidate(tx, input.to);
    const refusal = to ? handRefusal(row, to, actor.id) : "hand_unknown";
    if (refusal) return notTo(refusal);
    const state = stateAfter("hand", { ...row, decidedBefore: row.decidedAt !== null });
    const waited = row.restingState === "waiting" ? { waitingFor: null, waitingUntil: null, setAsideBy: null } : {};
    return asMoved(
      await moveCase(tx, row, {
        state,
        restingState: state,
        ...notHeld,
        ...waited,
        handedTo: input.to,
        handedBy: actor.id,
        handedWhy: input.why,
        handedUntil: inHours(now, keptHours),
      }),
    );
  },
});

/** Asks a colleague about a case, which is held meanwhile for who asks: it stays theirs to decide. */
export const askColleague = command<typeof AskColleague, Moved>({
  name: "case.ask",
  permission: "case.claim",
  input: AskColleague,
  subject: (input, value) => ({
    kind: "case",
    id: input.caseId,
    platformId: value?.platform,
    detail: { of: input.to },
  }),
  async run({ tx, actor, now }, input) {
    const { row, failure } = await caseFor(tx, { verb: "ask", ...input, actor }, now);
    if (failure) return failure;
    if (actor.kind !== "person") return fail("forbidden");
    const to = await candidate(tx, input.to);
    const refusal = to ? askRefusal(row, to, actor.id) : "hand_unknown";
    if (refusal) return notTo(refusal);
    const tooMany = await refusalToHold(tx, actor, row.id, now);
    if (tooMany) return tooMany;
    await tx.insert(caseQuestions).values({
      platformId: row.platformId,
      caseId: row.id,
      askedBy: actor.id,
      askedOf: input.to,
      text: input.text,
      askedAt: now,
    });
    return asMoved(await moveCase(tx, row, held(now)));
  },
});

type Answered = { questionId: string; caseId: string; platform: string };

/** Answers what one was asked, once; whose case it is does not change. */
export const answerQuestion = command<typeof AnswerQuestion, Answered>({
  name: "case.answer",
  permission: "case.note",
  input: AnswerQuestion,
  subject: (input, value) => ({
    kind: "case",
    id: value?.caseId ?? "none",
    platformId: value?.platform,
    detail: { questionId: input.questionId },
  }),
  async run({ tx, actor, now, onPlatform }, input) {
    if (actor.kind !== "person") return fail("forbidden");
    const [found] = await tx
      .select({ question: caseQuestions, state: cases.state })
      .from(caseQuestions)
      .innerJoin(cases, eq(cases.id, caseQuestions.caseId))
      .where(and(eq(caseQuestions.id, input.questionId), eq(caseQuestions.askedOf, actor.id), shownTo(actor)))
      .for("update", { of: caseQuestions });
    if (!found) return fail("not_found", "question_not_found");
    const { question, state } = found;
    onPlatform(question.platformId);
    if (question.answeredAt !== null || state === "decided") return fail("refused", "question_over");
    await tx
      .update(caseQuestions)
      .set({ answer: input.text, answeredAt: now })
      .where(eq(caseQuestions.id, question.id));
    return ok({ questionId: question.id, caseId: question.caseId, platform: question.platformId });
  },
});
