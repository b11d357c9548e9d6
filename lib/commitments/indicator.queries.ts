import "server-only";
import { and, asc, gte, inArray, isNull, lte, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { commitmentIndicators, commitmentValues } from "@/db/schema";
import type { IndicatorNow, ValuePoint } from "./contract";
import { isOutside } from "./indicator-keys.rules";

type Span = { from: string; to: string };
type Point = ValuePoint & { measuredAt: string };

/** What counts of each month: the newest revision. By indicator, the oldest month first. */
async function pointsOf(db: Db | Tx, ids: readonly string[], { from, to }: Span): Promise<Map<string, Point[]>> {
  if (ids.length === 0) return new Map();
  const { indicatorId, month, revision, value, count, isFinal, measuredAt } = commitmentValues;
  const rows = await db
    .selectDistinctOn([indicatorId, month], { indicatorId, month, value, count, isFinal, measuredAt })
    .from(commitmentValues)
    .where(and(inArray(indicatorId, [...ids]), gte(month, from), lte(month, to)))
    .orderBy(asc(indicatorId), asc(month), sql`${revision} desc`);
  const found = new Map<string, Point[]>();
  for (const { indicatorId: of, measuredAt: at, ...point } of rows)
    found.set(of, [...(found.get(of) ?? []), { ...point, measuredAt: at.toISOString() }]);
  return found;
}

/** The indicators of these commitments with their months from `from` to `to` (first days), by commitment. */
export async function indicatorsOf(
  db: Db | Tx,
  commitmentIds: readonly string[],
  span: Span,
): Promise<Map<string, IndicatorNow[]>> {
  if (commitmentIds.length === 0) return new Map();
  const { commitmentId, position, retiredAt } = commitmentIndicators;
  const rows = await db
    .select()
    .from(commitmentIndicators)
    .where(and(inArray(commitmentId, [...commitmentIds]), isNull(retiredAt)))
    .orderBy(asc(commitmentId), asc(position));
  const points = await pointsOf(
    db,
    rows.map(({ id }) => id),
    span,
  );
  const found = new Map<string, IndicatorNow[]>();
  for (const row of rows) {
    const { id, key, name, definition, unit, low, high, leastCount, boundBasis } = row;
    const all = points.get(id) ?? [];
    const last = all.findLast(({ value }) => value !== null) ?? null;
    const now: IndicatorNow = {
      ...{ id, key, name, definition, unit, low, high, leastCount, boundBasis },
      points: all.map(({ measuredAt: _at, ...point }) => point),
      isOutside: last !== null && isOutside(last, row),
      measuredAt: all.at(-1)?.measuredAt ?? null,
    };
    found.set(row.commitmentId, [...(found.get(row.commitmentId) ?? []), now]);
  }
  return found;
}
