import type { ErrorCause } from "@/db/schema";

/** Why two people found different things in one case; the last two say that nobody erred, or that the second did. */
export const errorCauses = [
  "facts",
  "context",
  "clause_unclear",
  "wrong_clause",
  "wrong_penalty",
  "tool",
  "both_defensible",
  "first_right",
] as const satisfies ErrorCause[];

export type Found = {
  outcome: string;
  clause: string | null;
  /** Ids of the measures that were chosen, without those that only follow. */
  sanctions: readonly string[];
};

/** A finding as one value that can be compared: nothing, law alone, or the clause that is broken. */
export function findingOf({ outcome, clause }: Pick<Found, "outcome" | "clause">): string {
  if (outcome !== "violation") return "no_violation";
  return clause ?? "law";
}

export type Comparison = { sameFinding: boolean; sameSanctions: boolean };

/** Whether two people found the same and imposed the same, in whatever order they chose the measures. */
export function compare(first: Found, second: Found): Comparison {
  const chosen = (found: Found) =>
    [...new Set(found.sanctions)].sort((one, other) => (one < other ? -1 : 1)).join("\n");
  return {
    sameFinding: findingOf(first) === findingOf(second),
    sameSanctions: chosen(first) === chosen(second),
  };
}

/** A short name of a drawn decision that leads nowhere: the case's own reference would open its outcome. */
export function sampleCode(sampleId: string): string {
  return `R-${sampleId.replaceAll("-", "").slice(-6).toUpperCase()}`;
}
