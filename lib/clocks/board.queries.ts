import "server-only";
import { and, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type Place, readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import type { Settings } from "@/lib/platform/settings.rules";
import { type ClockRow, endOfTomorrow, forecastOf, merged } from "./clock.rules";
import type { ClockEntry, ClockPage, ClockRequest, ClockSummaries, NeedsYou } from "./contract";
import type { ClockSource } from "./source.store";
import { clockSources } from "./sources.queries";

const list = "clocks";
/** Counting stops here: the board costs the same however much has piled up. */
export const mostCounted = 1_000;

type Asking = { actor: Actor; now: Date; settings: Settings };
type Narrowed = { after?: Place | null; before?: Date; holder?: SQL | undefined };

const lagOf = ({ lagMs }: ClockSource, settings: Settings) => lagMs?.(settings) ?? 0;

/** The part of a source's rows that is asked for, in terms of its own column. */
export function narrowed(source: ClockSource, { actor, now, settings }: Asking, { after, before, holder }: Narrowed) {
  const back = (moment: Date) => new Date(moment.getTime() - lagOf(source, settings));
  const { at, id } = source;
  return and(
    source.open(actor, now),
    before ? lt(at, back(before)) : undefined,
    after ? sql`(${at}, ${id}) > (${back(after.at).toISOString()}::timestamptz, ${after.id}::uuid)` : undefined,
    holder,
  );
}

async function rowsOf(
  db: Db,
  source: ClockSource,
  asking: Asking,
  narrow: Narrowed,
  limit: number,
): Promise<ClockRow[]> {
  const order = [sql`${source.at} asc`, sql`${source.id} asc`];
  const rows = await source.read(db, narrowed(source, asking, narrow), order, limit);
  const lag = lagOf(source, asking.settings);
  const { kind, basis, leads } = source;
  const instead = leads && !can(asking.actor, leads.needs) ? { href: leads.else } : {};
  return rows.map(({ at, ...row }) => ({ ...row, ...instead, kind, basis, dueAt: new Date(at.getTime() + lag) }));
}

/** How many rows a table has under a condition, at most `most`. */
async function countUpTo(db: Db, table: ClockSource["table"], where: SQL | undefined, most: number): Promise<number> {
  const some = db
    .select({ one: sql`1`.as("one") })
    .from(table)
    .where(where)
    .limit(most)
    .as("some");
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(some);
  return row?.n ?? 0;
}

/** How many of a source are overdue at `now`; `most` means that or more. */
export function overdueOf(db: Db, source: ClockSource, asking: Asking, most: number): Promise<number> {
  return countUpTo(db, source.table, narrowed(source, asking, { before: asking.now }), most);
}

function entryOf(row: ClockRow, { actor, now }: Asking): ClockEntry {
  return {
    ...row,
    dueAt: row.dueAt.toISOString(),
    startedAt: row.startedAt.toISOString(),
    isOverdue: row.dueAt < now,
    isMine: row.holder !== null && row.holder.id === actor.id,
  };
}

/** Which rows of a source a filter by holder leaves; null: none. */
function holderIn({ held }: ClockSource, holder: ClockRequest["holder"], actor: Actor): SQL | undefined | null {
  if (holder === "anybody") return undefined;
  if (holder === "nobody") return held ? isNull(held.by) : undefined;
  return held && actor.kind === "person" ? sql`${held.by} = ${actor.id}` : null;
}

/**
 * A page of every duty, the soonest first. Each source reads no more than a page along its own index, and the pages are
 * merged, so that the board costs the same whatever has piled up. Answers `cursor_unknown` to a cursor of another list.
 */
export async function clockPage(
  db: Db,
  actor: Actor,
  request: ClockRequest,
  now: Date,
  sources: readonly ClockSource[] = clockSources,
): Promise<Result<ClockPage>> {
  if (!can(actor, "clock.view")) return fail("forbidden");
  const after = request.after === undefined ? null : readPlace(list, request.after);
  if (request.after !== undefined && !after)
    return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const asking = { actor, now, settings: await settingsFor(db) };
  const isOverdue = request.view === "overdue";
  const pages: ClockRow[][] = [];
  for (const source of sources) {
    const holder = holderIn(source, request.holder, actor);
    const isAsked =
      (!request.basis || source.basis === request.basis) && (!request.kind || source.kind === request.kind);
    if (!isAsked || holder === null || (isOverdue && !source.isOurs)) continue;
    const narrow = { after, holder, ...(isOverdue ? { before: now } : {}) };
    pages.push(await rowsOf(db, source, asking, narrow, request.limit + 1));
  }
  const { rows, hasMore } = merged(pages, request.limit);
  const last = rows.at(-1);
  const next = hasMore && last ? writePlace(list, { at: last.dueAt, id: last.id }) : null;
  return ok({ rows: rows.map((row) => entryOf(row, asking)), next });
}

const dayMs = 86_400_000;

/** What is overdue of each kind, and how many will be by the end of tomorrow at the rate of the last 24 hours. */
export async function clockSummaries(
  db: Db,
  actor: Actor,
  now: Date,
  sources: readonly ClockSource[] = clockSources,
): Promise<Result<ClockSummaries>> {
  if (!can(actor, "clock.view")) return fail("forbidden");
  const asking = { actor, now, settings: await settingsFor(db) };
  const until = endOfTomorrow(now);
  const kinds: ClockSummaries["kinds"] = [];
  for (const source of sources.filter(({ isOurs }) => isOurs)) {
    const { kind, basis, done } = source;
    const overdue = await overdueOf(db, source, asking, mostCounted);
    const due = done ? await countUpTo(db, source.table, narrowed(source, asking, { before: until }), mostCounted) : 0;
    const since = new Date(now.getTime() - dayMs);
    const lately = done ? await countUpTo(db, done.table, done.where(since), mostCounted * 10) : 0;
    kinds.push({ kind, basis, overdue, forecast: done ? forecastOf({ due, done: lately, now, until }) : null });
  }
  return ok({ kinds, most: mostCounted, until: until.toISOString() });
}

/**
 * What is overdue and waits for this person: what they hold; for supervisors also what nobody holds. At most `limit`
 * rows, the longest overdue first.
 */
export async function needsYou(
  db: Db,
  actor: Actor,
  now: Date,
  limit = 5,
  sources: readonly ClockSource[] = clockSources,
): Promise<Result<NeedsYou>> {
  if (!can(actor, "clock.own")) return fail("forbidden");
  const asking = { actor, now, settings: await settingsFor(db) };
  const pages: ClockRow[][] = [];
  for (const source of sources.filter(({ isOurs }) => isOurs)) {
    const mine = holderIn(source, "me", actor);
    if (mine) pages.push(await rowsOf(db, source, asking, { before: now, holder: mine }, limit + 1));
    if (!can(actor, "clock.view")) continue;
    const free = holderIn(source, "nobody", actor) ?? undefined;
    pages.push(await rowsOf(db, source, asking, { before: now, holder: free }, limit + 1));
  }
  const { rows, hasMore } = merged(pages, limit);
  return ok({ rows: rows.map((row) => entryOf(row, asking)), hasMore });
}
