import type { Features } from "./features.rules";

/**
 * The linear half of what is learned: softmax over hashed pieces of the words, fitted with a penalty on large weights from
 * nothing and in a fixed order, so that the same examples give the same numbers.
 */
export type Linear = {
  /** Features below `buckets` are pieces of words and share `rows` places (both powers of two); signs follow them. */
  buckets: number;
  rows: number;
  /** Weight of row r for label l at r * labels + l, to be multiplied by the row's step: a quarter of the memory of floats. */
  weights: Int8Array;
  steps: Float32Array;
  bias: Float32Array;
};

/** Weights while they are fitted, to be multiplied by `scale`. */
type Fitting = Pick<Linear, "buckets" | "rows" | "bias"> & { weights: Float32Array; scale: number };

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

/** Where a feature's weights begin, in rows. */
export function rowOf({ buckets, rows }: Pick<Linear, "buckets" | "rows">, feature: number): number {
  return feature < buckets ? feature & (rows - 1) : rows + feature - buckets;
}

/**
 * Steps down the gradient, ever smaller, with a penalty on large weights: ends near the one best set of weights. Pauses
 * after every text.
 * @param targets the labels that are right for each text
 * @param counts how many texts have each label
 */
export function* fit(
  texts: readonly Features[],
  targets: readonly Int32Array[],
  { counts, buckets, rows, signs }: { counts: readonly number[]; buckets: number; rows: number; signs: number },
): Generator<void, Linear> {
  const width = counts.length;
  const model: Fitting = {
    buckets,
    rows,
    weights: new Float32Array((rows + signs) * width),
    bias: new Float32Array(width),
    scale: 1,
  };
  yield;
  if (width > 1) yield* descend(model, texts, targets, counts);
  return yield* shortened(model, width);
}

function* descend(
  model: Fitting,
  texts: readonly Features[],
  targets: readonly Int32Array[],
  counts: readonly number[],
): Generator<void, void> {
  const random = generator(20_160_701);
  const order = Int32Array.from(texts.keys());
  const importance = importanceOf(counts, texts.length);
  const width = counts.length;
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

const largest = 127;
const rowsAtOnce = 1024;

/** Each row's weights as whole numbers of that row's step: what is lost is less than a hundredth of its largest. */
function* shortened({ buckets, rows, weights, scale, bias }: Fitting, width: number): Generator<void, Linear> {
  const short = new Int8Array(weights.length);
  const steps = new Float32Array(width > 0 ? weights.length / width : 0);
  for (const row of steps.keys()) {
    if (row % rowsAtOnce === 0) yield;
    let most = 0;
    for (let at = row * width; at < (row + 1) * width; at += 1) most = Math.max(most, Math.abs(weights[at] ?? 0));
    if (most === 0) continue;
    for (let at = row * width; at < (row + 1) * width; at += 1)
      short[at] = Math.round((largest * (weights[at] ?? 0)) / most);
    steps[row] = (most * scale) / largest;
  }
  return { buckets, rows, weights: short, steps, bias };
}

/** What was expected minus what is right, by label; returns how much this example counts. */
function errorsFor(
  model: Fitting,
  features: Features,
  target: Int32Array,
  errors: Errors,
  importance: readonly number[],
): number {
  chancesWhileFitting(model, features, errors.of);
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

function importanceOf(counts: readonly number[], texts: number): number[] {
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

function step(model: Fitting, { ids, values }: Features, errors: Errors, rate: number): void {
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
    const row = rowOf(model, ids[at] ?? 0) * width;
    const value = values[at] ?? 0;
    for (let index = 0; index < active; index += 1) {
      const place = row + (errors.active[index] ?? 0);
      weights[place] = (weights[place] ?? 0) - (errors.moves[index] ?? 0) * value;
    }
  }
}

function chancesWhileFitting(model: Fitting, { ids, values }: Features, scores: Float64Array): void {
  const { weights, bias, scale } = model;
  const width = scores.length;
  for (let label = 0; label < width; label += 1) scores[label] = bias[label] ?? 0;
  for (let at = 0; at < ids.length; at += 1) {
    const row = rowOf(model, ids[at] ?? 0) * width;
    const value = (values[at] ?? 0) * scale;
    for (let label = 0; label < width; label += 1)
      scores[label] = (scores[label] ?? 0) + value * (weights[row + label] ?? 0);
  }
  softmax(scores);
}

/** The chance of each label; they add up to one. */
export function chancesOf(model: Linear, { ids, values }: Features): Float64Array {
  const { weights, steps, bias } = model;
  const scores = Float64Array.from(bias);
  const width = scores.length;
  for (let at = 0; at < ids.length; at += 1) {
    const row = rowOf(model, ids[at] ?? 0);
    const value = (values[at] ?? 0) * (steps[row] ?? 0);
    if (value === 0) continue;
    for (let label = 0; label < width; label += 1)
      scores[label] = (scores[label] ?? 0) + value * (weights[row * width + label] ?? 0);
  }
  softmax(scores);
  return scores;
}

function softmax(scores: Float64Array): void {
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  let sum = 0;
  for (let label = 0; label < scores.length; label += 1) {
    const chance = Math.exp((scores[label] ?? 0) - highest);
    scores[label] = chance;
    sum += chance;
  }
  for (let label = 0; label < scores.length; label += 1) scores[label] = (scores[label] ?? 0) / sum;
}
