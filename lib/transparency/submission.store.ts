import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { databaseQueues, databaseSubmissions } from "@/db/schema";
import { isOnHold } from "@/lib/intake/order-hold.store";
import { readRows } from "@/lib/platform/rows";
import { owedOnItsDay } from "@/lib/policy/owed.queries";
import type { LaneFate } from "@/lib/transparency-database/answer.rules";
import { type Change, type Lane, laneAfter, mostInABatch } from "./submission.rules";

/** A call may take half a minute, and a batch is one call: whoever has not said how it ended by then is gone. */
const leaseMs = 120_000;

const Taken = z.object({
  id: z.string(),
  puid: z.string(),
  state: z.enum(["sending", "asking"]),
  attempts: z.number(),
  /** Or when a person last said that it may be sent again. */
  firstTriedAt: z.coerce.date().nullable(),
  isAlone: z.boolean(),
  payload: z.record(z.string(), z.unknown()),
  isReviewed: z.boolean(),
});
export type TakenSubmission = z.infer<typeof Taken>;

/** What may leave: its copy is released, the decision can no longer be taken back, and no order forbids to tell of it (O3). */
function dueOn(platformId: string, now: Date) {
  const at = now.toISOString();
  return sql`select s.id from database_submissions s
    join database_copies c on c.id = s.copy_id and c.state = 'ready'
    join decisions d on d.id = c.decision_id and d.undone_at is null and d.effective_at <= ${at}
    join platforms p on p.id = s.platform_id
    where s.platform_id = ${platformId} and ${owedOnItsDay}
      and (d.order_id is null or not ${isOnHold(sql`d.id`, now)}) and s.state in ('waiting', 'sending', 'asking') and s.run_at <= ${at}
      and (s.locked_until is null or s.locked_until < ${at})`;
}

/**
 * The oldest that are due, for one call at most, under a lease. The moment of the first try is written down before it: a
 * process that ends in the middle leaves the row as "sending", and its successor sends again under the same PUID.
 */
export async function takeDue(
  db: Db,
  platformId: string,
  { isTrial, now }: { isTrial: boolean; now: Date },
): Promise<TakenSubmission[]> {
  const at = now.toISOString();
  const until = new Date(now.getTime() + leaseMs).toISOString();
  const answer = await db.execute(sql`with due as (
      ${dueOn(platformId, now)} order by s.run_at, s.id limit ${mostInABatch} for update of s skip locked
    ), taken as (
      update database_submissions s set locked_until = ${until},
        state = case when s.state = 'asking' then 'asking' else 'sending' end,
        attempts = s.attempts + case when s.state = 'asking' then 0 else 1 end,
        first_tried_at = coalesce(s.first_tried_at, ${isTrial ? null : at}::timestamptz)
      from due where s.id = due.id returning s.*
    )
    select t.id, t.puid, t.state, t.attempts, greatest(t.first_tried_at, t.settled_at) as "firstTriedAt", t.is_alone as "isAlone",
      coalesce(c.released, c.payload) as payload, c.reviewed_at is not null as "isReviewed"
    from taken t join database_copies c on c.id = t.copy_id order by t.run_at, t.id`);
  return readRows(answer, Taken);
}

/** Writes what became of one that was taken, unless somebody else has it since. */
export async function settle(db: Db, taken: TakenSubmission, change: Change): Promise<void> {
  const { id, state, attempts } = databaseSubmissions;
  await db
    .update(databaseSubmissions)
    .set(change)
    .where(and(eq(id, taken.id), eq(state, taken.state), eq(attempts, taken.attempts)));
}

/** The trial is over: what was only told there is told to the database itself, as if for the first time. */
export async function endTrial(db: Db, platformId: string, now: Date): Promise<void> {
  await db
    .update(databaseSubmissions)
    .set({ state: "waiting", runAt: now, attempts: 0, isAlone: false, why: null })
    .where(and(eq(databaseSubmissions.platformId, platformId), eq(databaseSubmissions.state, "tried")));
}

/** Gives back what was taken and not tried: that was no attempt. */
export async function putBack(db: Db, taken: readonly TakenSubmission[]): Promise<void> {
  for (const one of taken) {
    const isSending = one.state === "sending";
    const state = isSending ? ("waiting" as const) : one.state;
    await settle(db, one, { state, lockedUntil: null, ...(isSending ? { attempts: one.attempts - 1 } : {}) });
  }
}

const fresh: Lane = { stoppedAt: null, waitsUntil: null, failures: 0, lastFailure: null };

export async function laneOf(db: Db, platformId: string): Promise<Lane> {
  const { stoppedAt, waitsUntil, failures, lastFailure } = databaseQueues;
  const [row] = await db
    .select({ stoppedAt, waitsUntil, failures, lastFailure })
    .from(databaseQueues)
    .where(eq(databaseQueues.platformId, platformId));
  return row ?? fresh;
}

/** Writes down how the way to the database stands after an answer, and gives it back. */
export async function setLane(db: Db, platformId: string, fate: LaneFate, now: Date): Promise<Lane> {
  const before = await laneOf(db, platformId);
  const change = laneAfter(before, fate, now);
  const { lastFailure, waitsUntil } = databaseQueues;
  const isAskedToWait = sql`${lastFailure} is not distinct from 'asked_to_wait' and coalesce(${waitsUntil} > ${now.toISOString()}, false)`;
  const keepsWait = "waitsUntil" in change && (fate === null || (fate.kind === "rest" && fate.seconds === 0));
  const isNothingNew = fate === null && before.failures === 0 && before.waitsUntil === null;
  if (!isNothingNew)
    await db
      .insert(databaseQueues)
      .values({ platformId, ...change })
      .onConflictDoUpdate({
        target: databaseQueues.platformId,
        set: change,
        // Another process may have been asked to wait since `before` was read.
        ...(keepsWait ? { setWhere: sql`not (${isAskedToWait})` } : {}),
      });
  return { ...before, ...change };
}

/** Stops a platform's queue before anything was sent, where its settings cannot be right; false: it was stopped already. */
export async function stopLane(db: Db, platformId: string, why: string, now: Date): Promise<boolean> {
  const change = { stoppedAt: now, stoppedWhy: why, lastFailure: why };
  const rows = await db
    .insert(databaseQueues)
    .values({ platformId, ...change })
    .onConflictDoUpdate({ target: databaseQueues.platformId, set: change, setWhere: isNull(databaseQueues.stoppedAt) })
    .returning({ platformId: databaseQueues.platformId });
  return rows.length > 0;
}

/** True when nothing keeps a platform's statements from leaving now. */
export function isOpen({ stoppedAt, waitsUntil }: Lane, now: Date): boolean {
  return stoppedAt === null && (waitsUntil === null || waitsUntil <= now);
}
