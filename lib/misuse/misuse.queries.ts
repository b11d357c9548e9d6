import "server-only";
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  accounts,
  cases,
  decisions,
  heldNotices,
  misuseAppeals,
  misuseLetters,
  misuseMarks,
  misuseMeasures,
  misuseSubjects,
  people,
  platforms,
} from "@/db/schema";
import { type Place, readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { shownTo } from "@/lib/queue/filters.queries";
import { countsOf, marksSince, type Subject, standingMark } from "./count.store";
import type { MisuseMark, MisuseMeasureView, MisusePage, MisuseRow, MisuseView } from "./misuse.contract";
import { isOverThreshold, leastMarks, nearness, refusalToSuspend, refusalToWarn } from "./misuse.rules";
import { type Measure, runningMeasure, warningToldAt } from "./subject.store";

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** Who it is: a handle, or the address of a sender for whoever may see contacts, else its beginning. */
function nameFor(actor: Actor, { sender }: Subject, handle: string | null): string {
  if (handle !== null) return handle;
  const value = (sender ?? "").slice((sender ?? "").indexOf(" ") + 1);
  if (!sender?.startsWith("mail ") || can(actor, "notice.contact")) return value;
  return `${value.slice(0, 2)}…${value.slice(value.indexOf("@"))}`;
}

type Known = { subject: Subject; zone: string; handle: string | null };

async function rowOf(db: Db, actor: Actor, { subject, zone, handle }: Known, now: Date): Promise<MisuseRow> {
  const settings = await settingsFor(db, subject.platformId);
  const counts = await countsOf(db, subject, zone, now);
  const measure = await runningMeasure(db, subject.id);
  return {
    id: subject.id,
    platform: subject.platformId,
    side: subject.side,
    who: nameFor(actor, subject, handle),
    accountId: subject.accountId,
    counts,
    thresholds: { count: leastMarks(subject.side, settings), percent: settings.misusePercent },
    isOver: isOverThreshold(subject.side, counts, settings),
    state: measure?.state ?? null,
    warnedAt: iso(measure?.warnedAt ?? null),
    until: iso(measure?.suspendedUntil ?? null),
  };
}

const knownColumns = { subject: misuseSubjects, zone: platforms.zone, handle: accounts.handle };

const listName = "misuse";

/** Whoever was marked, the last marked first, from `place` on. */
function markedLately(db: Db, place: Place | null, most: number) {
  const newest = db
    .select({
      id: misuseMarks.subjectId,
      at: sql<Date>`max(${misuseMarks.markedAt})`.mapWith(misuseMarks.markedAt).as("at"),
    })
    .from(misuseMarks)
    .groupBy(misuseMarks.subjectId)
    .as("newest");
  return db
    .select({ ...knownColumns, at: newest.at })
    .from(misuseSubjects)
    .innerJoin(newest, eq(newest.id, misuseSubjects.id))
    .innerJoin(platforms, eq(platforms.id, misuseSubjects.platformId))
    .leftJoin(accounts, eq(accounts.id, misuseSubjects.accountId))
    .where(
      place
        ? sql`(${newest.at}, ${misuseSubjects.id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)`
        : undefined,
    )
    .orderBy(desc(newest.at), desc(misuseSubjects.id))
    .limit(most);
}

/** Complaints about suspensions that wait for their answer, the most urgent first. */
async function waitingComplaints(db: Db, actor: Actor): Promise<MisusePage["appeals"]> {
  const rows = await db
    .select({ ...knownColumns, reference: misuseAppeals.reference, dueAt: misuseAppeals.dueAt })
    .from(misuseAppeals)
    .innerJoin(misuseMeasures, eq(misuseMeasures.id, misuseAppeals.measureId))
    .innerJoin(misuseSubjects, eq(misuseSubjects.id, misuseMeasures.subjectId))
    .innerJoin(platforms, eq(platforms.id, misuseSubjects.platformId))
    .leftJoin(accounts, eq(accounts.id, misuseSubjects.accountId))
    .where(isNull(misuseAppeals.decidedAt))
    .orderBy(asc(misuseAppeals.dueAt))
    .limit(200);
  return rows
    .filter(({ subject }) => mayOn(actor, subject.platformId))
    .map(({ subject, handle, reference, dueAt }) => ({
      ...{ reference, subjectId: subject.id, who: nameFor(actor, subject, handle) },
      dueAt: dueAt.toISOString(),
    }));
}

/**
 * One page of people who were marked, the last marked first, on the page the nearest to the thresholds first; and the
 * complaints about suspensions that wait. Fails as `forbidden`, or naming `after` when the cursor is not one of this list.
 */
export async function misusePage(
  db: Db,
  actor: Actor,
  now: Date,
  // Each of a page is counted anew, by what was sent and marked until now: pages are small.
  { after, limit = 25 }: { after?: string; limit?: number } = {},
): Promise<Result<MisusePage>> {
  if (!can(actor, "misuse.view")) return fail("forbidden");
  const place = after === undefined ? null : readPlace(listName, after);
  if (after !== undefined && !place)
    return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const found = await markedLately(db, place, limit + 1);
  const shown = found.slice(0, limit);
  const near: { row: MisuseRow; at: number }[] = [];
  for (const each of shown.filter(({ subject }) => mayOn(actor, subject.platformId))) {
    const row = await rowOf(db, actor, each, now);
    const settings = await settingsFor(db, row.platform);
    near.push({ row, at: nearness(row.side, row.counts, settings) });
  }
  const rows = near.sort((a, b) => b.at - a.at || b.row.counts.count - a.row.counts.count).map(({ row }) => row);
  const last = shown.at(-1);
  const next = found.length > limit && last ? writePlace(listName, { at: last.at, id: last.subject.id }) : null;
  return ok({ rows, next, appeals: await waitingComplaints(db, actor) });
}

async function marksOf(db: Db, actor: Actor, subjectId: string): Promise<MisuseMark[]> {
  const rows = await db
    .select({
      mark: misuseMarks,
      by: people.name,
      number: cases.number,
      prefix: platforms.prefix,
      caseId: cases.id,
      counts: sql<boolean>`${standingMark}`,
    })
    .from(misuseMarks)
    .innerJoin(decisions, eq(decisions.id, misuseMarks.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, misuseMarks.platformId))
    .innerJoin(people, eq(people.id, misuseMarks.markedBy))
    .where(and(eq(misuseMarks.subjectId, subjectId), shownTo(actor)))
    .orderBy(desc(misuseMarks.markedAt))
    .limit(500);
  return rows.map(({ mark, by, number, prefix, caseId, counts }) => ({
    id: mark.id,
    at: mark.markedAt.toISOString(),
    by,
    why: mark.why,
    what: mark.noticeId ? "notice" : mark.appealId ? "appeal" : "content",
    caseId,
    case: `${prefix}-${number}`,
    counts,
  }));
}

async function measureView(
  db: Db,
  actor: Actor,
  measure: Measure,
  names: Map<string, string>,
): Promise<MisuseMeasureView> {
  const { id, kind, subject, parts, language, sentAt } = misuseLetters;
  const letters = await db
    .select({ id, kind, subject, parts, language, sentAt })
    .from(misuseLetters)
    .where(eq(misuseLetters.measureId, measure.id))
    .orderBy(asc(misuseLetters.composedAt), asc(id))
    .limit(100);
  const [appeal] = await db.select().from(misuseAppeals).where(eq(misuseAppeals.measureId, measure.id));
  const [held] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(heldNotices)
    .where(eq(heldNotices.measureId, measure.id));
  const tied = actor.kind !== "person" || [measure.warnedBy, measure.suspendedBy].includes(actor.id);
  const name = (personId: string | null) => (personId === null ? null : (names.get(personId) ?? ""));
  return {
    id: measure.id,
    state: measure.state,
    warnedAt: measure.warnedAt.toISOString(),
    warnedBy: name(measure.warnedBy) ?? "",
    warnedWhy: measure.warnedWhy,
    suspendedFrom: iso(measure.suspendedFrom),
    suspendedUntil: iso(measure.suspendedUntil),
    suspendedBy: name(measure.suspendedBy),
    suspendedWhy: measure.suspendedWhy,
    clause: measure.clause,
    assessment: measure.assessment,
    endedAt: iso(measure.endedAt),
    endedHow: measure.endedHow,
    letters: letters.map((each) => ({ ...each, sentAt: iso(each.sentAt) })),
    heldNotices: held?.count ?? 0,
    appeal: appeal
      ? {
          id: appeal.id,
          reference: appeal.reference,
          text: appeal.text,
          receivedAt: appeal.receivedAt.toISOString(),
          dueAt: appeal.dueAt.toISOString(),
          outcome: appeal.outcome,
          reasons: appeal.reasons,
          mayAnswer: !tied && can(actor, "misuse.manage") && appeal.decidedAt === null,
        }
      : null,
  };
}

/** One account or sender: marks, arithmetic, what was said and decided, and what can be done now. Answers `misuse_not_found`. */
export async function misuseView(db: Db, actor: Actor, subjectId: string, now: Date): Promise<Result<MisuseView>> {
  if (!can(actor, "misuse.view")) return fail("forbidden");
  const [known] = await db
    .select(knownColumns)
    .from(misuseSubjects)
    .innerJoin(platforms, eq(platforms.id, misuseSubjects.platformId))
    .leftJoin(accounts, eq(accounts.id, misuseSubjects.accountId))
    .where(eq(misuseSubjects.id, subjectId));
  if (!known || !mayOn(actor, known.subject.platformId)) return fail("not_found", "misuse_not_found");
  const row = await rowOf(db, actor, known, now);
  const settings = await settingsFor(db, row.platform);
  const stored = await db
    .select()
    .from(misuseMeasures)
    .where(eq(misuseMeasures.subjectId, subjectId))
    .orderBy(desc(misuseMeasures.warnedAt));
  const ids = stored.flatMap(({ warnedBy, suspendedBy }) => [warnedBy, ...(suspendedBy ? [suspendedBy] : [])]);
  const named =
    ids.length > 0
      ? await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids))
      : [];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const running = stored.find(({ state }) => state !== "ended");
  const warned = {
    state: running?.state ?? null,
    warnedAt: running?.warnedAt ?? null,
    toldAt: running ? await warningToldAt(db, running.id) : null,
    since: running ? await marksSince(db, subjectId, running.warnedAt) : 0,
  };
  const measures: MisuseMeasureView[] = [];
  for (const each of stored) measures.push(await measureView(db, actor, each, names));
  return ok({
    ...row,
    zone: known.zone,
    mostDays: settings.misuseMostDays,
    marks: await marksOf(db, actor, subjectId),
    measures,
    cannotWarn: refusalToWarn(row.side, { counts: row.counts, state: row.state }, settings),
    cannotSuspend: refusalToSuspend(row.side, { counts: row.counts, measure: warned, now }, settings),
  });
}
