import "server-only";
import { EventEmitter } from "node:events";
import { and, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { outbox } from "@/db/schema";
import type { OutboxMessage } from "./outbox.rules";

/** Sends one message. Returning means done; `Refused` means never; any other error means try again later. */
export type OutboxHandler = (message: OutboxMessage, context: { db: Db; now: Date }) => Promise<void>;
export type OutboxHandlers = Record<string, OutboxHandler>;

/** Thrown by a handler when repeating cannot help (an address that does not exist, a payload that is wrong). */
export class Refused extends Error {}

/** Thrown by a handler when its receiver does not answer at all: what else waits for it is not tried for a while. */
export class Unreachable extends Error {}

/** Thrown by a handler when an earlier try ended in the middle of handing over: whether it arrived, a person must find out. */
export class Uncertain extends Error {}

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
