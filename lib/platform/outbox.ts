import "server-only";
import { EventEmitter } from "node:events";
import { and, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { outbox } from "@/db/schema";
import { afterFailure, type OutboxMessage } from "./outbox.rules";

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

const leaseSeconds = 60;

async function take(db: Db, now: Date, limit: number): Promise<OutboxMessage[]> {
  const rows = await db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, lockedUntil: new Date(now.getTime() + leaseSeconds * 1000) })
    .where(
      sql`${outbox.id} in (select id from outbox where state = 'waiting' and run_at <= ${now.toISOString()}
        and (locked_until is null or locked_until < ${now.toISOString()}) order by run_at, id limit ${limit} for update skip locked)`,
    )
    .returning();
  return rows.sort((a, b) => a.runAt.getTime() - b.runAt.getTime() || a.id.localeCompare(b.id));
}

async function settle(db: Db, message: OutboxMessage, handler: OutboxHandler | undefined, now: Date): Promise<void> {
  try {
    if (!handler) throw new Refused(`nothing here sends ${message.kind}`);
    await handler(message, { db, now });
    await db
      .update(outbox)
      .set({ state: "sent", doneAt: now, lockedUntil: null, lastError: null })
      .where(eq(outbox.id, message.id));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const next = afterFailure(message, {
      kind: error instanceof Refused ? "never" : error instanceof NotNeeded ? "not_needed" : "later",
      text,
      now,
    });
    await db.update(outbox).set(next).where(eq(outbox.id, message.id));
  }
}

/**
 * Sends everything that is due, oldest first, in batches of 20, until none is left. Safe to run in any number of
 * processes. Returns how many messages were tried.
 */
export async function drainOutbox(db: Db, handlers: OutboxHandlers, now: Date = new Date()): Promise<number> {
  let tried = 0;
  for (;;) {
    const batch = await take(db, now, 20);
    for (const message of batch) await settle(db, message, handlers[message.kind], now);
    tried += batch.length;
    if (batch.length === 0) return tried;
  }
}
