import "server-only";
import { EventEmitter } from "node:events";
import { and, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { outbox } from "@/db/schema";
import { afterFailure, maxAttempts, type OutboxMessage } from "./outbox.rules";
import { plainError } from "./plain-error.rules";

/** Sends one message. Returning means done; `Refused` means never; any other error means try again later. */
export type OutboxHandler = (message: OutboxMessage, context: { db: Db; now: Date }) => Promise<void>;
export type OutboxHandlers = Record<string, OutboxHandler>;

/** Thrown by a handler when repeating cannot help (an address that does not exist, a payload that is wrong). */
export class Refused extends Error {}

/** Thrown by a handler when there is nobody to send to (no receiver is set up): the row stays as a record. */
export class NotNeeded extends Error {}

const place = globalThis as typeof globalThis & { recourseWake?: EventEmitter };
place.recourseWake ??= new EventEmitter();

/** Tells the worker of this process that something was committed; others poll each second. */
export function wakeOutbox(): void {
  place.recourseWake?.emit("wake");
}

export function onWake(listener: () => void): () => void {
  place.recourseWake?.on("wake", listener);
  return () => place.recourseWake?.off("wake", listener);
}

export type NewMessage = {
  kind: string;
  payload: Record<string, unknown>;
  dedupeKey: string;
  platformId?: string;
  decisionId?: string;
  runAt?: Date;
};

/** Writes a message in the caller's transaction. A repeat with the same `dedupeKey` is dropped. */
export async function enqueue(tx: Tx, message: NewMessage, now: Date): Promise<void> {
  await enqueueAll(tx, [message], now);
}

/** The same for several at once, in one statement. */
export async function enqueueAll(tx: Tx, messages: readonly NewMessage[], now: Date): Promise<void> {
  if (messages.length === 0) return;
  await tx
    .insert(outbox)
    .values(messages.map((message) => ({ ...message, runAt: message.runAt ?? now, createdAt: now })))
    .onConflictDoNothing({ target: outbox.dedupeKey });
}

/** Takes back what has not left yet: an undone decision tells nobody. */
export async function cancelMessages(tx: Tx, decisionId: string, now: Date): Promise<void> {
  await tx
    .update(outbox)
    .set({ state: "cancelled", doneAt: now })
    .where(and(eq(outbox.decisionId, decisionId), eq(outbox.state, "waiting")));
}

const leaseMs = 60_000;

type Clock = () => Date;
type Work = { db: Db; handlers: OutboxHandlers; clock: Clock };

async function take(db: Db, now: Date, limit: number): Promise<OutboxMessage[]> {
  const rows = await db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, lockedUntil: new Date(now.getTime() + leaseMs) })
    .where(
      sql`${outbox.id} in (select id from outbox where state = 'waiting' and run_at <= ${now.toISOString()}
        and (locked_until is null or locked_until < ${now.toISOString()}) order by run_at, id limit ${limit} for update skip locked)`,
    )
    .returning();
  return rows.sort((a, b) => a.runAt.getTime() - b.runAt.getTime() || a.id.localeCompare(b.id));
}

/** Still waiting, and taken by nobody since: each taking counts one attempt more. */
const mine = (message: OutboxMessage) =>
  and(eq(outbox.id, message.id), eq(outbox.state, "waiting"), eq(outbox.attempts, message.attempts));

/** A new lease when a message's turn comes: those before it may have taken long. False: it is not ours any more. */
async function renew(db: Db, message: OutboxMessage, now: Date): Promise<boolean> {
  const renewed = await db
    .update(outbox)
    .set({ lockedUntil: new Date(now.getTime() + leaseMs) })
    .where(mine(message))
    .returning({ id: outbox.id });
  return renewed.length > 0;
}

async function settle(message: OutboxMessage, { db, handlers, clock }: Work): Promise<void> {
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
  } catch (error) {
    const next = afterFailure(message, {
      kind: error instanceof Refused ? "never" : error instanceof NotNeeded ? "not_needed" : "later",
      text: plainError(error),
      now: clock(),
    });
    // Not when somebody cancelled it meanwhile: a message that was taken back does not come to life again.
    await db.update(outbox).set(next).where(mine(message));
  }
}

/** One after the other within a lane, so that what happened first is told first; a slow receiver holds up nobody else. */
async function sendBatch(batch: readonly OutboxMessage[], work: Work): Promise<void> {
  const lanes = new Map<string, OutboxMessage[]>();
  for (const message of batch) {
    const lane = message.kind.startsWith("mail.") ? "mail" : `${message.kind} ${message.platformId}`;
    lanes.set(lane, [...(lanes.get(lane) ?? []), message]);
  }
  const done = [...lanes.values()].map(async (lane) => {
    for (const [place, message] of lane.entries())
      if (place === 0 || (await renew(work.db, message, work.clock()))) await settle(message, work);
  });
  const failed = (await Promise.allSettled(done)).find((lane) => lane.status === "rejected");
  if (failed) throw failed.reason;
}

/**
 * Sends everything that is due, oldest first, in batches of 20, until none is left. Safe to run in any number of
 * processes: a message is taken under a lease of a minute, and whoever lost the lease leaves it alone.
 * @param clock the moment at which this happens, or a clock that goes on while it lasts
 * @returns how many messages were tried
 */
export async function drainOutbox(
  db: Db,
  handlers: OutboxHandlers,
  clock: Date | Clock = () => new Date(),
): Promise<number> {
  const work = { db, handlers, clock: typeof clock === "function" ? clock : () => clock };
  let tried = 0;
  for (;;) {
    const batch = await take(db, work.clock(), 20);
    if (batch.length === 0) return tried;
    await sendBatch(batch, work);
    tried += batch.length;
  }
}
