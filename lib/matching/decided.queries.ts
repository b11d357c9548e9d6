import "server-only";
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { decisions, snapshots } from "@/db/schema";
import type { DecidedExample } from "./decided.rules";

/** What a text says is said by then; the rest is not read to learn from either. */
const mostText = 3000;

/**
 * Decisions to learn from, oldest first: the newest `most` that stand and whose undo window is over. One that was taken
 * back, reversed on appeal or replaced by another is no example, and neither is a referral, which finds nothing.
 */
export async function decidedExamples(
  db: Db,
  platformId: string,
  { now, most }: { now: Date; most: number },
): Promise<DecidedExample[]> {
  const newest = db
    .select({ id: decisions.id })
    .from(decisions)
    .where(and(eq(decisions.platformId, platformId), ...standing(now)))
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(most);
  const rows = await db
    .select({
      id: decisions.id,
      at: decisions.decidedAt,
      outcome: decisions.outcome,
      clause: decisions.clauseRef,
      alsoBreaks: decisions.alsoBreaks,
      title: sql<string>`left(${snapshots.title}, ${mostText})`,
      text: sql<string>`left(${snapshots.text}, ${mostText})`,
    })
    .from(decisions)
    .innerJoin(snapshots, eq(snapshots.id, decisions.snapshotId))
    .where(inArray(decisions.id, newest))
    .orderBy(asc(decisions.decidedAt), asc(decisions.id));
  return rows.map(({ title, text, outcome, ...row }) => ({
    ...row,
    outcome: outcome === "violation" ? "violation" : "no_violation",
    text: title ? `${title}\n${text}` : text,
  }));
}

function standing(now: Date) {
  return [
    inArray(decisions.outcome, ["violation", "no_violation"]),
    isNull(decisions.undoneAt),
    isNull(decisions.reversedAt),
    isNull(decisions.supersededBy),
    lte(decisions.effectiveAt, now),
  ];
}

/** A decision falls at the moment its command began, and may be seen a little later: the model may not have known. */
const lateMs = 60_000;

/** No decision waits longer to come into force: an hour at most (settings), and a wave's items while it is carried out. */
const longestUndoMs = 86_400_000;

/** What has changed since a model was made: how many decisions are new (up to `most`), and whether one of its own fell. */
export async function sinceModel(
  db: Db,
  platformId: string,
  { newestAt, trainedAt, now, most }: { newestAt: Date; trainedAt: Date; now: Date; most: number },
): Promise<{ fresh: number; fell: boolean }> {
  const fresh = await db
    .select({ id: decisions.id })
    .from(decisions)
    .where(
      and(
        eq(decisions.platformId, platformId),
        // One with a longer undo window may come into force after one that was made later: what counts is whether the
        // model could know it. The first condition only keeps the search short.
        gt(decisions.decidedAt, new Date(newestAt.getTime() - longestUndoMs)),
        gt(decisions.effectiveAt, trainedAt),
        ...standing(now),
      ),
    )
    .limit(most);
  const before = new Date(trainedAt.getTime() - lateMs);
  const [fallen] = await db
    .select({ id: decisions.id })
    .from(decisions)
    .where(
      and(
        eq(decisions.platformId, platformId),
        or(gt(decisions.reversedAt, before), and(gt(decisions.decidedAt, before), isNotNull(decisions.supersedes))),
      ),
    )
    .limit(1);
  return { fresh: fresh.length, fell: fallen !== undefined };
}
