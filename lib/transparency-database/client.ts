import "server-only";
import { readAtMost } from "@/lib/platform/ask-outside";
import type { WireAnswer } from "./answer.rules";

/** The database itself; a trial run never speaks to it (DSA.md section 2). */
export const productionHost = "transparency.dsa.ec.europa.eu";

/** Whether an address is the database's own, however it is written. */
export function isProduction(url: string): boolean {
  return new URL(url).hostname.toLowerCase().replace(/\.+$/, "") === productionHost;
}

/** Bytes of an answer: a hundred statements, each told back whole, are less. */
const mostBytes = 8 * 1024 * 1024;

export type DatabaseAddress = { url: string; token: string; timeoutMs: number };

async function call({ url, token, timeoutMs }: DatabaseAddress, path: string, body?: unknown): Promise<WireAnswer> {
  try {
    const answer = await fetch(new URL(`/api/v1/${path}`, url), {
      method: body === undefined ? "GET" : "POST",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // Without Accept it answers a refusal with a redirect to a page, which reads as a success where it is followed.
      headers: { accept: "application/json", "content-type": "application/json", authorization: `Bearer ${token}` },
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await readAtMost(answer, mostBytes);
    if (text === null) return { kind: "silent", why: "too_large" };
    return {
      kind: "answered",
      status: answer.status,
      body: parsed(text),
      retryAfter: answer.headers.get("retry-after"),
      leadsElsewhere: answer.headers.has("location"),
    };
  } catch (error) {
    return { kind: "silent", why: error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable" };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends one statement by itself, or up to a hundred together. Never throws for what the other side does. */
export function postStatements(to: DatabaseAddress, payloads: readonly unknown[]): Promise<WireAnswer> {
  return payloads.length === 1 ? call(to, "statement", payloads[0]) : call(to, "statements", { statements: payloads });
}

/** Asks whether a PUID is taken on our platform. */
export function askForPuid(to: DatabaseAddress, puid: string): Promise<WireAnswer> {
  return call(to, `statement/existing-puid/${encodeURIComponent(puid)}`);
}
