import { harmsAmong } from "@/lib/platform/harm.rules";
import { type Help, helpFor, helpTopicsFor, type OwnHelp } from "@/lib/platform/help.rules";
import type { ClauseFound } from "@/lib/platform/subject.rules";

/** A suggested clause with what it was found by, and how likely it is (0 to 1). */
export type Likely = ClauseFound & { score: number };

/** Below one in five a suggestion is a guess, and its help would be that of another harm. */
const leastLikely = 0.2;

/**
 * Where help is, for what the suggested clauses and the notices are about (Q88); of every country: a moderator may ask for
 * either.
 */
export function resourcesFor(suggested: readonly Likely[], own: readonly OwnHelp[], harms: readonly string[]): Help[] {
  const likely = suggested.filter(({ score }) => score >= leastLikely);
  return helpFor(helpTopicsFor(likely, harmsAmong(harms)), own);
}
