import "server-only";
import { and, asc, desc, eq, isNull, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, decisions, people, platforms, qualityReviews, qualitySamples } from "@/db/schema";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { compare, sampleCode } from "./finding.rules";
import type { ReviewRows } from "./review.contract";
import { chosenSanctions } from "./sample.store";

/** Rows of a page. */
const perPage = 50;
const none: ReviewRows = { rows: [], next: null };

/** The page by itself, and the cursor of the one behind it; null where it ends. */
function paged<Row>(
  list: string,
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => { at: Date; id: string },
) {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { shown, next: last ? writePlace(list, placeOf(last)) : null };
}

/**
 * Drawn decisions that wait for a second look, the oldest first; without the reader's own.
 * @param after the cursor of the page before; one of another list begins from the front
 */
export async function waitingReviews(db: Db, actor: Person, after = "", limit = perPage): Promise<ReviewRows> {
  if (!can(actor, "quality.team")) return none;
  const place = readPlace("waiting-reviews", after);
  const past =
    place && sql`(${qualitySamples.drawnAt}, ${qualitySamples.id}) > (${place.at.toISOString()}, ${place.id}::uuid)`;
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
    .where(and(isNull(qualitySamples.reviewedAt), ne(decisions.decidedBy, actor.id), shownTo(actor), past ?? undefined))
    .orderBy(asc(qualitySamples.drawnAt), asc(qualitySamples.id))
    .limit(limit + 1);
  const { shown, next } = paged("waiting-reviews", rows, limit, ({ drawnAt, sampleId }) => ({
    at: drawnAt,
    id: sampleId,
  }));
  const listed = shown.map(({ drawnAt, ...row }) => ({
    ...row,
    code: sampleCode(row.sampleId),
    at: drawnAt.toISOString(),
    done: null,
  }));
  return { rows: listed, next };
}

/** What was reviewed, the newest first, with how the two compare; `after` as above. */
export async function doneReviews(db: Db, actor: Person, after = "", limit = perPage): Promise<ReviewRows> {
  if (!can(actor, "quality.team")) return none;
  const place = readPlace("done-reviews", after);
  const past =
    place && sql`(${qualityReviews.reviewedAt}, ${qualityReviews.id}) < (${place.at.toISOString()}, ${place.id}::uuid)`;
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
    .where(and(shownTo(actor), past ?? undefined))
    .orderBy(desc(qualityReviews.reviewedAt), desc(qualityReviews.id))
    .limit(limit + 1);
  const { shown, next } = paged("done-reviews", rows, limit, ({ review }) => ({
    at: review.reviewedAt,
    id: review.id,
  }));
  const chosen = await chosenSanctions(
    db,
    shown.map(({ review }) => review.decisionId),
  );
  const listed = shown.map(({ review, outcome, clause, ...row }) => {
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
  return { rows: listed, next };
}
