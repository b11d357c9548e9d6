import "server-only";

/** Why a program outside gave no answer. Codes only: nothing that it wrote goes into a log or a row. */
export type NoAnswer = "timeout" | "unreachable" | "redirected" | "status" | "too_large";
export type OutsideAnswer = { ok: true; body: string } | { ok: false; why: NoAnswer };

/** Bytes, after unpacking: a list of clauses and quotes is some thousand. */
const mostBytes = 256 * 1024;

/** Reads no more than `most` bytes, however much is sent; null when there were more. */
export async function readAtMost(answer: Response, most: number): Promise<string | null> {
  const reader = answer.body?.getReader();
  if (!reader) return "";
  const parts: Uint8Array[] = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts).toString("utf8");
    size += value.byteLength;
    if (size > most) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    parts.push(value);
  }
}

/**
 * Posts JSON to an address that an admin set, and reads what comes back: no redirect is followed, because where it leads
 * was chosen by nobody here; the body is limited; `timeoutMs` holds for all of it, to the last byte. `key` is sent as a
 * bearer token. Never throws for what the other side does.
 */
export async function askOutside(
  url: string,
  { body, key, timeoutMs }: { body: string; key: string | null; timeoutMs: number },
): Promise<OutsideAnswer> {
  const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "accept-encoding": "identity",
        ...authorization,
      },
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const why = refusalOf(answer);
    if (why) {
      await answer.body?.cancel();
      return { ok: false, why };
    }
    const text = await readAtMost(answer, mostBytes);
    return text === null ? { ok: false, why: "too_large" } : { ok: true, body: text };
  } catch (error) {
    return { ok: false, why: error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable" };
  }
}

function refusalOf({ status, type, headers }: Response): NoAnswer | null {
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) return "redirected";
  if (status !== 200) return "status";
  return Number(headers.get("content-length") ?? 0) > mostBytes ? "too_large" : null;
}
