import "server-only";
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, misuseAppeals, misuseMarks, misuseMeasures, misuseSubjects, people, platforms } from "@/db/schema";
import { type Place, readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { countsOf, marksSince, type Subject } from "./count.store";
import { markList, marksOf, measureView } from "./measure-view.queries";
import type { MisuseMeasureView, MisusePage, MisuseRow, MisuseView } from "./misuse.contract";
import { isOverThreshold, leastMarks, nearness, refusalToSuspend, refusalToWarn } from "./misuse.rules";
import { runningMeasure, warningToldAt } from "./subject.store";

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

const complaintList = "misuse-complaints";

/** A page of the complaints about suspensions that wait for their answer, the most urgent first. */
async function waitingComplaints(
  db: Db,
  actor: Actor,
  place: Place | null,
  limit: number,
): Promise<Pick<MisusePage, "appeals" | "appealsNext">> {
  const { id, reference, dueAt, decidedAt } = misuseAppeals;
  const past = place ? sql`(${dueAt}, ${id}) > (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : undefined;
  const found = await db
    .select({ ...knownColumns, id, reference, dueAt })
    .from(misuseAppeals)
    .innerJoin(misuseMeasures, eq(misuseMeasures.id, misuseAppeals.measureId))
    .innerJoin(misuseSubjects, eq(misuseSubjects.id, misuseMeasures.subjectId))
    .innerJoin(platforms, eq(platforms.id, misuseSubjects.platformId))
    .leftJoin(accounts, eq(accounts.id, misuseSubjects.accountId))
    .where(and(isNull(decidedAt), past))
    .orderBy(asc(dueAt), asc(id))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const appeals = shown
    .filter(({ subject }) => mayOn(actor, subject.platformId))
    .map(({ subject, handle, reference, dueAt }) => ({
      ...{ reference, subjectId: subject.id, who: nameFor(actor, subject, handle) },
      dueAt: dueAt.toISOString(),
    }));
  const appealsNext = found.length > limit && last ? writePlace(complaintList, { at: last.dueAt, id: last.id }) : null;
  return { appeals, appealsNext };
}

const badCursor = (field: string) => fail("invalid", "invalid", { fields: [{ field, reason: "cursor_unknown" }] });

/**
 * One page of people who were marked, the last marked first, on the page the nearest to the thresholds first; and the
 * a page of the complaints about suspensions that wait. Fails as `forbidden`, or naming `after` or `complaints` when the cursor
 * is not one of that list.
 */
export async function misusePage(
  db: Db,
  actor: Actor,
  now: Date,
  // Each of a page is counted anew, by what was sent and marked until now: pages are small.
  { after, complaints, limit = 25 }: { after?: string; complaints?: string; limit?: number } = {},
): Promise<Result<MisusePage>> {
  if (!can(actor, "misuse.view")) return fail("forbidden");
  const place = after === undefined ? null : readPlace(listName, after);
  if (after !== undefined && !place) return badCursor("after");
  const complaintPlace = complaints === undefined ? null : readPlace(complaintList, complaints);
  if (complaints !== undefined && !complaintPlace) return badCursor("complaints");
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
  return ok({ rows, next, ...(await waitingComplaints(db, actor, complaintPlace, limit)) });
}

/**
 * One account or sender: a page of its marks, the last first, arithmetic, what was said and decided, and what can be done now.
 * Answers `misuse_not_found`, or names `marks` when the cursor is not one of its marks.
 */
export async function misuseView(
  db: Db,
  actor: Actor,
  subjectId: string,
  now: Date,
  { marks: after, limit = 50 }: { marks?: string; limit?: number } = {},
): Promise<Result<MisuseView>> {
  if (!can(actor, "misuse.view")) return fail("forbidden");
  const place = after === undefined ? null : readPlace(markList, after);
  if (after !== undefined && !place) return badCursor("marks");
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
  for (const each of stored) measures.push(await measureView(db, actor, each, { names, now }));
  return ok({
    ...row,
    zone: known.zone,
    mostDays: settings.misuseMostDays,
    ...(await marksOf(db, actor, subjectId, { place, limit })),
    measures,
    cannotWarn: refusalToWarn(row.side, { counts: row.counts, state: row.state }, settings),
    cannotSuspend: refusalToSuspend(row.side, { counts: row.counts, measure: warned, now }, settings),
  });
}
