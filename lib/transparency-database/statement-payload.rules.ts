import { eanRule, type FieldKind, type FieldRule, fieldRules, isEmpty, type Payload } from "./payload-fields.rules";
import { problemSentence } from "./statement-payload-words.rules";

export type PayloadProblem = {
  /** The API's key, nested with a dot; empty for a payload that is no object. */
  field: string;
  reason:
    | "not_an_object"
    | "required"
    | "null_refused"
    | "not_text"
    | "too_long"
    | "wrong_pattern"
    | "not_url"
    | "not_date"
    | "too_early"
    | "too_late"
    | "not_in_list"
    | "not_a_list";
  limit?: number | string;
};
export type PayloadVerdict = { valid: boolean; errors: { field: string; message: string }[] };

/**
 * Judges one Transparency Database payload as the API would (every failing field, by the API's names), without sending
 * it. `value` is any JSON value; nothing is thrown and nothing is changed. Not judged, because the API does not: the
 * order of dates, whether a keyword belongs to the category, the check digit of an EAN, personal data.
 */
export function validateStatementPayload(value: unknown): PayloadVerdict {
  const errors = payloadProblems(value).map((problem) => ({
    field: problem.field,
    message: problemSentence(problem, valueAt(value, problem.field)),
  }));
  return { valid: errors.length === 0, errors };
}

/** What the payload has in a field, as it was given; a dot leads into an object. */
function valueAt(value: unknown, field: string): unknown {
  return field.split(".").reduce<unknown>((held, key) => {
    return isPlainObject(held) && Object.hasOwn(held, key) ? held[key] : undefined;
  }, value);
}

/** The same with codes instead of sentences, for screens that have their own words. */
export function payloadProblems(value: unknown): PayloadProblem[] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [{ field: "", reason: "not_an_object" }];
  const payload = normalised(value);
  const problems = fieldRules.map((rule) => fieldProblem(rule, payload));
  const contentId = payload.content_id;
  if (isPlainObject(contentId) && Object.hasOwn(contentId, "EAN-13")) {
    problems.push(fieldProblem(eanRule, { [eanRule.name]: clean(contentId["EAN-13"]) }));
  }
  return problems.filter((problem) => problem !== null);
}

/** Only the fields the database knows, trimmed. Unknown keys, however deep or many, are never looked at. */
function normalised(value: object): Payload {
  const given = new Map(Object.entries(value));
  const payload: Record<string, unknown> = {};
  for (const { name } of fieldRules) if (given.has(name)) payload[name] = clean(given.get(name));
  return payload;
}

/** White space of every script and the characters that cannot be seen, as the database trims them. */
const blank =
  "\\s\\0\\u0085\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B-\\u200F\\u2060-\\u2065\\u206A-\\u206F\\u2800\\u3164\\uFEFF\\uFFA0\\u{1D159}\\u{1D173}-\\u{1D17A}\\u{E0020}";
const leading = new RegExp(`^[${blank}]+`, "u");
const oneBlank = new RegExp(`^[${blank}]$`, "u");

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (typeof item === "string" ? trimmed(item) : item));
  return typeof value === "string" ? trimmed(value) : value;
}

/** Trimmed text, or null when nothing is left. The end is walked back, since a pattern for it could take quadratic time. */
function trimmed(text: string): string | null {
  const points = [...text.replace(leading, "")];
  let end = points.length;
  while (end > 0 && oneBlank.test(points[end - 1] ?? "")) end -= 1;
  return end === 0 ? null : points.slice(0, end).join("");
}

function fieldProblem(rule: FieldRule, payload: Payload): PayloadProblem | null {
  const field = rule.name;
  const value = payload[field];
  const required = typeof rule.required === "function" ? rule.required(payload) : rule.required;
  if (required && isEmpty(value)) return { field, reason: "required" };
  if (value === undefined) return null;
  if (value === null) return rule.nullAccepted ? null : { field, reason: "null_refused" };
  const found = rule.ignored?.(payload) ? ignoredProblem(rule, value) : kindProblem(rule.kind, value);
  return found && { field, ...found };
}

type Found = Omit<PayloadProblem, "field"> | null;

function ignoredProblem({ kind, checkedAnyway }: FieldRule, value: unknown): Found {
  if (checkedAnyway === "value") return kindProblem(kind, value);
  return checkedAnyway === "length" && kind.type === "text" && typeof value === "string"
    ? tooLong(value, kind.max)
    : null;
}

function kindProblem(kind: FieldKind, value: unknown): Found {
  switch (kind.type) {
    case "content_id":
      return isPlainObject(value) ? null : { reason: "not_an_object" };
    case "many":
      if (!Array.isArray(value)) return { reason: "not_a_list" };
      return value.every((item) => kind.of.includes(item)) ? null : { reason: "not_in_list" };
    case "one":
      return typeof value === "string" && kind.of.includes(value) ? null : { reason: "not_in_list" };
    case "date":
      return dateProblem(value, kind);
    case "url":
      if (typeof value !== "string") return { reason: "not_url" };
      return tooLong(value, kind.max) ?? (isWebAddress(value) ? null : { reason: "not_url" });
    case "text":
      if (typeof value !== "string") return { reason: "not_text" };
      return (
        tooLong(value, kind.max) ?? (kind.pattern && !kind.pattern.test(value) ? { reason: "wrong_pattern" } : null)
      );
  }
}

/** Lengths count code points: an emoji is one. */
function tooLong(value: string, max: number | undefined): Found {
  return max !== undefined && [...value].length > max ? { reason: "too_long", limit: max } : null;
}

/** YYYY-MM-DD, a day of the calendar. Days written so compare as text. */
function dateProblem(value: unknown, { from, to }: { from?: string; to: string }): Found {
  if (typeof value !== "string" || !isDay(value)) return { reason: "not_date" };
  if (from !== undefined && value < from) return { reason: "too_early", limit: from };
  return value > to ? { reason: "too_late", limit: to } : null;
}

function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

const hex = "%[0-9a-f]{2}";
const webAddress = new RegExp(
  "^[a-z][a-z0-9+.-]*://" +
    `(?:(?:[\\p{L}\\p{N}_.-]|${hex})+(?::(?:[\\p{L}\\p{N}_.-]|${hex})*)?@)?` +
    "(?:[\\p{L}\\p{N}\\p{S}_.-]+[\\p{L}\\p{N}]\\.?|\\[[0-9a-f:.]+\\])(?::\\d+)?" +
    `(?:/(?:[\\p{L}\\p{N}._~!$&'()*+,;=:@-]|${hex})*)*` +
    `(?:\\?(?:[\\p{L}\\p{N}._~!$&'[\\]()*+,;=:@/?-]|${hex})*)?` +
    `(?:#(?:[\\p{L}\\p{N}._~!$&'()*+,;=:@/?-]|${hex})*)?$`,
  "iu",
);

/** scheme://host with an optional port, path, query and fragment; what only runs code or opens mail is not an address. */
function isWebAddress(text: string): boolean {
  return webAddress.test(text) && !/^(?:javascript|vbscript|data|mailto):/i.test(text);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
