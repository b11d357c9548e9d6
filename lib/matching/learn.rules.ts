import {
  type FeatureSpace,
  type Features,
  featureCount,
  featuresOf,
  type LearnedText,
  rarityOf,
  reweigh,
} from "./features.rules";
import type { LexicalReader } from "./lexical.rules";

/**
 * A linear classifier that learns from decisions: softmax over hashed pieces of the words. Deterministic: the same examples
 * in the same order give the same model, so that a suggestion can be explained and repeated.
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
  /** Weight of feature f for label l at f * labels.length + l, to be multiplied by `scale`. */
  weights: Float32Array;
  scale: number;
  bias: Float32Array;
};

const fewestEpochs = 12;
/** A handful of examples is gone through more often, or they would hardly move the weights. */
const fewestSteps = 6000;
const mostEpochs = 200;
const firstStep = 0.2;
const biasStep = 0.1;
/** How freely weights may grow: the inverse strength of the L2 penalty, as in a logistic regression. */
const freedom = 10;
/** A rare label counts as much as a frequent one, within this bound. */
const mostImportance = 30;
const mostWeights = 2 ** 24;
const mostBuckets = 2 ** 18;
const fewestBuckets = 2 ** 14;

/** mulberry32: a small generator with a fixed seed, for the order of the examples. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Room for the pieces of the texts without many of them sharing a place, within what memory allows. */
function bucketsFor(labels: number, weights: number): number {
  let buckets = mostBuckets;
  while (buckets > fewestBuckets && buckets * labels > weights) buckets /= 2;
  return buckets;
}

/** Learns from nothing. `seconds` of work grow with texts x their length x labels; 20,000 short texts take some ten seconds. */
export function learn(examples: readonly Example[], reader: LexicalReader | null = null): LearnedModel {
  const steps = learning(examples, reader);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/**
 * The same, with a pause after every text, so that a process which answers people can do so in between. `weights`
 * bounds the memory of the model, four bytes each.
 */
export function* learning(
  examples: readonly Example[],
  reader: LexicalReader | null = null,
  weights = mostWeights,
): Generator<void, LearnedModel> {
  const labels = [...new Set(examples.flatMap(rightLabels))];
  const numberOf = new Map(labels.map((label, index) => [label, index]));
  yield;
  const buckets = bucketsFor(labels.length, weights);
  const space = { buckets, reader };
  const texts: Features[] = [];
  for (const example of examples) {
    texts.push(featuresOf(example, space, null));
    yield;
  }
  const rarity = rarityOf(texts, buckets);
  yield;
  for (const features of texts) {
    reweigh(features, rarity);
    yield;
  }
  const targets = examples.map((example) => Int32Array.from(rightLabels(example), (label) => numberOf.get(label) ?? 0));
  const counts = labels.map(() => 0);
  for (const target of targets) for (const label of target) counts[label] = (counts[label] ?? 0) + 1;
  const model: LearnedModel = {
    labels,
    counts,
    space,
    rarity,
    weights: new Float32Array(featureCount(space) * labels.length),
    bias: new Float32Array(labels.length),
    scale: 1,
  };
  yield;
  if (labels.length > 1) yield* train(model, texts, targets);
  return model;
}

function rightLabels({ label, labels }: Example): (string | null)[] {
  return [...new Set([label, ...(labels ?? [])])];
}

/** Steps down the gradient, ever smaller, with a penalty on large weights: ends near the one best set of weights. */
function* train(
  model: LearnedModel,
  texts: readonly Features[],
  targets: readonly Int32Array[],
): Generator<void, void> {
  const random = generator(20_160_701);
  const order = Int32Array.from(texts.keys());
  const importance = importanceOf(model, texts.length);
  const width = model.labels.length;
  const errors: Errors = { of: new Float64Array(width), active: new Int32Array(width), moves: new Float64Array(width) };
  const penalty = 1 / (freedom * texts.length);
  let steps = 0;
  for (let epoch = 0; epoch < epochsFor(texts.length); epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const [features, target] = [texts[at], targets[at]];
      if (!features || !target) continue;
      const weight = errorsFor(model, features, target, errors, importance);
      const rate = firstStep / (1 + firstStep * penalty * steps);
      model.scale *= 1 - rate * penalty;
      step(model, features, errors, rate * weight);
      steps += 1;
      yield;
    }
  }
}

/** What was expected minus what is right, by label; returns how much this example counts. */
function errorsFor(
  model: LearnedModel,
  features: Features,
  target: Int32Array,
  errors: Errors,
  importance: readonly number[],
): number {
  chances(model, features, errors.of);
  const share = 1 / target.length;
  let weight = 0;
  for (const label of target) {
    errors.of[label] = (errors.of[label] ?? 0) - share;
    weight = Math.max(weight, importance[label] ?? 1);
  }
  return weight;
}

function epochsFor(texts: number): number {
  return Math.max(fewestEpochs, Math.min(mostEpochs, Math.ceil(fewestSteps / texts)));
}

function importanceOf({ counts }: LearnedModel, texts: number): number[] {
  const even = texts / counts.length;
  return counts.map((count) => Math.min(mostImportance, even / Math.max(1, count)));
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}

const negligible = 1e-4;

/** `active` and `moves` are room for the labels that a step moves, and how far. */
type Errors = { of: Float64Array; active: Int32Array; moves: Float64Array };

function step(model: LearnedModel, { ids, values }: Features, errors: Errors, rate: number): void {
  const { weights, bias } = model;
  const width = errors.of.length;
  let active = 0;
  for (let label = 0; label < width; label += 1) {
    const error = errors.of[label] ?? 0;
    if (Math.abs(error) < negligible) continue;
    errors.active[active] = label;
    errors.moves[active] = (rate * error) / model.scale;
    active += 1;
    bias[label] = (bias[label] ?? 0) - biasStep * rate * error;
  }
  for (let at = 0; at < ids.length; at += 1) {
    const row = (ids[at] ?? 0) * width;
    const value = values[at] ?? 0;
    for (let index = 0; index < active; index += 1) {
      const place = row + (errors.active[index] ?? 0);
      weights[place] = (weights[place] ?? 0) - (errors.moves[index] ?? 0) * value;
    }
  }
}

/** Fills `scores` with the chance of each label. */
function chances({ weights, bias, scale }: LearnedModel, { ids, values }: Features, scores: Float64Array): void {
  const width = scores.length;
  for (let label = 0; label < width; label += 1) scores[label] = bias[label] ?? 0;
  for (let at = 0; at < ids.length; at += 1) {
    const row = (ids[at] ?? 0) * width;
    const value = values[at] ?? 0;
    for (let label = 0; label < width; label += 1)
      scores[label] = (scores[label] ?? 0) + value * scale * (weights[row + label] ?? 0);
  }
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  let sum = 0;
  for (let label = 0; label < width; label += 1) {
    const chance = Math.exp((scores[label] ?? 0) - highest);
    scores[label] = chance;
    sum += chance;
  }
  for (let label = 0; label < width; label += 1) scores[label] = (scores[label] ?? 0) / sum;
}

/** All labels that were learned, likeliest first; the scores are chances and add up to one. Nothing learned: no labels. */
export function predict(model: LearnedModel, input: LearnedText): Ranked[] {
  const scores = new Float64Array(model.labels.length);
  chances(model, featuresOf(input, model.space, model.rarity), scores);
  return model.labels
    .map((label, index) => ({ label, score: scores[index] ?? 0 }))
    .sort((one, other) => other.score - one.score);
}

/**
 * How much a feature speaks for a label, beside what it says for all of them on average; null: the label was never learned.
 * @param sums what features say for all labels together, kept while several labels are asked about
 */
export function weightsFor(
  { labels, weights, scale }: LearnedModel,
  label: string | null,
  sums: Map<number, number> = new Map(),
) {
  const column = labels.indexOf(label);
  if (column < 0) return null;
  const width = labels.length;
  return (feature: number): number => {
    let sum = sums.get(feature);
    if (sum === undefined) {
      sum = 0;
      for (let at = 0; at < width; at += 1) sum += weights[feature * width + at] ?? 0;
      sums.set(feature, sum);
    }
    return scale * ((weights[feature * width + column] ?? 0) - sum / width);
  };
}
