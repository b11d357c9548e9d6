import type { WireResult } from "../shell/fetch-json";

/** A name for one request, which no other has: of random bytes, because pages without TLS have no randomUUID. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Sends a request, and again whenever its answer was lost and the connection is back. All carry one key, by which the
 * server knows that it is one request; the first answer that arrives is the answer, whatever it is.
 */
export async function sendOnceMore<Value>(
  send: (key: string) => Promise<WireResult<Value>>,
  backOnline: () => Promise<void>,
): Promise<WireResult<Value>> {
  const key = newKey();
  for (;;) {
    const answer = await send(key);
    if (answer.ok || answer.code !== "network") return answer;
    await backOnline();
  }
}
