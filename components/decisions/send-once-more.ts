import type { WireResult } from "../shell/fetch-json";

/** A name for one request, which no other has: of random bytes, because pages without TLS have no randomUUID. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What a proxy says while the server behind it starts or is too slow: whether the request got there nobody knows. */
const saidOnTheWay: readonly number[] = [502, 503, 504];

/** Whether the answer was lost on the way, or is no answer of ours at all. */
export function isLost(answer: WireResult<unknown>): boolean {
  if (answer.ok) return false;
  return answer.code === "network" || (answer.code === "unexpected" && saidOnTheWay.includes(answer.status));
}

/**
 * Sends a request, and again whenever its answer was lost and the connection is back. All carry one key, by which the
 * server knows that it is one request; the first answer that arrives is the answer, whatever it is.
 */
export async function sendOnceMore<Value>(
  send: (key: string) => Promise<WireResult<Value>>,
  backOnline: () => Promise<void>,
  key: string = newKey(),
): Promise<WireResult<Value>> {
  for (;;) {
    const answer = await send(key);
    if (!isLost(answer)) return answer;
    await backOnline();
  }
}
