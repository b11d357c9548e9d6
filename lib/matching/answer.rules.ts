import type { z } from "zod";
import { UnreadableDate } from "@/lib/platform/time.rules";
import { countryOf, rolesNamed } from "@/lib/policy/governing.rules";
import type { Matcher } from "./build.rules";
import { MatchInput, type MatchNote, type MatchOutput } from "./contract";
import { match } from "./match.rules";

/** What is wrong with a line of `policy match`. The message begins with the field, as in `policy recommend`. */
export class MatchProblem extends Error {
  override name = "MatchProblem";
  constructor(
    readonly code: "invalid_input" | "invalid_date" | "unknown_platform" | "unknown_role" | "unknown_jurisdiction",
    readonly field: string,
    /** The message without the field before it. */
    readonly sentence: string,
  ) {
    super(`${field}: ${sentence}`);
  }
}

/** Where matchers come from: built from the built-in files for the CLI, from the database for the app. */
export type MatcherShelf = { slugs: readonly string[]; matcherOf: (slug: string) => Matcher | null };

/** Roles that rules distinguish (DESIGN.md section 1): a platform that names others may still be asked about these. */
const usualRoles: readonly string[] = ["merchant", "buyer", "affiliate"];

/** Throws for a role that nobody has on the platform: no clause would be for it, and the answer would say "nothing found". */
function checkRole(matcher: Matcher, role: string | null | undefined): void {
  const named = rolesNamed(matcher.pack);
  if (role == null || named === null || named.includes(role) || usualRoles.includes(role)) return;
  const { platform } = matcher.pack;
  const sentence = `"${role}" is not a role on ${platform}; its rules know ${named.join(", ")}.`;
  throw new MatchProblem("unknown_role", "role", sentence);
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

/**
 * One line of `policy match` from raw input. Throws MatchProblem with a code, the field and a sentence. A field that it does
 * not know is let pass unread, so that a line with more in it (a whole notice, or a later version's fields) is answered too.
 */
export function answerMatch(raw: unknown, shelf: MatcherShelf, now: Date): MatchOutput {
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
  checkRole(matcher, parsed.data.role);
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
  const missing = issue?.code === "invalid_type" && issue.message.endsWith("received undefined");
  return new MatchProblem("invalid_input", field, missing ? "is missing" : (issue?.message ?? "cannot be read"));
}
