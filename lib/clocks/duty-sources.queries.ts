import "server-only";
import { and, eq, gte, isNotNull, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import {
  cases,
  crimeReferrals,
  decisions,
  misuseAppeals,
  misuseMeasures,
  notifierReveals,
  platforms,
  reviewFlags,
} from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { isCleared } from "@/lib/platform/skills.rules";
import { decisionShownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { ClockSource, SourceRow } from "./source.store";

type OnCase = typeof crimeReferrals | typeof notifierReveals;

/** What is owed about a case, in its words; the clock runs from when it began. */
function onCases(db: Db, table: OnCase, began: typeof crimeReferrals.suspicionAt | typeof notifierReveals.askedAt) {
  return db
    .select({
      id: table.id,
      at: began,
      startedAt: began,
      platformId: table.platformId,
      caseId: table.caseId,
      prefix: platforms.prefix,
      number: cases.number,
    })
    .from(table)
    .innerJoin(cases, eq(cases.id, table.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId));
}

/** A hidden case is not counted to whoever is not cleared for it. */
const shownOf = (actor: Actor, caseId: PgColumn): SQL | undefined =>
  isCleared(actor)
    ? undefined
    : sql`not exists (select 1 from cases hidden where hidden.id = ${caseId} and hidden.child_safety)`;

type Numbered = { id: string; at: Date; startedAt: Date; platformId: string; prefix: string; number: number };

const named = ({ id, at, startedAt, platformId, prefix, number }: Numbered, href: string): SourceRow => ({
  id,
  at,
  startedAt,
  platformId,
  reference: caseReference(prefix, number),
  holder: null,
  href,
});

/** Art. 18(1): a suspicion of a crime that threatens life or safety is told promptly, or refused by a second person. */
export const crimeReferral: ClockSource = {
  kind: "crime_referral",
  basis: "target",
  isOurs: true,
  table: crimeReferrals,
  at: crimeReferrals.suspicionAt,
  id: crimeReferrals.id,
  lagMs: ({ referralTargetHours }) => referralTargetHours * 3_600_000,
  open: (actor) => and(sql`${crimeReferrals.state} = 'open'`, shownOf(actor, crimeReferrals.caseId)),
  read: (db, where, order, limit) =>
    onCases(db, crimeReferrals, crimeReferrals.suspicionAt)
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) => rows.map((row) => named(row, `/referrals/${row.id}`))),
  done: {
    table: crimeReferrals,
    where: (since) => or(gte(crimeReferrals.sentAt, since), gte(crimeReferrals.refusedAt, since)),
  },
};

/** Somebody asks that a statement names who reported (Art. 17(3)(b)): a second person consents or refuses. */
export const reveal: ClockSource = {
  kind: "reveal",
  basis: "target",
  isOurs: true,
  table: notifierReveals,
  at: notifierReveals.askedAt,
  id: notifierReveals.id,
  lagMs: ({ revealTargetHours }) => revealTargetHours * 3_600_000,
  open: (actor) => and(sql`${notifierReveals.state} = 'asked'`, shownOf(actor, notifierReveals.caseId)),
  read: (db, where, order, limit) =>
    onCases(db, notifierReveals, notifierReveals.askedAt)
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) => rows.map((row) => named(row, `/cases/${row.caseId}`))),
  done: {
    table: notifierReveals,
    where: (since) => and(isNotNull(notifierReveals.answeredAt), gte(notifierReveals.answeredAt, since)),
  },
};

/** Art. 20(4), 23: the answer to a complaint about a suspension for misuse. */
export const misuseAppeal: ClockSource = {
  kind: "misuse_appeal",
  basis: "target",
  isOurs: true,
  table: misuseAppeals,
  at: misuseAppeals.dueAt,
  id: misuseAppeals.id,
  open: () => sql`${misuseAppeals.decidedAt} is null`,
  read: (db, where, order, limit) =>
    db
      .select({
        id: misuseAppeals.id,
        at: misuseAppeals.dueAt,
        startedAt: misuseAppeals.receivedAt,
        platformId: misuseAppeals.platformId,
        reference: misuseAppeals.reference,
        subjectId: misuseMeasures.subjectId,
      })
      .from(misuseAppeals)
      .innerJoin(misuseMeasures, eq(misuseMeasures.id, misuseAppeals.measureId))
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) => rows.map(({ subjectId, ...row }) => ({ ...row, holder: null, href: `/misuse/${subjectId}` }))),
  done: {
    table: misuseAppeals,
    where: (since) => and(isNotNull(misuseAppeals.decidedAt), gte(misuseAppeals.decidedAt, since)),
  },
};

/** A decision that counted a strike which fell is looked at again by somebody (Art. 20(4)). */
export const reviewFlag: ClockSource = {
  kind: "review_flag",
  basis: "target",
  isOurs: true,
  table: reviewFlags,
  at: reviewFlags.createdAt,
  id: reviewFlags.id,
  lagMs: ({ reviewFlagTargetHours }) => reviewFlagTargetHours * 3_600_000,
  open: (actor) => and(sql`${reviewFlags.resolvedAt} is null`, decisionShownTo(actor, reviewFlags.decisionId)),
  read: (db, where, order, limit) =>
    db
      .select({
        id: reviewFlags.id,
        at: reviewFlags.createdAt,
        startedAt: reviewFlags.createdAt,
        platformId: reviewFlags.platformId,
        prefix: platforms.prefix,
        number: cases.number,
      })
      .from(reviewFlags)
      .innerJoin(decisions, eq(decisions.id, reviewFlags.decisionId))
      .innerJoin(cases, eq(cases.id, decisions.caseId))
      .innerJoin(platforms, eq(platforms.id, cases.platformId))
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) => rows.map((row) => named(row, "/appeals"))),
  done: {
    table: reviewFlags,
    where: (since) => and(isNotNull(reviewFlags.resolvedAt), gte(reviewFlags.resolvedAt, since)),
  },
};
