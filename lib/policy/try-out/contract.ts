import { z } from "zod";

/** What somebody would get under the version that is tried, beside what the engine told when the case was decided. */
export const verdicts = ["more", "less", "same", "other", "nothing", "untold"] as const;
export type Verdict = (typeof verdicts)[number];

/** Why there is nothing, nothing to tell, or another answer: keys of the catalogue `policyTryOut.why`. */
export const untoldWhys = [
  "earlier_version",
  "counted_anew",
  "clause_retired",
  "no_violation",
  "engine_silent",
  "no_text",
  "no_role",
  "not_recorded",
  "reporter_unknown",
  "unreadable",
] as const;
export type UntoldWhy = (typeof untoldWhys)[number];

/** The longest period: the years for which a version of a report is kept as well. */
export const mostDays = 1830;

export const RequestTryOut = z.object({
  platform: z.string().trim().min(1).max(60),
  /** A published version, or `draft:` and the id of a draft. */
  version: z.string().trim().min(1).max(200),
  days: z.coerce.number().int().min(1).max(mostDays),
});

/** A number for each verdict; `all` is their sum. */
export type Totals = Record<Verdict | "all", number>;
/** By clause, role and language, each with its own totals. */
export type TriedTotals = {
  all: Totals;
  clause: Record<string, Totals>;
  role: Record<string, Totals>;
  language: Record<string, Totals>;
};
export const groupings = ["clause", "role", "language"] as const;
export type Grouping = (typeof groupings)[number];
