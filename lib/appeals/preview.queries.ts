import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, decisions, platforms } from "@/db/schema";
import { withoutSignedLinks } from "@/lib/decisions/signed-links.rules";
import { heldByOthers, keptBy, type RunningMeasure } from "@/lib/decisions/still-in-force.store";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { isHidden } from "@/lib/queue/queries";
import { caseReference } from "@/lib/queue/row.rules";
import { canFall } from "./answer.rules";
import { answerLetter } from "./answer-letter.store";
import type { AnswerPreview, PreviewAnswer } from "./contract";
import { turnedOver } from "./docket.rules";
import { othersInDocket } from "./docket.store";
import { effectsOf, type SanctionRow } from "./effects.store";
import { needsFirstLook } from "./first-look.rules";
import { hasLooked } from "./first-look.store";
import { appealLetterMaterial } from "./letters.store";
import { answerProblems, liftsContent } from "./missing.rules";
import { authorityBehind } from "./ordered.store";
import { type PlannedAnswer, planAnswer } from "./outcome.rules";
import { stateForReader, suspendsForMisuse } from "./store";
import { namesToWithhold } from "./withheld.store";

/** Cases whose decisions will be looked at again. */
async function flaggedCases(db: Db, actor: Actor, plan: PlannedAnswer): Promise<AnswerPreview["flagged"]> {
  const ids = plan.remedies.filter(({ kind }) => kind === "review_decision").map(({ subjectId }) => subjectId);
  if (ids.length === 0) return [];
  const rows = await db
    .select({ caseId: cases.id, number: cases.number, prefix: platforms.prefix })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .where(and(inArray(decisions.id, ids), shownTo(actor)))
    .orderBy(asc(decisions.decidedAt));
  return rows.map(({ caseId, number, prefix }) => ({ caseId, reference: caseReference(prefix, number) }));
}

/** What the reviewer is told before the answer is given: what falls, what stays in between, what stays. */
function effectsInWords(plan: PlannedAnswer, measures: readonly SanctionRow[], others: readonly RunningMeasure[]) {
  const rowOf = (id: string) => measures.find((row) => row.id === id);
  const falls = new Set(plan.remedies.map(({ subjectId }) => subjectId));
  const replaced = measures.filter(({ id }) => plan.replacedSanctionIds.includes(id));
  return {
    undone: plan.remedies
      .filter(({ kind }) => kind !== "review_decision")
      .map(({ kind, subjectId, points }) => ({
        kind,
        label: rowOf(subjectId)?.label ?? null,
        points: points ?? null,
        heldBy: keptBy(others, rowOf(subjectId)),
      })),
    replaced: replaced.map(({ label }) => label),
    remains: measures
      .filter((row) => canFall(row) && !falls.has(row.id) && !replaced.includes(row))
      .map(({ label }) => label),
  };
}

/** What an answer would do and how its letter would read; nothing is written. Fails as `appeal_not_found`. */
export async function previewAnswer(
  db: Db,
  actor: Actor,
  given: PreviewAnswer,
  now: Date = new Date(),
): Promise<Result<AnswerPreview>> {
  if (!can(actor, "appeal.decide")) return fail("forbidden");
  // What the answer would do tells what was decided.
  return previewOf(db, actor, given, { isShown: await hasLooked(db, given.appealId, actor.id ?? ""), now });
}

/** The same, where the caller knows whether the decision is shown to who asks. */
export async function previewOf(
  db: Db,
  actor: Actor,
  given: PreviewAnswer,
  { isShown, now }: { isShown: boolean; now: Date },
): Promise<Result<AnswerPreview>> {
  const material = await appealLetterMaterial(db, given.appealId);
  if (!material || (await isHidden(db, actor, material.decision.caseId))) return fail("not_found", "appeal_not_found");
  const { appeal, decision } = material;
  if (!isShown && needsFirstLook(given.outcome)) return fail("refused", "appeal_look_first");
  const { effects, measures, hasStrike } = await effectsOf(db, decision.id);
  const letterAt = { ...material.statement, decisionId: decision.id };
  const state = await stateForReader(db, letterAt, decision);
  const isGone = state === "undone" || state === "reversed";
  const plan = planAnswer({ by: appeal.by, outcome: isGone ? "upheld" : given.outcome }, effects, given);
  const undone = plan.remedies.map(({ kind, subjectId, points }) => ({ kind, subjectId, points: points ?? null }));
  const { outcome, reasons, decideAgain } = given;
  const letter = await answerLetter(db, material, {
    outcome,
    reasons,
    answeredAt: now,
    decideAgain,
    isConfirmed: false,
    undone,
  });
  const docket = await othersInDocket(db, { id: appeal.id, decisionId: decision.id });
  const isForMisuse = await suspendsForMisuse(db, decision.id);
  const authority = await authorityBehind(db, decision);
  const contested = {
    ...{ by: appeal.by, decisionState: state, sanctions: measures, hasStrike, docket, isForMisuse },
    ordered: authority,
  };
  const turns = isGone ? [] : turnedOver({ by: appeal.by, outcome }, docket);
  const effectsSaid = effectsInWords(plan, measures, await heldByOthers(db, decision));
  return ok({
    ...effectsSaid,
    remains: isShown ? effectsSaid.remains : [],
    flagged: await flaggedCases(db, actor, plan),
    reopens: plan.reopens,
    turnsOver: turns.map(({ id, reference, by, outcome: answered }) => ({ id, reference, by, outcome: answered })),
    letter: { subject: letter.subject, parts: withoutSignedLinks(letter.parts), language: material.language },
    ordered: !isGone && liftsContent(contested, given) ? authority : null,
    missing: answerProblems(contested, given, await namesToWithhold(db, appeal.id, "everybody")),
  });
}
