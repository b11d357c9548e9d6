import "server-only";
import { count, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { people, waveRunMembers, waveRuns } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import type { RunView } from "./wave.contract";
import { leavesAt } from "./wave-window.rules";

async function countsOf(db: Db, runId: string): Promise<RunView["counts"]> {
  const rows = await db
    .select({ state: waveRunMembers.state, count: count() })
    .from(waveRunMembers)
    .where(eq(waveRunMembers.runId, runId))
    .groupBy(waveRunMembers.state);
  const none = { waiting: 0, decided: 0, left_out: 0, undone: 0, kept: 0 };
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) };
}

async function leftOutOf(db: Db, runId: string): Promise<RunView["leftOut"]> {
  const rows = await db
    .select({
      reason: waveRunMembers.reason,
      values: waveRunMembers.values,
      size: count(),
      caseId: sql<string>`min(${waveRunMembers.caseId}::text)`,
    })
    .from(waveRunMembers)
    .where(sql`${waveRunMembers.runId} = ${runId} and ${waveRunMembers.state} in ('left_out', 'kept')`)
    .groupBy(waveRunMembers.reason, waveRunMembers.values)
    .orderBy(desc(count()))
    .limit(20);
  return rows.map(({ reason, ...row }) => ({ ...row, reason: reason ?? "" }));
}

/** What was decided last for a wave, and how far it is. */
export async function latestRun(db: Db, actor: Actor, waveId: string, now: Date): Promise<RunView | null> {
  const [found] = await db
    .select({ run: waveRuns, name: people.name })
    .from(waveRuns)
    .innerJoin(people, eq(people.id, waveRuns.startedBy))
    .where(eq(waveRuns.waveId, waveId))
    .orderBy(desc(waveRuns.startedAt), desc(waveRuns.id))
    .limit(1);
  if (!found) return null;
  const { run, name } = found;
  const counts = await countsOf(db, run.id);
  const isMine = actor.kind === "person" && actor.id === run.startedBy;
  const mayTurn = isMine || (actor.kind === "person" && actor.role === "supervisor");
  const isBackable = run.state !== "undoing" && run.state !== "undone" && counts.decided > 0;
  return {
    id: run.id,
    waveId,
    state: run.state,
    startedBy: name,
    isMine,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    undoUntil: run.undoUntil.toISOString(),
    canUndo: mayTurn && isBackable && now < run.undoUntil,
    hasBegunToLeave: run.state === "running" && counts.decided > 0 && now >= leavesAt(run),
    stoppedWhy: run.stoppedWhy,
    counts,
    leftOut: counts.left_out + counts.kept > 0 ? await leftOutOf(db, run.id) : [],
  };
}
