import "server-only";
import { and, type Column, eq, not, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, people, platforms } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { notGivenTo } from "./care.store";
import type { QueuePage, QueueRequest } from "./contract";
import { axisOf, type QueueAxis, readCursor, writeCursor } from "./cursor.rules";
import { filterOf, orderOf, personId, servedTo, shownTo, viewOf } from "./filters.queries";
import { type StoredRow, toQueueRow } from "./row.rules";

/** Few cases are handed to anybody: a look-up by key for those, and nothing for the rest. */
function nameBy(column: Column): SQL<string | null> {
  return sql<string | null>`(select named.name from people named where named.id = ${column})`;
}

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
  harms: cases.harms,
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
  claimedAhead: cases.claimedAhead,
  waitingFor: cases.waitingFor,
  heldUntil: cases.heldUntil,
  handedTo: cases.handedTo,
  handedToName: nameBy(cases.handedTo),
  handedByName: nameBy(cases.handedBy),
  handedWhy: cases.handedWhy,
  handedUntil: cases.handedUntil,
};

/** True when there is such a case, and to this actor there is none. */
export async function isHidden(db: Db | Tx, actor: Actor, caseId: string): Promise<boolean> {
  const shown = shownTo(actor);
  if (!shown) return false;
  const [row] = await db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.id, caseId), not(shown)));
  return row !== undefined;
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
 * counted over the whole. `only` narrows it to what one way of showing it can show. A cursor that is not of this order answers `cursor_unknown` on the field `after`.
 */
export async function openCases(
  db: Db,
  request: QueueRequest,
  actor: Actor,
  now: Date = new Date(),
  only?: SQL,
): Promise<Result<QueuePage>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const axis = axisOf(request);
  const past = pastCursor(request.after, axis);
  if (past === null) return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const rows = await db
    .select({ ...queueColumns, decidedAt: cases.decidedAt })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .leftJoin(people, eq(people.id, cases.claimedBy))
    .where(and(viewOf(request.state, actor), filterOf(request), servedTo(actor), only, past))
    .orderBy(...orderOf(axis))
    .limit(request.limit + 1);
  const shown = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? shown.at(-1) : undefined;
  const harms = shown.map((row) => row.harms);
  const notGiven = await notGivenTo(db, actor, harms, now);
  return ok({
    rows: shown.map((row) => toQueueRow(row, personId(actor), now, notGiven)),
    next: last ? writeCursor({ axis, rank: last.rank, at: placeOf(last, axis), id: last.id }) : null,
  });
}

function placeOf(row: StoredRow & { decidedAt: Date | null }, axis: QueueAxis): Date {
  if (axis === "deadline") return row.dueAt;
  return axis === "decided" ? (row.decidedAt ?? row.openedAt) : row.openedAt;
}
