import type { z } from "zod";
import type { PolicyPack } from "./contract";
import { unreadField } from "./fields.rules";
import { Findings, PolicyProblem, Prior, type Recommendation, RecommendInput } from "./recommend.contract";
import { recommend } from "./recommend.rules";

/** Where the packs come from: the built-in files for the CLI, the database for the app. */
export type PackShelf = { slugs: readonly string[]; packOf: (slug: string) => PolicyPack | null };

/**
 * One line of `policy recommend` from raw input. Throws PolicyProblem with a code, the field and a sentence:
 * field_unknown, invalid_input, invalid_date, unknown_platform, unknown_clause or clause_of_another_platform.
 */
export function answerRecommend(raw: unknown, shelf: PackShelf, now: Date): Recommendation {
  checkFields(raw);
  const parsed = RecommendInput.safeParse(raw);
  if (!parsed.success) throw problemOf(parsed.error);
  const input = parsed.data;
  const pack = shelf.packOf(input.platform);
  if (!pack)
    throw new PolicyProblem(
      "unknown_platform",
      "platform",
      `"${input.platform}" is not a platform here; known are ${shelf.slugs.join(", ")}.`,
    );
  try {
    return recommend(pack, input, now);
  } catch (error) {
    if (error instanceof PolicyProblem && error.code === "unknown_clause")
      throw elsewhere(error, input, shelf) ?? error;
    throw error;
  }
}

const fields = Object.keys(RecommendInput.shape);
const fieldsOfPrior = Object.keys(Prior.shape);
const fieldsOfFindings = Object.keys(Findings.shape);

/** Throws for a field that nobody reads, in the line, its priors or its findings. */
function checkFields(raw: unknown): void {
  const check = (part: unknown, known: readonly string[], at: string) => {
    const odd = unreadField(part, known);
    if (odd) throw new PolicyProblem("field_unknown", `${at}${odd.name}`, odd.sentence);
  };
  check(raw, fields, "");
  const line: { priors?: unknown; findings?: unknown } = typeof raw === "object" && raw !== null ? raw : {};
  check(line.findings, fieldsOfFindings, "findings.");
  if (Array.isArray(line.priors))
    for (const [at, prior] of line.priors.entries()) check(prior, fieldsOfPrior, `priors[${at}].`);
}

/** A reference that another platform has is more likely the wrong platform than a slip of the finger. */
function elsewhere(problem: PolicyProblem, input: RecommendInput, shelf: PackShelf): PolicyProblem | null {
  const also = /^findings\.alsoBreaks\[(\d+)\]$/.exec(problem.field)?.[1];
  const ref = also === undefined ? input.clause : (input.findings?.alsoBreaks?.[Number(also)] ?? input.clause);
  const owners = shelf.slugs.filter((slug) => shelf.packOf(slug)?.clauses.some((clause) => clause.ref === ref));
  if (owners.length === 0) return null;
  return new PolicyProblem(
    "clause_of_another_platform",
    problem.field,
    `"${ref}" is a clause of ${owners.join(", ")}, not of ${input.platform}.`,
  );
}

function problemOf(error: z.ZodError): PolicyProblem {
  const issue = error.issues[0];
  const field = (issue?.path ?? []).reduce<string>(
    (path, part) => (typeof part === "number" ? `${path}[${part}]` : path ? `${path}.${String(part)}` : String(part)),
    "",
  );
  const missing = issue?.code === "invalid_type" && issue.message.endsWith("received undefined");
  const empty = issue?.code === "too_small" && issue.origin === "string" && issue.minimum === 1;
  const sentence = missing ? "is missing" : empty ? "is empty" : (issue?.message ?? "cannot be read");
  return new PolicyProblem("invalid_input", field || "line", sentence);
}
