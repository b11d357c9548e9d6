import type { SuggestedClause } from "@/lib/decisions/contract";

/** How sure a suggestion is, as it is shown: whole percent. */
export function percentOf({ score }: Pick<SuggestedClause, "score">): number {
  return Math.round(score * 100);
}

/**
 * The suggestions worth a line on the screen: what rounds to nothing is left out, unless a reader outside named it or nothing
 * would be left. The matcher always names some; programs that ask it get them all.
 */
export function worthALine<One extends Pick<SuggestedClause, "score" | "namedOutside">>(
  suggestions: readonly One[],
): readonly One[] {
  const likely = suggestions.filter((each) => percentOf(each) > 0 || each.namedOutside);
  return likely.length > 0 ? likely : suggestions;
}
