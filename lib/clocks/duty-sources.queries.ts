import "server-only";
import { and, eq, gte, isNotNull, or, sql } from "drizzle-orm";
import { cases, crimeReferrals, decisions, misuseAppeals, misuseMeasures, platforms, reviewFlags } from "@/db/schema";
import { isCleared } from "@/lib/platform/skills.rules";
import { decisionShownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { ClockSource } from "./source.store";

/** Art. 18(1): a suspicion of a crime that threatens life or safety is told promptly, or refused by a second person. */
export const crimeReferral: ClockSource = {
  kind: "crime_referral",
  basis: "target",
  isOurs: true,
  table: crimeReferrals,
  at: crimeReferrals.suspicionAt,
  id: crimeReferrals.id,
  lagMs: ({ referralTargetHours }) => referralTargetHours * 3_600_000,
  open: (actor) =>
    and(
      sql`${crimeReferrals.state} = 'open'`,
      isCleared(actor)
        ? undefined
        : sql`not exists (select 1 from cases hidden where hidden.id = ${crimeReferrals.caseId} and hidden.child_safety)`,
    ),
  read: (db, where, order, limit) =>
    db
      .select({
        id: crimeReferrals.id,
        at: crimeReferrals.suspicionAt,
        startedAt: crimeReferrals.suspicionAt,
        platformId: crimeReferrals.platformId,
        prefix: platforms.prefix,
        number: cases.number,
      })
      .from(crimeReferrals)
      .innerJoin(cases, eq(cases.id, crimeReferrals.caseId))
      .innerJoin(platforms, eq(platforms.id, cases.platformId))
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) =>
        rows.map(({ prefix, number, ...row }) => ({
          ...row,
          reference: caseReference(prefix, number),
          holder: null,
          href: `/referrals/${row.id}`,
        })),
      ),
  done: {
    table: crimeReferrals,
    where: (since) => or(gte(crimeReferrals.sentAt, since), gte(crimeReferrals.refusedAt, since)),
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
      .then((rows) =>
        rows.map(({ prefix, number, ...row }) => ({
          ...row,
          reference: caseReference(prefix, number),
          holder: null,
          href: "/appeals",
        })),
      ),
  done: {
    table: reviewFlags,
    where: (since) => and(isNotNull(reviewFlags.resolvedAt), gte(reviewFlags.resolvedAt, since)),
  },
};
