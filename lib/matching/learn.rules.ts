import { type Tuning, uncalibrated } from "./calibration.rules";
import {
  type FeatureSpace,
  type Features,
  featureCount,
  featuresOf,
  type LearnedText,
  rarityOf,
  reweigh,
  signWeights,
  weighSigns,
} from "./features.rules";
import { chancesOf, fit as fitted, type Linear, rowOf } from "./fit.rules";
import type { LexicalReader } from "./lexical.rules";
import { confidentFrom } from "./match.rules";
import { type Neighbours, neighboursOf, votesOf } from "./neighbours.rules";
import { rightLabels } from "./right-labels.rules";

/**
 * A classifier that learns from decisions: a linear model over hashed pieces of the words, blended with how the texts most
 * like this one were decided. Deterministic: the same examples in the same order give the same model, so that a suggestion
 * can be explained and repeated.
 */
export type Example = LearnedText & {
  /** A clause ref or any other word; null: nothing matches. */
  label: string | null;
  /** Where several are right: any of them. */
  labels?: readonly (string | null)[] | undefined;
};
export type Ranked = { label: string | null; score: number };
export type LearnedModel = {
  labels: readonly (string | null)[];
  /** How many examples of each label were seen. */
  counts: readonly number[];
  space: FeatureSpace;
  rarity: Float32Array;
  linear: Linear;
  neighbours: Neighbours;
  tuning: Tuning;
};

/**
 * What a model may hold: kinds of pieces of words and weights (powers of two; a byte a weight, four while it is fitted), and
 * pieces of the texts that it keeps (three bytes each).
 */
export type Bounds = { buckets: number; weights: number; pieces: number };
export const widest: Bounds = { buckets: 2 ** 20, weights: 2 ** 24, pieces: 2 ** 24 };
/** Within the product, where every platform has a model beside its matcher (issue 3: under 200 MB together). */
export const inProduct: Bounds = { buckets: 2 ** 18, weights: 2 ** 22, pieces: 2 ** 21 };
const fewestRows = 2 ** 14;
/** With fewer texts fewer kinds of pieces come up, and the numbers kept for each are not worth their memory. */
const manyTexts = 4000;
const bucketsForFew = 2 ** 18;

/** How much the texts most like it count beside the linear model; docs/decisions/0003. */
const neighboursShare = 0.2;

/** Places for the pieces of words in the linear model, without many of them sharing one, within what memory allows. */
function rowsFor(labels: number, buckets: number, { weights }: Bounds): number {
  let rows = buckets;
  while (rows > fewestRows && rows * labels > weights) rows /= 2;
  return rows;
}

/** Learns from nothing. `seconds` of work grow with texts x their length x labels; 20,000 short texts take some ten seconds. */
export function learn(examples: readonly Example[], reader: LexicalReader | null = null): LearnedModel {
  const steps = learning(examples, reader);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/**
 * The same, with a pause after every text, so that a process which answers people can do so in between, and within bounds.
 */
export function* learning(
  examples: readonly Example[],
  reader: LexicalReader | null = null,
  bounds = widest,
): Generator<void, LearnedModel> {
  const labels = [...new Set(examples.flatMap(rightLabels))];
  const numberOf = new Map(labels.map((label, index) => [label, index]));
  yield;
  const buckets = examples.length < manyTexts ? Math.min(bucketsForFew, bounds.buckets) : bounds.buckets;
  const space = { buckets, reader };
  const texts: Features[] = [];
  for (const example of examples) {
    texts.push(featuresOf(example, space, null));
    yield;
  }
  const rarity = rarityOf(texts, buckets);
  const ofSigns = signWeights(texts, space);
  yield;
  for (const features of texts) {
    reweigh(features, rarity);
    weighSigns(features, space, ofSigns);
    yield;
  }
  const targets = examples.map((example) => Int32Array.from(rightLabels(example), (label) => numberOf.get(label) ?? 0));
  const counts = labels.map(() => 0);
  for (const target of targets) for (const label of target) counts[label] = (counts[label] ?? 0) + 1;
  const rows = rowsFor(labels.length, buckets, bounds);
  const linear = yield* fitted(texts, targets, { counts, buckets, rows, signs: featureCount(space) - buckets });
  // From here on a sign is asked about as it is met, so that how much it counts need not be kept beside the model.
  for (const [sign, weight] of ofSigns.entries()) linear.steps[rows + sign] = weight * (linear.steps[rows + sign] ?? 0);
  const neighbours = yield* neighboursOf(texts, targets, { buckets, most: bounds.pieces });
  const tuning = { ...uncalibrated, share: usualShare({ labels, counts }), confidentFrom };
  return { labels, counts, space, rarity, linear, neighbours, tuning };
}

/** With this many decisions for each label, what they taught counts as much as the lexicon. */
const evenAt = 20;

/** How many decisions a model has seen. */
export function examplesOf({ counts }: Pick<LearnedModel, "counts">): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How much what was learned counts beside the lexicon (0..1) unless decisions say otherwise: many labels need many decisions. */
export function usualShare({ labels, counts }: Pick<LearnedModel, "labels" | "counts">): number {
  const examples = examplesOf({ counts });
  return examples === 0 ? 0 : examples / (examples + evenAt * labels.length);
}

/** All labels that were learned, likeliest first; the scores are chances and add up to one. Nothing learned: no labels. */
export function predict(model: LearnedModel, input: LearnedText): Ranked[] {
  const features = featuresOf(input, model.space, model.rarity);
  const chances = chancesOf(model.linear, features);
  const votes = votesOf(model.neighbours, features, model.counts);
  const share = votes ? neighboursShare : 0;
  return model.labels
    .map((label, at) => ({ label, score: (1 - share) * (chances[at] ?? 0) + share * (votes?.[at] ?? 0) }))
    .sort((one, other) => other.score - one.score);
}

/**
 * How much a feature speaks for a label in the linear model, beside what it says for all of them on average; null: the label
 * was never learned.
 * @param sums what features say for all labels together, kept while several labels are asked about
 */
export function weightsFor(
  { labels, linear }: LearnedModel,
  label: string | null,
  sums: Map<number, number> = new Map(),
) {
  const column = labels.indexOf(label);
  if (column < 0) return null;
  const width = labels.length;
  const { weights, steps } = linear;
  return (feature: number): number => {
    const row = rowOf(linear, feature);
    let sum = sums.get(row);
    if (sum === undefined) {
      sum = 0;
      for (let at = 0; at < width; at += 1) sum += weights[row * width + at] ?? 0;
      sums.set(row, sum);
    }
    return (steps[row] ?? 0) * ((weights[row * width + column] ?? 0) - sum / width);
  };
}
