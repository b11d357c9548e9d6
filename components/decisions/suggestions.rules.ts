import type { SuggestedClause } from "@/lib/decisions/contract";

/** How sure a suggestion is, as it is shown: whole percent. */
export function percentOf({ score }: Pick<SuggestedClause, "score">): number {
  return Math.round(score * 100);
}

/** Below so many percent, what points at no word of the case is no nearness: the matcher always names somebody. */
const leastWithoutWords = 5;

type Weighed = Pick<SuggestedClause, "score" | "namedOutside" | "likeOnly" | "evidence">;

const pointsAtWords = ({ evidence, likeOnly }: Weighed) => evidence.length > 0 && !likeOnly;

/**
 * The suggestions worth a line on the screen; none may be. Left out is what points at nothing and scores next to nothing, and
 * what is shown as 0 % beside likelier ones; never what a reader outside named. Programs that ask the matcher get them all.
 */
export function worthALine<One extends Weighed>(suggestions: readonly One[]): readonly One[] {
  const pointed = suggestions.filter(
    (each) => each.namedOutside || pointsAtWords(each) || percentOf(each) >= leastWithoutWords,
  );
  const likely = pointed.filter((each) => each.namedOutside || percentOf(each) > 0);
  return likely.length > 0 ? likely : pointed;
}
