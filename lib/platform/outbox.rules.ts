import type { outbox } from "@/db/schema";

export type OutboxMessage = typeof outbox.$inferSelect;

/** After so many tries a message is stuck: people see it on the Outbox page and start it again. */
export const maxAttempts = 12;

/** Seconds until the next try: doubling from 5 s to at most 1 h. */
export function backoffSeconds(attempts: number): number {
  return Math.min(3600, 5 * 2 ** Math.max(0, attempts - 1));
}

/** Why a message was not sent: try later, never try again, or nobody is there to receive it. */
export type FailureKind = "later" | "never" | "not_needed";

/** The row after a failed try: refused (never again), cancelled (no receiver), stuck (a person must look), or waiting. */
export function afterFailure(
  message: Pick<OutboxMessage, "attempts">,
  failure: { kind: FailureKind; text: string; now: Date },
): Pick<OutboxMessage, "state" | "lastError" | "lockedUntil"> & Partial<Pick<OutboxMessage, "runAt" | "doneAt">> {
  const lastError = failure.text.slice(0, 500);
  if (failure.kind === "never") return { state: "refused", lastError, lockedUntil: null, doneAt: failure.now };
  if (failure.kind === "not_needed") return { state: "cancelled", lastError, lockedUntil: null, doneAt: failure.now };
  if (message.attempts >= maxAttempts) return { state: "stuck", lastError, lockedUntil: null };
  const runAt = new Date(failure.now.getTime() + backoffSeconds(message.attempts) * 1000);
  return { state: "waiting", lastError, lockedUntil: null, runAt };
}
