import type { z } from "zod";
import type { FieldFailure } from "./result";

type Issue = z.core.$ZodIssue;

/** A dotted path as the caller wrote it: `items.0.location`. */
function fieldOf(issue: Issue): string {
  return issue.path.map(String).join(".") || "body";
}

function reasonOf(issue: Issue): Omit<FieldFailure, "field"> {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined || issue.input === null
        ? { reason: "required" }
        : { reason: "wrong_type", values: { expected: issue.expected } };
    case "too_big":
      return {
        reason: issue.origin === "array" ? "too_many" : issue.origin === "string" ? "too_long" : "too_big",
        values: { max: Number(issue.maximum) },
      };
    case "too_small":
      if (issue.origin === "string" && Number(issue.minimum) <= 1) return { reason: "required" };
      return {
        reason: issue.origin === "array" ? "too_few" : issue.origin === "string" ? "too_short" : "too_small",
        values: { min: Number(issue.minimum) },
      };
    case "invalid_value":
      return { reason: "not_one_of", values: { options: issue.values.map(String).join(", ") } };
    case "invalid_union":
      return ofUnion(issue);
    case "invalid_format":
      return {
        reason:
          issue.format === "email"
            ? "not_email"
            : issue.format === "uuid"
              ? "not_id"
              : issue.format === "url"
                ? "not_url"
                : "wrong_format",
      };
    case "unrecognized_keys":
      return { reason: "unknown_field", values: { keys: issue.keys.join(", ") } };
    case "custom":
      // Our own refinements put a catalogue key into `message`, and values into `params`.
      return {
        reason: issue.message,
        ...(issue.params ? { values: issue.params as Record<string, string | number> } : {}),
      };
    default:
      return { reason: "wrong_format" };
  }
}

/** What any branch would have taken: the discriminator's values, or those of every enumeration in it. */
function ofUnion(issue: z.core.$ZodIssueInvalidUnion): Omit<FieldFailure, "field"> {
  // zod names them beside "No matching discriminator", though not in the type of every version.
  const named: unknown = "options" in issue ? issue.options : undefined;
  const values = Array.isArray(named)
    ? named
    : issue.errors
        .flat()
        .flatMap((inner) => (inner.code === "invalid_value" && inner.path.length === 0 ? inner.values : []));
  const options = [...new Set(values.map(String))].filter((option) => option !== "");
  return options.length > 0
    ? { reason: "not_one_of", values: { options: options.join(", ") } }
    : { reason: "wrong_format" };
}

/** Every failing field of a zod error, as catalogue keys; one entry a field and reason. */
export function fieldFailures(error: z.ZodError): FieldFailure[] {
  const seen = new Set<string>();
  const failures: FieldFailure[] = [];
  for (const issue of error.issues) {
    const failure = { field: fieldOf(issue), ...reasonOf(issue) };
    const key = `${failure.field} ${failure.reason}`;
    if (!seen.has(key)) failures.push(failure);
    seen.add(key);
  }
  return failures;
}
