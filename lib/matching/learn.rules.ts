import { type Features, featuresOf, type LearnedText, rarityOf, reweigh } from "./features.rules";

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
  buckets: number;
  rarity: Float32Array;
  /** Weight of feature f for label l at f * labels.length + l. */
  weights: Float32Array;
  bias: Float32Array;
};

const epochs = 6;
const firstStep = 0.4;
const biasStep = 0.1;
/** Keeps the first steps of a rare feature small; fitted with the two above on a split that the figures do not use. */
const spread = 0.1;
/** Rare labels count more, but not as if they were as frequent: share^(balance - 1). */
const balance = 0.3;
const mostWeights = 2 ** 24;
const fewestBuckets = 2 ** 14;
const placesPerText = 128;
const mostBuckets = 2 ** 18;

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
function bucketsFor(labels: number, texts: number): number {
  let buckets = mostBuckets;
  while (buckets > fewestBuckets && buckets > texts * placesPerText) buckets /= 2;
  while (buckets > fewestBuckets && buckets * labels > mostWeights) buckets /= 2;
  return buckets;
}

/** Learns from nothing. `seconds` of work grow with texts x their length x labels; 20,000 short texts take some ten seconds. */
export function learn(examples: readonly Example[]): LearnedModel {
  const labels = [...new Set(examples.flatMap(rightLabels))];
  const numberOf = new Map(labels.map((label, index) => [label, index]));
  const buckets = bucketsFor(labels.length, examples.length);
  const texts = examples.map((example) => featuresOf(example, buckets, null));
  const rarity = rarityOf(texts, buckets);
  for (const features of texts) reweigh(features, rarity);
  const targets = examples.map((example) => Int32Array.from(rightLabels(example), (label) => numberOf.get(label) ?? 0));
  const counts = labels.map(() => 0);
  for (const target of targets) for (const label of target) counts[label] = (counts[label] ?? 0) + 1;
  const model: LearnedModel = {
    labels,
    counts,
    buckets,
    rarity,
    weights: new Float32Array(buckets * labels.length),
    bias: new Float32Array(labels.length),
  };
  if (labels.length > 1) train(model, texts, targets);
  return model;
}

function rightLabels({ label, labels }: Example): (string | null)[] {
  return [...new Set([label, ...(labels ?? [])])];
}

function train(model: LearnedModel, texts: readonly Features[], targets: readonly Int32Array[]): void {
  const random = generator(20_160_701);
  const order = Int32Array.from(texts.keys());
  const importance = importanceOf(model, texts.length);
  const width = model.labels.length;
  const sums: Sums = {
    squares: new Float32Array(model.weights.length),
    biasSquares: new Float32Array(width),
    active: new Int32Array(width),
    errors: new Float64Array(width),
  };
  const scores = new Float64Array(width);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const [features, target] = [texts[at], targets[at]];
      if (!features || !target) continue;
      chances(model, features, scores);
      const share = 1 / target.length;
      let weight = 0;
      for (const label of target) {
        scores[label] = (scores[label] ?? 0) - share;
        weight = Math.max(weight, importance[label] ?? 1);
      }
      step(model, sums, features, scores, weight);
    }
  }
}

function importanceOf({ counts }: LearnedModel, texts: number): number[] {
  const even = texts / counts.length;
  return counts.map((count) => Math.min(8, (even / Math.max(1, count)) ** (1 - balance)));
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}

const negligible = 1e-3;

/** Sums of squared gradients, and room for the labels that a step moves. */
type Sums = { squares: Float32Array; biasSquares: Float32Array; active: Int32Array; errors: Float64Array };

/** One step of AdaGrad: features met often move less. `errors` is what was expected minus what is right, by label. */
function step(model: LearnedModel, sums: Sums, { ids, values }: Features, errors: Float64Array, weight: number): void {
  const { weights, bias } = model;
  const width = errors.length;
  let active = 0;
  for (let label = 0; label < width; label += 1) {
    const error = (errors[label] ?? 0) * weight;
    if (Math.abs(error) < negligible) continue;
    sums.active[active] = label;
    sums.errors[active] = error;
    active += 1;
    const sum = (sums.biasSquares[label] ?? 0) + error * error;
    sums.biasSquares[label] = sum;
    bias[label] = (bias[label] ?? 0) - (biasStep * error) / Math.sqrt(sum + spread);
  }
  for (let at = 0; at < ids.length; at += 1) {
    const row = (ids[at] ?? 0) * width;
    const value = values[at] ?? 0;
    for (let index = 0; index < active; index += 1) {
      const place = row + (sums.active[index] ?? 0);
      const gradient = (sums.errors[index] ?? 0) * value;
      const sum = (sums.squares[place] ?? 0) + gradient * gradient;
      sums.squares[place] = sum;
      weights[place] = (weights[place] ?? 0) - (firstStep * gradient) / Math.sqrt(sum + spread);
    }
  }
}

/** Fills `scores` with the chance of each label. */
function chances({ weights, bias }: LearnedModel, { ids, values }: Features, scores: Float64Array): void {
  const width = scores.length;
  for (let label = 0; label < width; label += 1) scores[label] = bias[label] ?? 0;
  for (let at = 0; at < ids.length; at += 1) {
    const row = (ids[at] ?? 0) * width;
    const value = values[at] ?? 0;
    for (let label = 0; label < width; label += 1)
      scores[label] = (scores[label] ?? 0) + value * (weights[row + label] ?? 0);
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
  chances(model, featuresOf(input, model.buckets, model.rarity), scores);
  return model.labels
    .map((label, index) => ({ label, score: scores[index] ?? 0 }))
    .sort((one, other) => other.score - one.score);
}
