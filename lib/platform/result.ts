/** Expected outcomes are returned, surprises are thrown. The code picks the HTTP status (lib/platform/http.ts). */
export type FailureCode =
  | "invalid"
  | "refused"
  | "stale"
  | "conflict"
  | "signed_out"
  | "forbidden"
  | "not_found"
  | "wrong_method"
  | "rate_limited"
  | "too_large"
  | "gone";

/** One wrong field: `reason` is a key of the catalogue `failures`, `values` fill its sentence. */
export type FieldFailure = { field: string; reason: string; values?: Record<string, string | number> };

/** Words that a sentence is filled with, said in the reader's language once that is known. */
export type Phrase =
  /** A sentence of a catalogue; `in` is its namespace, `failures` where none is given; `otherwise` where it has no such key. */
  | { key: string; in?: string; values?: Record<string, string | number | Phrase>; otherwise?: string }
  /** Words that are held in a language or two. */
  | { en: string; hans?: string | undefined }
  | { list: readonly Phrase[] };

export type Failure = {
  ok: false;
  code: FailureCode;
  /** A key of the catalogue `failures`: the sentence that says what happened and what to do. */
  reason: string;
  values?: Record<string, string | number>;
  /** Values of the sentence that are words themselves: each is said in the reader's language. */
  phrases?: Record<string, Phrase>;
  fields?: FieldFailure[];
};
export type Ok<Value> = { ok: true; value: Value };
export type Result<Value> = Ok<Value> | Failure;

export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value };
}

export function fail(
  code: FailureCode,
  reason: string = code,
  extra: Pick<Failure, "values" | "phrases" | "fields"> = {},
): Failure {
  return { ok: false, code, reason, ...extra };
}
