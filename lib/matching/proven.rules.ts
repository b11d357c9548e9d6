import type { Standing } from "./rank.rules";

/** What a clause keeps that a few words are merely like, where a word of theirs names another. */
const unprovenShare = 0.3;

const isProven = ({ contributions }: Standing) => contributions.some(({ points }) => points > 0);

/**
 * Standings of a text of a few words, best first. Likeness is mostly chance there ("hi" is like whatever begins with it): a
 * clause that they are like, without a word to show for it, steps back behind one that a word names.
 */
export function provenFirst(standings: readonly Standing[]): Standing[] {
  if (!standings.some(isProven)) return [...standings];
  return standings
    .map((one) => (isProven(one) ? one : { ...one, points: unprovenShare * one.points }))
    .sort((one, other) => other.points - one.points || one.index - other.index);
}
