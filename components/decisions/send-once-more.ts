import type { WireResult } from "../shell/fetch-json";

/** A name for one request, which no other has: of random bytes, because pages without TLS have no randomUUID. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Sends a request, and once more when its answer was lost and the connection is back. Both carry one key, by which the
 * server knows that it is one request; what it answers the second time is the answer, whatever it is.
 */
export async function sendOnceMore<Value>(
  send: (key: string) => Promise<WireResult<Value>>,
  line: { backOnline: () => Promise<void>; setHeld: (isHeld: boolean) => void },
): Promise<WireResult<Value>> {
  const key = newKey();
  const first = await send(key);
  if (first.ok || first.code !== "network") return first;
  line.setHeld(true);
  await line.backOnline();
  line.setHeld(false);
  return send(key);
}
