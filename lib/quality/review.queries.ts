import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, people, platforms } from "@/db/schema";
import { blindOnCase } from "@/lib/appeals/held-blind.queries";
import { clausesOfCase } from "@/lib/decisions/clause.queries";
import type { ClauseView } from "@/lib/decisions/contract";
import { labelOf } from "@/lib/decisions/localised.rules";
import { caseView } from "@/lib/decisions/queries";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, mayOn, type Person } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { packFor } from "@/lib/policy/store";
import { caseReference } from "@/lib/queue/row.rules";
import { type BlindCase, blinded } from "./blind.rules";
import { compare } from "./finding.rules";
import type { ReviewChoices, ReviewedPair } from "./review.contract";
import type { ReviewRefusal } from "./reviewer.rules";
import { choicesOf, chosenSanctions, refusalFor, type Sampled, sampledOf } from "./sample.store";

export type ReviewPage =
  | ({ kind: "blind"; choices: ReviewChoices } & BlindCase)
  | { kind: "closed"; reason: ReviewRefusal | "quality_not_reviewed" }
  | { kind: "pair"; pair: ReviewedPair };

/**
 * The page of one drawn decision. Until it is reviewed nothing of its outcome is in the answer, for whoever asks; then both
 * stand side by side. Answers `quality_not_found`, or `appeal_blind_first`.
 */
export async function reviewPage(db: Db, actor: Person, sampleId: string, now: Date): Promise<Result<ReviewPage>> {
  if (!can(actor, "quality.team")) return fail("forbidden");
  const sampled = isId(sampleId) ? await sampledOf(db, actor, sampleId) : null;
  if (!sampled || !mayOn(actor, sampled.sample.platformId)) return fail("not_found", "quality_not_found");
  const kept = await blindOnCase(db, actor, sampled.decision.caseId);
  if (kept) return kept;
  if (sampled.review) return ok({ kind: "pair", pair: await pairOf(db, sampled, sampled.review, actor) });
  if (!can(actor, "quality.review")) return ok({ kind: "closed", reason: "quality_not_reviewed" });
  const refusal = await refusalFor(db, sampled, actor.id, now);
  return refusal ? ok({ kind: "closed", reason: refusal }) : blindPage(db, actor, sampled, now);
}

async function blindPage(db: Db, actor: Person, { sample, decision }: Sampled, now: Date): Promise<Result<ReviewPage>> {
  const found = await caseView(db, actor, decision.caseId, now);
  if (!found.ok) return found;
  const decider = (await namesOf(db, [decision.decidedBy])).get(decision.decidedBy) ?? "";
  const blind = blinded(found.value, { sampleId: sample.id, decidedAt: decision.decidedAt, decider });
  const suggested = blind.view.suggestions.map(({ ref }) => ref);
  return ok({ kind: "blind", ...blind, choices: await choicesOf(db, decision, suggested) });
}

/**
 * Clauses that a second look may cite and that hold the words of `text`, by the drawn decision; which case it is of stays
 * hidden. Answers `quality_not_found`.
 */
export async function clausesOfReview(
  db: Db,
  actor: Actor,
  sampleId: string,
  text: string,
): Promise<Result<ClauseView[]>> {
  if (!can(actor, "quality.review")) return fail("forbidden");
  const sampled = isId(sampleId) ? await sampledOf(db, actor, sampleId) : null;
  if (!sampled || !mayOn(actor, sampled.sample.platformId)) return fail("not_found", "quality_not_found");
  const found = await clausesOfCase(db, actor, sampled.decision.caseId, text);
  if (!found.ok) return found;
  // The search also finds what no decision rests on, by its whole reference.
  const offered = new Set((await choicesOf(db, sampled.decision)).clauses.map(({ ref }) => ref));
  return ok(found.value.filter(({ ref }) => offered.has(ref)));
}

async function namesOf(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The words of a measure; one that the rules of today no longer have is shown by its id. */
async function labelsOf(db: Db, platformId: string, ids: readonly string[]) {
  const actions = (await packFor(db, platformId))?.sanctions.actions ?? [];
  return ids.map((id) => {
    const action = actions.find((known) => known.id === id);
    return action ? labelOf(action) : { en: id };
  });
}

async function referenceOf(db: Db, caseId: string): Promise<string> {
  const [row] = await db
    .select({ prefix: platforms.prefix, number: cases.number })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(eq(cases.id, caseId));
  return row ? caseReference(row.prefix, row.number) : "";
}

async function pairOf(
  db: Db,
  { sample, decision }: Sampled,
  review: NonNullable<Sampled["review"]>,
  actor: Person,
): Promise<ReviewedPair> {
  const chosen = await chosenSanctions(db, [decision.id]);
  const names = await namesOf(db, [decision.decidedBy, review.reviewedBy]);
  const outcome = decision.outcome === "violation" ? "violation" : "no_violation";
  const first = { outcome, clause: decision.clauseRef, sanctions: chosen.map(({ action }) => action) };
  return {
    first: {
      outcome,
      clause: decision.clauseRef,
      sanctions: chosen.map(({ label }) => label),
      words: decision.facts || decision.rationale,
      by: names.get(decision.decidedBy) ?? "",
      at: decision.decidedAt.toISOString(),
      isDeviation: decision.deviationCode !== null,
    },
    second: {
      outcome: review.outcome,
      clause: review.clauseRef,
      sanctions: await labelsOf(db, sample.platformId, review.sanctions),
      words: review.why,
      by: names.get(review.reviewedBy) ?? "",
      at: review.reviewedAt.toISOString(),
    },
    caseId: decision.caseId,
    reference: await referenceOf(db, decision.caseId),
    rules: sample.rules,
    ...compare(first, { ...review, clause: review.clauseRef }),
    conclusion: review.concludedAt && {
      cause: review.cause,
      note: review.coachingNote ?? "",
      at: review.concludedAt.toISOString(),
    },
    mayConclude: review.concludedAt === null && review.reviewedBy === actor.id && can(actor, "quality.review"),
  };
}
