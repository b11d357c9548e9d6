import type { outbox } from "@/db/schema";

export type OutboxMessage = typeof outbox.$inferSelect;

/** After so many tries a message is stuck: people see it on the Outbox page and start it again. */
export const maxAttempts = 12;

/** Seconds until the next try: doubling from 5 s to at most 1 h. */
export function backoffSeconds(attempts: number): number {
  return Math.min(3600, 5 * 2 ** Math.max(0, attempts - 1));
}

/**
 * Why a message was not sent: try later, never try again, nobody is there to receive it, or nobody knows whether it
 * arrived.
 */
export type FailureKind = "later" | "never" | "not_needed" | "uncertain";

/** The row after a failed try: refused (never again), cancelled (no receiver), stuck (a person must look), or waiting. */
export function afterFailure(
  message: Pick<OutboxMessage, "attempts">,
  failure: { kind: FailureKind; text: string; now: Date },
): Pick<OutboxMessage, "state" | "lastError" | "lockedUntil"> & Partial<Pick<OutboxMessage, "runAt" | "doneAt">> {
  const lastError = failure.text.slice(0, 500);
  if (failure.kind === "never") return { state: "refused", lastError, lockedUntil: null, doneAt: failure.now };
  if (failure.kind === "not_needed") return { state: "cancelled", lastError, lockedUntil: null, doneAt: failure.now };
  if (failure.kind === "uncertain" || message.attempts >= maxAttempts)
    return { state: "stuck", lastError, lockedUntil: null };
  const runAt = new Date(failure.now.getTime() + backoffSeconds(message.attempts) * 1000);
  return { state: "waiting", lastError, lockedUntil: null, runAt };
}

/** How often in a row a receiver did not answer, and until when it is left alone. */
export type Silence = { times: number; until: Date };

const longestSilence = 300;

/** A receiver that did not answer is asked again with one message after 5 s, then after longer, at most 5 minutes. */
export function silenceAfter(before: Silence | undefined, now: Date): Silence {
  const times = (before?.times ?? 0) + 1;
  return { times, until: new Date(now.getTime() + Math.min(longestSilence, backoffSeconds(times)) * 1000) };
}
