import type { LearnedModel, Ranked } from "./learn.rules";
import { confidentFrom } from "./match.rules";

/** How much the lexicon's opinion (log odds) counts beside what was learned (log chance): less with every decision. */
const leastLexicon = 0.3;
const halfLexiconAt = 200;
const surest = 0.98;
/** From here on a score speaks for a clause; below it says nothing, and nothing against it. */
const least = 0.1;

function inFavour(score: number): number {
  const kept = Math.min(surest, Math.max(least, score));
  return Math.log(kept / (1 - kept)) - Math.log(least / (1 - least));
}

/** Where "nothing matches" was never decided, a clause must be met with confidence to stand before it. */
const nothingUnseen = inFavour(confidentFrom);

/**
 * What was learned of the given labels, and what the lexicon says in their favour (`cold`, 0..1, none: nothing), best first;
 * the scores add up to one. A clause that was never decided on still stands by the lexicon; without examples it is the
 * lexicon's order. What was learned of other labels is left out, and "nothing matches" (null) always takes part.
 */
export function blendScores(
  model: LearnedModel,
  predicted: readonly Ranked[],
  { labels, cold }: { labels: Iterable<string | null>; cold: ReadonlyMap<string, number> },
): Ranked[] {
  const learned = new Map(predicted.map(({ label, score }) => [label, score]));
  const examples = model.counts.reduce((sum, count) => sum + count, 0);
  const unseen = Math.log(1 / (examples + learned.size + 2));
  const lexiconWeight = leastLexicon + (1 - leastLexicon) / (1 + examples / halfLexiconAt);
  const sums = Array.from(new Set([...labels, null]), (label) => {
    const chance = learned.get(label);
    const nothing = chance === undefined ? nothingUnseen : 0;
    const fromLexicon = label === null ? nothing : inFavour(cold.get(label) ?? 0);
    const known = chance === undefined ? unseen : Math.max(unseen, Math.log(chance));
    return { label, sum: known + lexiconWeight * fromLexicon };
  });
  const highest = Math.max(...sums.map(({ sum }) => sum));
  const total = sums.reduce((all, { sum }) => all + Math.exp(sum - highest), 0);
  return sums
    .map(({ label, sum }) => ({ label, score: Math.exp(sum - highest) / total }))
    .sort((one, other) => other.score - one.score);
}
