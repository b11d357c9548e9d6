import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, people, platforms, sourceEnum } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { type QueueCounts, type QueuePage, type QueueRequest, queueStates } from "./contract";
import { axisOf, type QueueAxis, readCursor, writeCursor } from "./cursor.rules";
import { type StoredRow, toQueueRow } from "./row.rules";

/** Exactly the columns that one line of the queue shows; the case page selects the same and more. */
export const queueColumns = {
  id: cases.id,
  number: cases.number,
  prefix: platforms.prefix,
  platformId: cases.platformId,
  excerpt: cases.excerpt,
  surface: cases.surface,
  language: cases.language,
  source: cases.source,
  noticeCount: cases.noticeCount,
  tags: cases.tags,
  severity: cases.severity,
  clauseGroup: cases.clauseGroup,
  rank: cases.rank,
  rankWhy: cases.rankWhy,
  openedAt: cases.openedAt,
  dueAt: cases.dueAt,
  state: cases.state,
  restingState: cases.restingState,
  version: cases.version,
  claimedBy: cases.claimedBy,
  claimedByName: people.name,
  leaseUntil: cases.leaseUntil,
  waitingFor: cases.waitingFor,
};

const personId = (actor: Actor) => (actor.kind === "person" ? actor.id : null);

// Literals, not parameters: the planner must see that they imply the partial indexes' own condition.
const undecided = sql`${cases.state} <> 'decided'`;
const toDo = sql`${undecided} and ${cases.restingState} in ('open', 'reopened')`;

/** Which cases a view of the queue holds. A case that somebody holds stays in the view it rests in. */
function viewOf(state: QueueRequest["state"], actor: Actor): SQL {
  switch (state) {
    case "open":
      return toDo;
    case "mine":
      return sql`${cases.state} = 'claimed' and ${cases.claimedBy} = ${personId(actor)}`;
    case "waiting":
      return sql`${undecided} and ${cases.restingState} = 'waiting'`;
    case "escalated":
      return sql`${undecided} and ${cases.restingState} = 'escalated'`;
    case "reopened":
      return sql`${undecided} and ${cases.restingState} = 'reopened'`;
    case "decided":
      return sql`${cases.state} = 'decided'`;
    case "all":
      return undecided;
  }
}

export type QueueFilter = Pick<QueueRequest, "platform" | "language" | "source" | "group" | "tag">;

export function filterOf(filter: QueueFilter): SQL | undefined {
  return and(
    filter.platform ? eq(cases.platformId, filter.platform) : undefined,
    filter.language ? eq(cases.language, filter.language) : undefined,
    filter.source ? fromSource(filter.source) : undefined,
    filter.group ? eq(cases.clauseGroup, filter.group) : undefined,
    filter.tag ? sql`${cases.tags} @> ${JSON.stringify([filter.tag])}::jsonb` : undefined,
  );
}

/** An unknown source is an empty queue, not an error of the database. */
function fromSource(name: string): SQL {
  const source = sourceEnum.enumValues.find((known) => known === name);
  return source ? eq(cases.source, source) : sql`false`;
}

/** Ascending on every column but for decided cases; the id comes last, so no two rows are equal. */
export function orderOf(axis: QueueAxis): SQL[] {
  switch (axis) {
    case "risk":
      return [asc(cases.rank), asc(cases.openedAt), asc(cases.id)];
    case "age":
      return [asc(cases.openedAt), asc(cases.id)];
    case "deadline":
      return [asc(cases.dueAt), asc(cases.id)];
    case "decided":
      return [desc(cases.decidedAt), desc(cases.id)];
  }
}

function pastCursor(after: string | undefined, axis: QueueAxis): SQL | undefined | null {
  if (!after) return undefined;
  const cursor = readCursor(after, axis);
  if (!cursor) return null;
  const at = cursor.at.toISOString();
  switch (axis) {
    case "risk":
      return sql`(${cases.rank}, ${cases.openedAt}, ${cases.id}) > (${cursor.rank}, ${at}, ${cursor.id})`;
    case "age":
      return sql`(${cases.openedAt}, ${cases.id}) > (${at}, ${cursor.id})`;
    case "deadline":
      return sql`(${cases.dueAt}, ${cases.id}) > (${at}, ${cursor.id})`;
    case "decided":
      return sql`(${cases.decidedAt}, ${cases.id}) < (${at}, ${cursor.id})`;
  }
}

/**
 * One page of the queue by keyset: its cost depends on neither the depth nor the number of cases, and nothing is
 * counted over the whole. A cursor that is not of this order answers `cursor_unknown` on the field `after`.
 */
export async function openCases(
  db: Db,
  request: QueueRequest,
  actor: Actor,
  now: Date = new Date(),
): Promise<Result<QueuePage>> {
  const axis = axisOf(request);
  const past = pastCursor(request.after, axis);
  if (past === null) return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const rows = await db
    .select({ ...queueColumns, decidedAt: cases.decidedAt })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .leftJoin(people, eq(people.id, cases.claimedBy))
    .where(and(viewOf(request.state, actor), filterOf(request), past))
    .orderBy(...orderOf(axis))
    .limit(request.limit + 1);
  const shown = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? shown.at(-1) : undefined;
  return ok({
    rows: shown.map((row) => toQueueRow(row, personId(actor), now)),
    next: last ? writeCursor({ axis, rank: last.rank, at: placeOf(last, axis), id: last.id }) : null,
  });
}

function placeOf(row: StoredRow & { decidedAt: Date | null }, axis: QueueAxis): Date {
  if (axis === "deadline") return row.dueAt;
  return axis === "decided" ? (row.decidedAt ?? row.openedAt) : row.openedAt;
}

/** Counted only so far: a number that is never needed exactly must not cost a walk over every case. */
const countCap = 1000;

/** How many cases each view holds, and how many to do are late, capped: `capped` numbers are "1000 and more". */
export async function queueCounts(
  db: Db,
  actor: Actor,
  filter: QueueFilter = {},
  now: Date = new Date(),
): Promise<QueueCounts> {
  const capped = (where: SQL | undefined) =>
    sql<number>`(select count(*)::int from (select 1 from ${cases} where ${and(where, filterOf(filter))} limit ${countCap + 1}) some)`;
  const views = queueStates.filter((state) => state !== "decided" && state !== "all");
  const asked = [
    ...views.map((view) => [view, viewOf(view, actor)] as const),
    ["overdue", sql`${toDo} and ${cases.dueAt} < ${now.toISOString()}`] as const,
  ];
  const columns = Object.fromEntries(asked.map(([name, where]) => [name, capped(where)]));
  const [counted] = await db.select(columns).from(sql`(select 1) one`);
  const entry = (name: string) => {
    const count = counted?.[name] ?? 0;
    return { count: Math.min(count, countCap), capped: count > countCap };
  };
  return {
    open: entry("open"),
    mine: entry("mine"),
    waiting: entry("waiting"),
    escalated: entry("escalated"),
    reopened: entry("reopened"),
    overdue: entry("overdue"),
  };
}

/** One line of the queue by its id, or null. */
export async function queueRow(db: Db | Tx, caseId: string): Promise<StoredRow | null> {
  const [row] = await db
    .select(queueColumns)
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .leftJoin(people, eq(people.id, cases.claimedBy))
    .where(eq(cases.id, caseId));
  return row ?? null;
}
