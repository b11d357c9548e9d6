import "server-only";
import { translatorFor } from "@/messages/load";
import { fieldInWords } from "./field-words.rules";
import { phraseIn } from "./phrases";
import { type Failure, type FailureCode, fail, type Result } from "./result";

/** The one table from a failure to an HTTP status. */
export const statusOf: Record<FailureCode, number> = {
  invalid: 422,
  refused: 422,
  stale: 409,
  conflict: 409,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  wrong_method: 405,
  gone: 410,
  rate_limited: 429,
  too_large: 413,
};

export type Problem = {
  type: string;
  title: string;
  status: number;
  code: FailureCode;
  reason: string;
  detail: string;
  errors?: { field: string; reason: string; message: string }[];
};

/** A failure as problem+json (RFC 9457): a sentence for people, and one for each failing field, in the reader's language. */
export function problemOf(failure: Failure, locale = "en"): Problem {
  const t = translatorFor(locale, "failures");
  const sentence = (reason: string, values?: Record<string, string | number>) =>
    t.has(reason) ? t(reason, values) : t.has(failure.code) ? t(failure.code) : reason;
  const errors = failure.fields?.map(({ field, reason, values }) => ({
    field,
    reason,
    message: sentence(reason, { ...values, field: fieldInWords({ field, reason }, t) }),
  }));
  const worded = Object.entries(failure.phrases ?? {}).map(([name, said]) => [name, phraseIn(said, locale)] as const);
  const detail = sentence(failure.reason, { ...failure.values, ...Object.fromEntries(worded) });
  // A failure of one field may say the same of the whole.
  const further = (errors ?? []).map((error) => error.message).filter((message) => message !== detail);
  return {
    type: `about:blank#${failure.reason}`,
    title: detail,
    status: statusOf[failure.code],
    code: failure.code,
    reason: failure.reason,
    detail: [detail, ...further].join(" "),
    ...(errors ? { errors } : {}),
  };
}

/** The one table from a result to an HTTP answer. `status` is that of success. */
export function respond<Value>(
  result: Result<Value>,
  options: { locale?: string; status?: number; headers?: Record<string, string> } = {},
): Response {
  const headers = { "cache-control": "no-store", ...options.headers };
  if (result.ok) return Response.json(result.value, { status: options.status ?? 200, headers });
  const problem = problemOf(result, options.locale);
  const body = JSON.stringify(problem);
  return new Response(body, {
    status: problem.status,
    headers: { ...headers, "content-type": "application/problem+json" },
  });
}

/** The JSON body, or a failure that says what is wrong with it. `limit` in bytes guards the process. */
export async function jsonBody(request: Request, limit = 1_000_000): Promise<Result<unknown>> {
  const bytes = await bodyWithin(request, limit);
  if (!bytes) return fail("too_large", "body_too_large", { values: { max: limit } });
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return fail("invalid", error instanceof SyntaxError ? "body_not_json" : "body_not_utf8");
  }
}

/** The whole body, or null as soon as it grows past `limit` bytes, whatever its headers claim. */
export async function bodyWithin(request: Request, limit: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
