import type { FailureCode } from "@/lib/platform/result";

/** What can go wrong between a click and its answer; the server's own codes, and two that only the browser sees. */
export type WireFailure = {
  ok: false;
  code: FailureCode | "network" | "unexpected";
  /** A catalogue key of the server's, or the code. */
  reason: string;
  status: number;
  /** A whole sentence in the reader's language; empty for `network` and `unexpected`: say `common.failure.<code>`. */
  message: string;
  /** Sentence by field, for `Field`'s `error`. */
  fields: Readonly<Record<string, string>>;
};
export type WireResult<Value> = { ok: true; value: Value } | WireFailure;

const codes: readonly string[] = [
  "invalid",
  "refused",
  "stale",
  "conflict",
  "signed_out",
  "forbidden",
  "not_found",
  "wrong_method",
  "rate_limited",
  "too_large",
  "gone",
] satisfies FailureCode[];

function isCode(value: unknown): value is FailureCode {
  return typeof value === "string" && codes.includes(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A problem+json body (RFC 9457, lib/platform/http.ts) as a failure; anything else is `unexpected`. Pure. */
export function failureOf(status: number, body: unknown): WireFailure {
  const problem: Record<string, unknown> = typeof body === "object" && body !== null ? { ...body } : {};
  if (!isCode(problem.code))
    return { ok: false, code: "unexpected", reason: "unexpected", status, message: "", fields: {} };
  const errors: unknown[] = Array.isArray(problem.errors) ? problem.errors : [];
  const fields: Record<string, string> = {};
  for (const error of errors) {
    const { field, message } =
      typeof error === "object" && error !== null ? (error as { field?: unknown; message?: unknown }) : {};
    if (typeof field === "string") fields[field] ??= textOf(message);
  }
  const message = textOf(problem.title) || textOf(problem.detail);
  return { ok: false, code: problem.code, reason: textOf(problem.reason) || problem.code, status, message, fields };
}

async function send<Value>(path: string, init: RequestInit): Promise<WireResult<Value>> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      headers: { accept: "application/json", ...init.headers },
      credentials: "same-origin",
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return { ok: false, code: "network", reason: "network", status: 0, message: "", fields: {} };
  }
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
  if (!response.ok || body === undefined) return failureOf(response.status, body);
  return { ok: true, value: body as Value };
}

/**
 * Resolves when the frame under way is painted; at once where no frame is shown. To ask costs time of the frame in which it
 * is done, and a screen that a key changes asks for ten things at once: they come a moment later, the screen does not.
 */
function painted(): Promise<void> {
  if (typeof document === "undefined" || document.visibilityState !== "visible") return Promise.resolve();
  return new Promise((done) => {
    // A page that is put behind another between the two never gets its frame.
    const late = setTimeout(done, 100);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(done);
    });
  });
}

/** Reads from a route handler of the desk. @throws only when `signal` is aborted. */
export async function getJson<Value>(path: string, signal?: AbortSignal): Promise<WireResult<Value>> {
  await painted();
  return send<Value>(path, { signal, cache: "no-store" });
}

/**
 * Writes to a route handler of the desk; the browser adds the Origin that the handler checks. With `key` the same request
 * may be sent again: it is done once.
 */
export function postJson<Value>(
  path: string,
  body: unknown = {},
  method: "POST" | "PUT" | "PATCH" | "DELETE" = "POST",
  key?: string,
): Promise<WireResult<Value>> {
  const headers = { "content-type": "application/json", ...(key ? { "idempotency-key": key } : {}) };
  return send<Value>(path, { method, body: JSON.stringify(body), headers });
}

/** A form with files, as the browser sends it; its fields and files are named as the server's command names them. */
export function postForm<Value>(path: string, form: FormData): Promise<WireResult<Value>> {
  return send<Value>(path, { method: "POST", body: form });
}

/** The last thing a page says: it arrives also when the page is gone, and nobody waits for what it answers. */
export async function postOnLeaving(path: string, body: unknown = {}): Promise<void> {
  const headers = { "content-type": "application/json", accept: "application/json" };
  const init: RequestInit = { method: "POST", body: JSON.stringify(body), headers, keepalive: true };
  await fetch(path, { ...init, credentials: "same-origin" }).catch(() => undefined);
}

/** A failure thrown, for React Query, which knows only exceptions: `error.failure` is typed. */
export class RequestFailed extends Error {
  constructor(readonly failure: WireFailure) {
    super(failure.message || failure.reason);
  }
}

/** `queryFn: ({ signal }) => orThrow(getJson<Page>("/api/cases", signal))`. @throws RequestFailed */
export async function orThrow<Value>(asked: Promise<WireResult<Value>>): Promise<Value> {
  const result = await asked;
  if (!result.ok) throw new RequestFailed(result);
  return result.value;
}

/** A read that was lost on the way, or met a server that is starting; what the server refused stays refused. */
export function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof RequestFailed && (error.failure.code === "network" || error.failure.status >= 502);
}
