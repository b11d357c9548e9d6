import "server-only";
import { and, asc, desc, eq, isNull, ne } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, decisions, people, platforms, qualityReviews, qualitySamples } from "@/db/schema";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { compare, sampleCode } from "./finding.rules";
import type { ReviewRow } from "./review.contract";
import { chosenSanctions } from "./sample.store";

/** What one person looks through at a time; the rest follows when these are done. */
const mostListed = 100;

/** Drawn decisions that wait for a second look, the oldest first; without the reader's own. */
export async function waitingReviews(db: Db, actor: Person): Promise<ReviewRow[]> {
  if (!can(actor, "quality.team")) return [];
  const rows = await db
    .select({
      sampleId: qualitySamples.id,
      drawnAt: qualitySamples.drawnAt,
      platform: platforms.name,
      language: cases.language,
    })
    .from(qualitySamples)
    .innerJoin(decisions, eq(decisions.id, qualitySamples.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, qualitySamples.platformId))
    .where(and(isNull(qualitySamples.reviewedAt), ne(decisions.decidedBy, actor.id), shownTo(actor)))
    .orderBy(asc(qualitySamples.drawnAt), asc(qualitySamples.id))
    .limit(mostListed);
  return rows.map(({ drawnAt, ...row }) => ({
    ...row,
    code: sampleCode(row.sampleId),
    at: drawnAt.toISOString(),
    done: null,
  }));
}

/** What was reviewed, the newest first, with how the two compare. */
export async function doneReviews(db: Db, actor: Person): Promise<ReviewRow[]> {
  if (!can(actor, "quality.team")) return [];
  const rows = await db
    .select({
      review: qualityReviews,
      outcome: decisions.outcome,
      clause: decisions.clauseRef,
      prefix: platforms.prefix,
      number: cases.number,
      platform: platforms.name,
      language: cases.language,
      by: people.name,
    })
    .from(qualityReviews)
    .innerJoin(decisions, eq(decisions.id, qualityReviews.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, qualityReviews.platformId))
    .innerJoin(people, eq(people.id, qualityReviews.reviewedBy))
    .where(shownTo(actor))
    .orderBy(desc(qualityReviews.reviewedAt), desc(qualityReviews.id))
    .limit(mostListed);
  const chosen = await chosenSanctions(
    db,
    rows.map(({ review }) => review.decisionId),
  );
  return rows.map(({ review, outcome, clause, ...row }) => {
    const sanctions = chosen.filter((one) => one.decisionId === review.decisionId).map(({ action }) => action);
    const same = compare({ outcome, clause, sanctions }, { ...review, clause: review.clauseRef });
    return {
      sampleId: review.sampleId,
      code: sampleCode(review.sampleId),
      platform: row.platform,
      language: row.language,
      at: review.reviewedAt.toISOString(),
      done: {
        reference: caseReference(row.prefix, row.number),
        by: row.by,
        ...same,
        isConcluded: review.concludedAt !== null,
      },
    };
  });
}
