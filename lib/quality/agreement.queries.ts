import "server-only";
import { and, count, desc, eq, gte, isNotNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, decisions, people, platforms, qualityReviews, qualitySamples } from "@/db/schema";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { withClauseNames } from "./clause-names.queries";
import { compare, findingOf } from "./finding.rules";
import { type AgreementGroups, agreementGroups, type Judged } from "./groups.rules";
import type { CoachingNote } from "./review.contract";
import { chosenSanctions } from "./sample.store";

/** How far back agreement is told, in milliseconds. */
export const yearMs = 365 * 86_400_000;

/**
 * How far second looks of a year agree with first decisions: of everybody for who may see the team, else of one's own alone.
 * All of them count: the database adds up those that are alike in everything that is told apart, so that what is read grows
 * with kinds, not with reviews. Decisions on cases that are hidden from the reader are in none of the numbers: a line for
 * their clause would say that there are some.
 */
export async function agreementFor(db: Db, actor: Person, now: Date): Promise<AgreementGroups> {
  const own = can(actor, "quality.team") ? undefined : eq(decisions.decidedBy, actor.id);
  const kind = {
    firstOutcome: decisions.outcome,
    firstClause: decisions.clauseRef,
    outcome: qualityReviews.outcome,
    clause: qualityReviews.clauseRef,
    platform: qualityReviews.platformId,
    language: cases.language,
    personId: decisions.decidedBy,
    name: people.name,
    month: sql<string>`to_char(${decisions.decidedAt} at time zone 'UTC', 'YYYY-MM')`,
    isByShare: sql<boolean>`${qualitySamples.rules} ? 'share'`,
  };
  const rows = await db
    .select({ ...kind, times: count() })
    .from(qualityReviews)
    .innerJoin(qualitySamples, eq(qualitySamples.id, qualityReviews.sampleId))
    .innerJoin(decisions, eq(decisions.id, qualityReviews.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(people, eq(people.id, decisions.decidedBy))
    .where(and(gte(qualityReviews.reviewedAt, new Date(now.getTime() - yearMs)), own, shownTo(actor)))
    .groupBy(...Object.values(kind));
  const judged = rows.map(
    ({ firstOutcome, firstClause, outcome, clause, personId, name, ...row }): Judged => ({
      ...row,
      first: findingOf({ outcome: firstOutcome, clause: firstClause }),
      second: findingOf({ outcome, clause }),
      person: { id: personId, name },
    }),
  );
  return withClauseNames(db, agreementGroups(judged));
}

/** What second looks at one's own decisions came to, the newest first, once they are concluded. Nobody else's. */
export async function ownCoaching(db: Db, actor: Person): Promise<CoachingNote[]> {
  const rows = await db
    .select({ review: qualityReviews, decision: decisions, prefix: platforms.prefix, number: cases.number })
    .from(qualityReviews)
    .innerJoin(decisions, eq(decisions.id, qualityReviews.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .where(and(eq(decisions.decidedBy, actor.id), isNotNull(qualityReviews.concludedAt), shownTo(actor)))
    .orderBy(desc(qualityReviews.reviewedAt), desc(qualityReviews.id))
    .limit(50);
  const chosen = await chosenSanctions(
    db,
    rows.map(({ decision }) => decision.id),
  );
  return rows.map(({ review, decision, prefix, number }) => {
    const imposed = chosen.filter(({ decisionId }) => decisionId === decision.id).map(({ action }) => action);
    const first = { outcome: decision.outcome, clause: decision.clauseRef };
    const second = { outcome: review.outcome, clause: review.clauseRef };
    return {
      sampleId: review.sampleId,
      caseId: decision.caseId,
      reference: caseReference(prefix, number),
      first,
      second,
      ...compare({ ...first, sanctions: imposed }, { ...second, sanctions: review.sanctions }),
      cause: review.cause,
      note: review.coachingNote ?? "",
      at: (review.concludedAt ?? review.reviewedAt).toISOString(),
    };
  });
}
