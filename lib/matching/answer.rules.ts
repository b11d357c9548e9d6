import type { z } from "zod";
import { UnreadableDate } from "@/lib/platform/time.rules";
import { unreadField } from "@/lib/policy/fields.rules";
import { countryOf, rolesNamed } from "@/lib/policy/governing.rules";
import { type Declared, isKnownName, rolesKnown, surfacesKnown, usualRoles } from "@/lib/policy/names.rules";
import type { Matcher } from "./build.rules";
import { MatchInput, type MatchNote, type MatchOutput } from "./contract";
import { match } from "./match.rules";

/** What is wrong with a line of `policy match`. The message begins with the field, as in `policy recommend`. */
export class MatchProblem extends Error {
  override name = "MatchProblem";
  constructor(
    readonly code:
      | "invalid_input"
      | "invalid_date"
      | "unknown_platform"
      | "unknown_role"
      | "unknown_surface"
      | "field_unknown"
      | "unknown_jurisdiction",
    readonly field: string,
    /** The message without the field before it. */
    readonly sentence: string,
  ) {
    super(`${field}: ${sentence}`);
  }
}

/** Where matchers come from: built from the built-in files for the CLI, from the database for the app. */
export type MatcherShelf = {
  slugs: readonly string[];
  matcherOf: (slug: string) => Matcher | null;
  /** What whoever added the platform said of its roles and places. */
  declaredBy?: (slug: string) => Declared | undefined;
};

/**
 * Throws for a role or a place that nobody has on the platform: no clause would be for it, and the answer would say
 * "nothing found".
 */
function checkNames({ pack }: Matcher, { role, surface }: MatchInput, declared: Declared | undefined): void {
  const roles = rolesKnown(pack, declared);
  if (role != null && !isKnownName(role, roles)) {
    const sentence = `"${role}" is not a role on ${pack.platform}; known are ${roles?.join(", ")}.`;
    throw new MatchProblem("unknown_role", "role", sentence);
  }
  const surfaces = surfacesKnown(pack, declared);
  if (surface != null && !isKnownName(surface, surfaces)) {
    const sentence = `"${surface}" is not a place on ${pack.platform}; known are ${surfaces?.join(", ")}.`;
    throw new MatchProblem("unknown_surface", "surface", sentence);
  }
}

const fields = ["id", "platform", ...Object.keys(MatchInput.shape).filter((field) => !/^(id|platform)$/.test(field))];

/** Throws for a field that nobody reads. */
function checkFields(raw: unknown): void {
  const odd = unreadField(raw, fields);
  if (odd) throw new MatchProblem("field_unknown", odd.name, odd.sentence);
}

const countries = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Throws for a jurisdiction that is no country: rules of one country only would silently be left out. */
function checkJurisdiction(jurisdiction: string | null | undefined): void {
  const country = countryOf(jurisdiction);
  if (country === null || (/^[A-Z]{2}$/.test(country) && countries.of(country))) return;
  const sentence = `"${jurisdiction}" is no country; give its two letters, such as DE or KR, or a part of it, such as KR-11.`;
  throw new MatchProblem("unknown_jurisdiction", "jurisdiction", sentence);
}

/** What was given and narrows nothing, because the platform's rules do not know it: said, not refused, as they are for everybody. */
function unreadNotes({ pack }: Matcher, { role, surface }: MatchInput): MatchNote[] {
  const notes: MatchNote[] = [];
  if (role != null && rolesNamed(pack) === null && !usualRoles.includes(role)) notes.push("role-not-known");
  const isNamed = pack.clauses.some(({ appliesTo }) => surface != null && appliesTo.surfaces.includes(surface));
  if (surface != null && !isNamed) notes.push("surface-not-known");
  return notes;
}

/** One line of `policy match` from raw input. Throws MatchProblem with a code, the field and a sentence. */
export function answerMatch(raw: unknown, shelf: MatcherShelf, now: Date): MatchOutput {
  checkFields(raw);
  const parsed = MatchInput.safeParse(raw);
  if (!parsed.success) throw problemOf(parsed.error);
  const matcher = shelf.matcherOf(parsed.data.platform);
  if (!matcher) {
    const known = shelf.slugs.join(", ");
    throw new MatchProblem(
      "unknown_platform",
      "platform",
      `"${parsed.data.platform}" is not a platform here; known are ${known}.`,
    );
  }
  checkNames(matcher, parsed.data, shelf.declaredBy?.(parsed.data.platform));
  checkJurisdiction(parsed.data.jurisdiction);
  try {
    const output = match(matcher, parsed.data, now);
    return { ...output, notes: [...output.notes, ...unreadNotes(matcher, parsed.data)] };
  } catch (error) {
    if (error instanceof UnreadableDate) throw new MatchProblem("invalid_date", "contentDate", error.message);
    throw error;
  }
}

function problemOf(error: z.ZodError): MatchProblem {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join(".") || "line";
  return new MatchProblem("invalid_input", field, issue ? sentenceOf(issue) : "cannot be read");
}

/** What is wrong with a field, after its name. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type")
    return issue.message.endsWith("received undefined") ? "is missing" : `must be a ${issue.expected}`;
  if (issue.code === "invalid_union") return "must be a string or a number";
  if (issue.code === "too_big") return `must have at most ${issue.maximum.toLocaleString("en")} characters`;
  if (issue.code === "too_small")
    return issue.minimum === 1 ? "must not be empty" : `must have at least ${issue.minimum} characters`;
  return issue.message;
}
