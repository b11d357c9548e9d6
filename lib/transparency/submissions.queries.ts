import "server-only";
import { and, asc, desc, eq, gte, lt, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { cases, databaseCopies, databaseQueues, databaseSubmissions, decisions, people, platforms } from "@/db/schema";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { databaseTokenStanding } from "@/lib/platform/env";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";
import { settingsFor, settingsForEach } from "@/lib/platform/settings";
import { owedAt, owedOnItsDay, platformsThatOwed } from "@/lib/policy/owed.queries";
import { owes } from "@/lib/policy/tier.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { type DayCount, reconciled } from "./reconcile.rules";
import {
  type DatabaseLane,
  gapReasons,
  type HeldSubmission,
  type NotSent,
  type ReconciledDay,
  type SubmissionCount,
  submissionCounts,
} from "./submissions.contract";

const none = () => Object.fromEntries(submissionCounts.map((name) => [name, 0])) as Record<SubmissionCount, number>;

const owedCopy = owedAt("database", {
  ...{ platform: decisions.platformId, at: decisions.decidedAt, tier: platforms.tier },
});

/**
 * How each platform's statements reach the database, with how many are where. What was not owed when it was decided is due
 * nowhere, and what was is, whatever the platform is today.
 */
export async function databaseLanes(db: Db): Promise<DatabaseLane[]> {
  const all = await db.select({ id: platforms.id, tier: platforms.tier }).from(platforms).orderBy(asc(platforms.id));
  const ids = all.map(({ id }) => id);
  const settings = await settingsForEach(db, ids);
  const queues = await db.select().from(databaseQueues);
  const answer = await db.execute(sql`select s.platform_id as "platformId",
      case when s.state = 'delivered' then 'delivered' when not (${owedOnItsDay}) then 'not_due'
        when s.state = 'sending' then 'waiting'
        when s.state = 'waiting' and c.state = 'to_review' then 'to_review' else s.state end as state, count(*)::int as count
    from database_submissions s join database_copies c on c.id = s.copy_id
    join decisions d on d.id = c.decision_id join platforms p on p.id = d.platform_id
    where c.state <> 'withdrawn' group by 1, 2`);
  const before = await platformsThatOwed(db);
  const Row = z.object({ platformId: z.string(), state: z.enum(submissionCounts), count: z.number() });
  const rows = readRows(answer, Row);
  return all.map(({ id: platformId, tier }) => {
    const isOwed = owes(tier, "database");
    const queue = queues.find((one) => one.platformId === platformId);
    const counts = none();
    for (const row of rows) if (row.platformId === platformId) counts[row.state] += row.count;
    const own = settings.get(platformId);
    return {
      platformId,
      isOn: own?.databaseSend ?? false,
      ...{ isOwed, tier, owedBefore: before.has(platformId) },
      isTrial: own?.databaseSandbox ?? true,
      token: databaseTokenStanding(platformId, own?.databaseUrl ?? ""),
      stoppedAt: queue?.stoppedAt?.toISOString() ?? null,
      stoppedWhy: queue?.stoppedWhy ?? null,
      waitsUntil: queue?.waitsUntil?.toISOString() ?? null,
      lastFailure: queue?.lastFailure ?? null,
      counts,
    };
  });
}

const heldList = "held-submissions";

/** Those that a person must look at, a page of them, the oldest first. Fails naming `after` when that is no cursor of this list. */
export async function heldSubmissions(
  db: Db,
  actor: Actor,
  { after, limit = 50 }: { after?: string; limit?: number } = {},
): Promise<Result<{ held: HeldSubmission[]; next: string | null }>> {
  const place = after === undefined ? null : readPlace(heldList, after);
  if (after !== undefined && !place)
    return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const { id, copyId, platformId, puid, why, fields, firstTriedAt, createdAt } = databaseSubmissions;
  const past = place
    ? sql`(${createdAt}, ${id}) > (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)`
    : undefined;
  const rows = await db
    .select({
      ...{ id, copyId, platformId, puid, why, fields, firstTriedAt, createdAt },
      ...{ caseId: cases.id, prefix: platforms.prefix, number: cases.number },
    })
    .from(databaseSubmissions)
    .innerJoin(databaseCopies, eq(databaseCopies.id, copyId))
    .innerJoin(decisions, eq(decisions.id, databaseCopies.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, platformId))
    .where(and(eq(databaseSubmissions.state, "held"), owedCopy, shownTo(actor), past))
    .orderBy(asc(createdAt), asc(id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? writePlace(heldList, { at: last.createdAt, id: last.id }) : null;
  const held = shown.map(({ prefix, number, ...row }) => ({
    ...row,
    why: row.why ?? "",
    reference: caseReference(prefix, number),
    firstTriedAt: row.firstTriedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }));
  return ok({ held, next });
}

/**
 * Day by day (of the decision, in the platform's zone), how many statements of reasons were made, are owed to the database
 * and were taken by it. Counted from the decisions that restrict something, not from the outbox: one that never got a
 * statement, and why (S2, S3, S4), would show. Where Art. 24(5) does not bind the provider, nothing is due.
 */
export async function reconciliation(
  db: Db,
  { platformId, from, to, now }: { platformId: string; from: Date; to: Date; now: Date },
): Promise<ReconciledDay[]> {
  const { databaseSend } = await settingsFor(db, platformId);
  const answer = await db.execute(sql`select day, reason, count(*)::int as count from (
      select to_char(d.decided_at at time zone p.zone, 'YYYY-MM-DD') as day, case
        when d.undone_at is not null or c.state = 'withdrawn' then 'taken_back'
        when t.id is null and d.exempt is not null then 'exempt'
        when t.id is null and d.order_id is not null then 'order'
        when t.id is null and d.account_id is null then 'nobody_known'
        when t.id is null then 'no_statement'
        when s.id is null then 'no_copy'
        when s.state = 'delivered' then 'accepted'
        when not (${owedOnItsDay}) then 'not_due'
        when s.state = 'held' then coalesce(s.why, 'not_understood')
        when s.state = 'given_up' then 'given_up'
        when c.state = 'to_review' then 'to_review'
        when d.effective_at > ${now.toISOString()} then 'undo_window'
        when s.state in ('asking', 'tried') then s.state
        when ${!databaseSend}::boolean then 'not_sending' else 'waiting' end as reason
      from decisions d join platforms p on p.id = d.platform_id
      left join statements t on t.decision_id = d.id and t.is_statement_of_reasons
      left join database_copies c on c.statement_id = t.id
      left join database_submissions s on s.copy_id = c.id
      where d.platform_id = ${platformId} and d.decided_at >= ${from.toISOString()} and d.decided_at < ${to.toISOString()}
        and (t.id is not null or exists (select 1 from sanctions x where x.decision_id = d.id and x.dsa_value is not null))
    ) each_one group by day, reason`);
  const Row = z.object({ day: z.string(), reason: z.enum(["accepted", ...gapReasons]), count: z.number() });
  const counts: DayCount[] = readRows(answer, Row);
  return reconciled(counts);
}

const mostNotSent = 200;

/** Statements of a time that somebody said are not sent, newest decision first, 200 at most: the words behind that gap. */
export async function notSent(
  db: Db,
  actor: Actor,
  { platformId, from, to }: { platformId: string; from: Date; to: Date },
): Promise<NotSent[]> {
  const { copyId, settledAt, settledWhy } = databaseSubmissions;
  const rows = await db
    .select({
      ...{ copyId, at: settledAt, why: settledWhy, by: people.name },
      ...{ caseId: cases.id, prefix: platforms.prefix, number: cases.number },
      day: sql<string>`to_char(${decisions.decidedAt} at time zone ${platforms.zone}, 'YYYY-MM-DD')`,
    })
    .from(databaseSubmissions)
    .innerJoin(databaseCopies, eq(databaseCopies.id, copyId))
    .innerJoin(decisions, eq(decisions.id, databaseCopies.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .leftJoin(people, eq(people.id, databaseSubmissions.settledBy))
    .where(
      and(
        eq(decisions.platformId, platformId),
        gte(decisions.decidedAt, from),
        lt(decisions.decidedAt, to),
        eq(databaseSubmissions.state, "given_up"),
        ne(databaseCopies.state, "withdrawn"),
        owedCopy,
        shownTo(actor),
      ),
    )
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(mostNotSent);
  return rows.map(({ prefix, number, at, ...row }) => ({
    ...row,
    reference: caseReference(prefix, number),
    at: at?.toISOString() ?? null,
  }));
}

/** A platform's zone; UTC where there is none by this id. */
export async function platformZone(db: Db, platformId: string): Promise<string> {
  const [row] = await db.select({ zone: platforms.zone }).from(platforms).where(eq(platforms.id, platformId));
  return row?.zone ?? "UTC";
}
