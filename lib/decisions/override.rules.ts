import type { OverrideCode } from "@/db/schema";

/** Why a person decides otherwise than was suggested; none of them has to be given (issue 3). */
export const overrideCodes = [
  "wrong_clause",
  "context",
  "exception",
  "other_version",
  "out_of_date",
  "harmless",
  "other",
] as const satisfies readonly OverrideCode[];

export type Suggested = { first: string | null; isConfident: boolean };
export type Concluded = { outcome: string; clauses: readonly (string | null)[] };

/**
 * Whether a decision is another than was suggested: under clauses of which none stood first, or no violation although one
 * was suggested with confidence. A referral finds nothing, and law alone names no clause: neither speaks against it.
 */
export function isOverride({ first, isConfident }: Suggested, { outcome, clauses }: Concluded): boolean {
  if (first === null) return false;
  if (outcome === "no_violation") return isConfident;
  const cited = clauses.filter((ref) => ref !== null);
  return outcome === "violation" && cited.length > 0 && !cited.includes(first);
}
