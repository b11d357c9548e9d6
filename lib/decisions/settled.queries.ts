import "server-only";
import { and, gt, inArray, isNull, lt, lte, min, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { decisions } from "@/db/schema";
import { settingShapes } from "@/lib/platform/settings.rules";

/**
 * How long after it was made a decision is listed: one that was begun earlier and committed later must not appear
 * behind a cursor that has already passed it.
 */
const settledMs = 10_000;

/** No undo window is longer, so what is still held was decided since. */
const longestUndoMs = (settingShapes.undoSeconds.unwrap().maxValue ?? 3600) * 1000;

/** The first decision that can still be taken back. */
async function firstHeld(db: Db, platforms: readonly string[], now: Date): Promise<Date | null> {
  const { platformId, decidedAt, effectiveAt, undoneAt } = decisions;
  const since = gt(decidedAt, new Date(now.getTime() - longestUndoMs));
  const [row] = await db
    .select({ at: min(decidedAt) })
    .from(decisions)
    .where(and(inArray(platformId, [...platforms]), since, gt(effectiveAt, now), isNull(undoneAt)));
  return row?.at ?? null;
}

/**
 * Decisions that may be told in order, oldest first: none that can still be taken back, and none after such a one, which
 * would later appear behind cursors that have already passed. Nobody outside hears of a decision that was taken back (DESIGN 3.9).
 */
export async function settledDecisions(db: Db, platforms: readonly string[], now: Date): Promise<SQL | undefined> {
  const held = await firstHeld(db, platforms, now);
  return and(
    isNull(decisions.undoneAt),
    lte(decisions.decidedAt, new Date(now.getTime() - settledMs)),
    held ? lt(decisions.decidedAt, held) : undefined,
  );
}
