import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { outbox } from "@/db/schema";
import { NotNeeded, type OutboxHandlers, Refused, Uncertain, Unreachable } from "./outbox";
import { afterFailure, maxAttempts, type OutboxMessage, type Silence, silenceAfter } from "./outbox.rules";
import { plainError } from "./plain-error.rules";
import { readRows } from "./rows";

const leaseMs = 60_000;

type Clock = () => Date;
type Work = { db: Db; handlers: OutboxHandlers; clock: Clock };

/** Lanes in which something is due and free, found by hopping from one lane to the next along `outbox_due`. */
async function dueLanes(db: Db, now: Date): Promise<string[]> {
  const at = now.toISOString();
  const answer = await db.execute(sql`with recursive hop as (
      (select lane from outbox where state = 'waiting' order by lane limit 1)
      union all
      select (select o.lane from outbox o where o.state = 'waiting' and o.lane > hop.lane order by o.lane limit 1)
      from hop where hop.lane is not null
    ) select lane from hop where lane is not null and exists (
      select 1 from outbox o where o.state = 'waiting' and o.lane = hop.lane and o.run_at <= ${at}
        and (o.locked_until is null or o.locked_until < ${at})
    )`);
  return readRows(answer, z.object({ lane: z.string() })).map(({ lane }) => lane);
}

/** The oldest message of a lane that is due and free, under a lease of a minute; each taking counts one attempt. */
async function take(db: Db, lane: string, now: Date): Promise<OutboxMessage | undefined> {
  const at = now.toISOString();
  const [message] = await db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, lockedUntil: new Date(now.getTime() + leaseMs) })
    .where(
      sql`${outbox.id} = (select id from outbox where state = 'waiting' and lane = ${lane} and run_at <= ${at}
        and (locked_until is null or locked_until < ${at}) order by run_at, id limit 1 for update skip locked)`,
    )
    .returning();
  return message;
}

/** Still waiting, and taken by nobody since: each taking counts one attempt more. */
const mine = (message: OutboxMessage) =>
  and(eq(outbox.id, message.id), eq(outbox.state, "waiting"), eq(outbox.attempts, message.attempts));

function kindOf(error: unknown) {
  if (error instanceof Refused) return "never";
  if (error instanceof NotNeeded) return "not_needed";
  return error instanceof Uncertain ? "uncertain" : "later";
}

/** Tries one message and writes down what became of it. False: its receiver did not answer at all. */
async function settle(message: OutboxMessage, { db, handlers, clock }: Work): Promise<boolean> {
  const handler = handlers[message.kind];
  const now = clock();
  try {
    // A failed try makes it stuck; one more than that means that the process ended in the middle, each time.
    if (message.attempts > maxAttempts) throw new Error("the process ended each time this was being sent");
    if (!handler) throw new Refused(`nothing here sends ${message.kind}`);
    await handler(message, { db, now });
    // Whatever happened to the row meanwhile: it was sent.
    await db
      .update(outbox)
      .set({ state: "sent", doneAt: clock(), lockedUntil: null, lastError: null })
      .where(eq(outbox.id, message.id));
    return true;
  } catch (error) {
    const next = afterFailure(message, { kind: kindOf(error), text: plainError(error), now: clock() });
    // Not when somebody cancelled it meanwhile: a message that was taken back does not come to life again.
    await db.update(outbox).set(next).where(mine(message));
    return !(error instanceof Unreachable);
  }
}

export type Postbox = {
  /** Begins with every lane in which something is due, and answers how many that are; does not wait for them. @throws what stopped one since */
  look: () => Promise<number>;
  /** Waits until no lane is at work; answers how many messages were tried since the last time. @throws what stopped one */
  idle: () => Promise<number>;
  /** Takes nothing more; what is being sent is finished. */
  stop: () => void;
};

/**
 * Sends what is due, lane by lane: within one what happened first is told first, and no lane ever waits for another, so
 * that a receiver that hangs holds up nobody else. One that does not answer is left alone for a while, then asked with a
 * single message. Any number of processes may do this: a message is taken under a lease of a minute, with SKIP LOCKED.
 */
export function openPostbox(db: Db, handlers: OutboxHandlers, clock: Clock): Postbox {
  const work: Work = { db, handlers, clock };
  const running = new Map<string, Promise<void>>();
  const silent = new Map<string, Silence>();
  const failures: unknown[] = [];
  let tried = 0;
  let isStopped = false;

  async function along(lane: string): Promise<void> {
    while (!isStopped) {
      const message = await take(db, lane, clock());
      if (!message) return;
      tried += 1;
      if (await settle(message, work)) silent.delete(lane);
      else {
        silent.set(lane, silenceAfter(silent.get(lane), clock()));
        return;
      }
    }
  }

  function begin(lane: string): void {
    const end = along(lane)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(lane));
    running.set(lane, end);
  }

  async function look(): Promise<number> {
    if (isStopped) return 0;
    const now = clock();
    const due = await dueLanes(db, now);
    const free = due.filter((lane) => !running.has(lane) && (silent.get(lane)?.until ?? now) <= now);
    for (const lane of free) begin(lane);
    complain();
    return free.length;
  }

  /** What stopped a lane is told once, by whoever asks next; the lane itself begins anew at the next look. */
  function complain(): void {
    const [failure] = failures.splice(0);
    if (failure !== undefined) throw failure;
  }

  async function idle(): Promise<number> {
    while (running.size > 0) await Promise.all(running.values());
    const count = tried;
    tried = 0;
    complain();
    return count;
  }

  return {
    look,
    idle,
    stop: () => {
      isStopped = true;
    },
  };
}

/**
 * Sends everything that is due until none is left.
 * @param clock the moment at which this happens, or a clock that goes on while it lasts
 * @returns how many messages were tried
 */
export async function drainOutbox(
  db: Db,
  handlers: OutboxHandlers,
  clock: Date | Clock = () => new Date(),
): Promise<number> {
  const postbox = openPostbox(db, handlers, typeof clock === "function" ? clock : () => clock);
  let tried = 0;
  while ((await postbox.look()) > 0) tried += await postbox.idle();
  return tried;
}
