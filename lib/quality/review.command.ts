import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { qualityReviews, qualitySamples } from "@/db/schema";
import { lockDecided } from "@/lib/appeals/store";
import { type CommandContext, command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { type Failure, type FieldFailure, fail, ok, type Result } from "@/lib/platform/result";
import { recordShown } from "@/lib/queue/care.store";
import { compare } from "./finding.rules";
import { ConcludeReview, ReviewDecision, type Reviewed } from "./review.contract";
import { choicesOf, chosenSanctions, refusalFor, type Sampled, sampledOf } from "./sample.store";

const aboutSample = (input: { sampleId: string }) => ({ kind: "quality_sample", id: input.sampleId });

/** The drawn decision under the locks of an appeal's answer: of the two, whoever comes second finds the first. */
async function lockSampled(context: CommandContext, sampleId: string): Promise<Result<Sampled>> {
  const { tx, actor, onPlatform } = context;
  const [named] = await tx.select().from(qualitySamples).where(eq(qualitySamples.id, sampleId)).for("update");
  if (!named || !mayOn(actor, named.platformId)) return fail("not_found", "quality_not_found");
  onPlatform(named.platformId);
  await lockDecided(tx, named.decisionId);
  const sampled = await sampledOf(tx, actor, sampleId);
  return sampled ? ok(sampled) : fail("not_found", "quality_not_found");
}

/**
 * What cannot be found like this: a clause that does not govern the content, a measure that its rules do not know, or none
 * where they name some: the comparison would call it another outcome, and nobody could correct it.
 */
async function problemsOf(tx: Tx, { decision }: Sampled, input: ReviewDecision): Promise<FieldFailure[]> {
  if (input.outcome === "no_violation") return [];
  const { clauses, actions } = await choicesOf(tx, decision);
  const problems: FieldFailure[] = [];
  const clause = clauses.find(({ ref }) => ref === input.clause);
  if (input.ground === "clause" && input.clause === null)
    problems.push({ field: "clause", reason: "quality_clause_needed" });
  else if (input.ground === "clause" && !clause) problems.push({ field: "clause", reason: "quality_clause_unknown" });
  const known = input.ground === "clause" && clause ? clause.actions : actions.map(({ id }) => id);
  if (input.sanctions.some((id) => !known.includes(id)))
    problems.push({ field: "sanctions", reason: "quality_sanction_unknown" });
  else if (problems.length === 0 && known.length > 0 && input.sanctions.length === 0)
    problems.push({ field: "sanctions", reason: "quality_sanction_needed" });
  return problems;
}

/**
 * A second look at a drawn decision by somebody who was not shown its outcome. Refused as reviewer.rules.ts says; from then
 * on its author answers no appeal against the decision (DESIGN 3.7). Changes nothing about the decision itself.
 */
export const reviewDecision = command({
  name: "quality.review",
  permission: "quality.review",
  input: ReviewDecision,
  subject: aboutSample,
  async run(context, input): Promise<Result<Reviewed>> {
    const { tx, actor, now } = context;
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockSampled(context, input.sampleId);
    if (!found.ok) return found;
    const refusal = await refusalFor(tx, found.value, actor.id, now);
    if (refusal === "quality_reviewed") return fail("stale", refusal);
    if (refusal) return fail("refused", refusal);
    const problems = await problemsOf(tx, found.value, input);
    if (problems.length > 0) return fail("refused", "refused", { fields: problems });
    await recordShown(tx, actor, found.value.decision.caseId, now);
    await keepReview(tx, found.value, { ...input, by: actor.id }, now);
    return ok({ sampleId: input.sampleId, platform: found.value.sample.platformId });
  },
});

async function keepReview(tx: Tx, { sample }: Sampled, input: ReviewDecision & { by: string }, now: Date) {
  const isViolation = input.outcome === "violation";
  await tx.insert(qualityReviews).values({
    platformId: sample.platformId,
    sampleId: sample.id,
    decisionId: sample.decisionId,
    reviewedBy: input.by,
    reviewedAt: now,
    outcome: input.outcome,
    clauseRef: isViolation && input.ground === "clause" ? input.clause : null,
    sanctions: isViolation ? [...new Set(input.sanctions)] : [],
    why: input.why,
  });
  await tx.update(qualitySamples).set({ reviewedAt: now }).where(eq(qualitySamples.id, sample.id));
}

/** Why this reviewer cannot conclude the review like this; null when they can. */
async function conclusionRefusal(
  tx: Tx,
  { decision, review }: Sampled,
  { cause, by }: Pick<ConcludeReview, "cause"> & { by: string },
): Promise<Failure | null> {
  if (!review) return fail("refused", "quality_not_reviewed");
  if (review.reviewedBy !== by) return fail("refused", "quality_not_yours");
  if (review.concludedAt) return fail("stale", "quality_concluded");
  const chosen = await chosenSanctions(tx, [decision.id]);
  const first = {
    outcome: decision.outcome,
    clause: decision.clauseRef,
    sanctions: chosen.map(({ action }) => action),
  };
  const { sameFinding, sameSanctions } = compare(first, { ...review, clause: review.clauseRef });
  const isSame = sameFinding && sameSanctions;
  if (isSame === (cause === null)) return null;
  const reason = isSame ? "quality_cause_idle" : "quality_cause_needed";
  return fail("refused", "refused", { fields: [{ field: "cause", reason }] });
}

/** Ends a review, with both outcomes in sight: the cause where they differ, and a note that the first decider reads. */
export const concludeReview = command({
  name: "quality.conclude",
  permission: "quality.review",
  input: ConcludeReview,
  subject: (input) => ({ ...aboutSample(input), detail: { cause: input.cause } }),
  async run(context, input): Promise<Result<Reviewed>> {
    const { tx, actor, now } = context;
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockSampled(context, input.sampleId);
    if (!found.ok) return found;
    const refusal = await conclusionRefusal(tx, found.value, { cause: input.cause, by: actor.id });
    if (refusal) return refusal;
    const { cause, coachingNote } = input;
    await tx
      .update(qualityReviews)
      .set({ cause, coachingNote, concludedAt: now })
      .where(eq(qualityReviews.sampleId, input.sampleId));
    return ok({ sampleId: input.sampleId, platform: found.value.sample.platformId });
  },
});
