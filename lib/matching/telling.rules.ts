import type { Analysis } from "./analyse.rules";
import { type Features, featuresOf } from "./features.rules";
import { type LearnedModel, weightsFor } from "./learn.rules";
import { type Normalised, normalise, spanInOriginal } from "./normalise.rules";

/** A piece of a text, in UTF-16 units of the original. */
type Span = { start: number; end: number; text: string };
/** The words of a text that speak most for a label by what was learned, strongest first; none where none does. */
export type Telling = (label: string) => Span[];

const mostWords = 200;
const mostRead = 3000;
const mostTold = 3;
/** Below this a word says so little that pointing at it would mislead. */
const least = 0.05;

/**
 * Reads the words of a text once, when the first label is asked about.
 * @param read what was read of the text before, if no less of it than is read here (`readWhole`)
 */
export function tellingWords(model: LearnedModel, original: string, read: Analysis | null = null): Telling {
  let words: (Span & { features: Features })[] | null = null;
  const sums = new Map<number, number>();
  return (label) => {
    const weightOf = weightsFor(model, label, sums);
    if (!weightOf) return [];
    words ??= wordsOf(model, original, read?.normalised ?? normalise(original.slice(0, mostRead)));
    return words
      .map(({ features, ...span }) => ({ span, weight: weightIn(features, weightOf) }))
      .filter(({ weight }) => weight >= least)
      .sort((one, other) => other.weight - one.weight)
      .slice(0, mostTold)
      .map(({ span }) => span);
  };
}

function weightIn({ ids, values }: Features, weightOf: (feature: number) => number): number {
  return ids.reduce((sum, id, at) => sum + weightOf(id) * (values[at] ?? 0), 0);
}

function wordsOf(model: LearnedModel, original: string, normalised: Normalised): (Span & { features: Features })[] {
  const space = { buckets: model.space.buckets, reader: null };
  const matches = [...normalised.text.matchAll(/\p{Script=Han}{2}|[a-z][a-z'0-9]+/gu)].slice(0, mostWords);
  return matches.map((match) => {
    const span = spanInOriginal(normalised, match.index, match.index + match[0].length);
    const features = featuresOf({ text: match[0] }, space, model.rarity);
    return { ...span, text: original.slice(span.start, span.end), features };
  });
}
