import type { Vector } from "./baseline-features";

/**
 * What the learned model is measured against: a multinomial logistic regression with balanced classes on TF-IDF, fitted by
 * L-BFGS, blended with the fifteen nearest neighbours.
 */
const freedom = 10;
const memory = 7;
const mostRounds = 80;
const neighbours = 15;
const regressionShare = 0.7;

type Problem = { texts: readonly Vector[]; labels: Int32Array; classes: number; width: number };
type Weights = Float64Array<ArrayBuffer>;
type Predict = (vector: Vector) => Float64Array;

function softmax(scores: Float64Array): void {
  const highest = Math.max(...scores);
  let sum = 0;
  for (const [at, score] of scores.entries()) {
    scores[at] = Math.exp(score - highest);
    sum += scores[at] ?? 0;
  }
  for (const [at, score] of scores.entries()) scores[at] = score / sum;
}

/** Raw scores of all classes; the bias stands behind the last feature. */
function scoresOf(weights: Weights, { ids, values }: Vector, { classes, width }: Problem): Float64Array {
  const scores = new Float64Array(classes);
  for (let label = 0; label < classes; label += 1) scores[label] = weights[width * classes + label] ?? 0;
  for (let at = 0; at < ids.length; at += 1) {
    const row = (ids[at] ?? 0) * classes;
    const value = values[at] ?? 0;
    for (let label = 0; label < classes; label += 1)
      scores[label] = (scores[label] ?? 0) + value * (weights[row + label] ?? 0);
  }
  return scores;
}

function balance({ labels, classes }: Problem): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts.map((count) => labels.length / (classes * Math.max(1, count)));
}

/** Fills the gradient and returns the loss. */
function loss(problem: Problem, importance: readonly number[], weights: Weights, gradient: Weights): number {
  const { texts, labels, classes, width } = problem;
  gradient.fill(0);
  let sum = 0;
  for (const [row, vector] of texts.entries()) {
    const label = labels[row] ?? 0;
    const weight = importance[label] ?? 1;
    const chances = scoresOf(weights, vector, problem);
    softmax(chances);
    sum -= weight * Math.log((chances[label] ?? 0) + 1e-300);
    for (let other = 0; other < classes; other += 1)
      chances[other] = weight * ((chances[other] ?? 0) - (other === label ? 1 : 0));
    for (let at = 0; at < vector.ids.length; at += 1) {
      const place = (vector.ids[at] ?? 0) * classes;
      const value = vector.values[at] ?? 0;
      for (let other = 0; other < classes; other += 1)
        gradient[place + other] = (gradient[place + other] ?? 0) + value * (chances[other] ?? 0);
    }
    for (let other = 0; other < classes; other += 1)
      gradient[width * classes + other] = (gradient[width * classes + other] ?? 0) + (chances[other] ?? 0);
  }
  for (let at = 0; at < width * classes; at += 1) {
    const weight = weights[at] ?? 0;
    sum += (weight * weight) / (2 * freedom);
    gradient[at] = (gradient[at] ?? 0) + weight / freedom;
  }
  return sum;
}

function dot(one: Weights, other: Weights): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

/** `one + factor * other`, in a new place. */
function plus(one: Weights, factor: number, other: Weights): Weights {
  const sum = new Float64Array(one.length);
  for (let at = 0; at < one.length; at += 1) sum[at] = (one[at] ?? 0) + factor * (other[at] ?? 0);
  return sum;
}

type Step = { moved: Weights; turned: Weights; scale: number };

/** The gradient seen through the last steps: L-BFGS's two loops. */
function direction(gradient: Weights, steps: readonly Step[]): Weights {
  let way: Weights = Float64Array.from(gradient);
  const shares: number[] = [];
  for (const { moved, turned, scale } of [...steps].reverse()) {
    const share = scale * dot(moved, way);
    shares.unshift(share);
    way = plus(way, -share, turned);
  }
  const last = steps.at(-1);
  if (last) way = plus(new Float64Array(way.length), 1 / (last.scale * dot(last.turned, last.turned)), way);
  for (const [at, { moved, turned, scale }] of steps.entries())
    way = plus(way, (shares[at] ?? 0) - scale * dot(turned, way), moved);
  return way;
}

export function regression(problem: Problem): Predict {
  const importance = balance(problem);
  let weights: Weights = new Float64Array((problem.width + 1) * problem.classes);
  let gradient: Weights = new Float64Array(weights.length);
  let value = loss(problem, importance, weights, gradient);
  const steps: Step[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const way = direction(gradient, steps);
    const slope = -dot(gradient, way);
    let size = steps.length > 0 ? 1 : 1 / Math.sqrt(-slope || 1);
    let next = plus(weights, -size, way);
    const turned: Weights = new Float64Array(weights.length);
    let reached = loss(problem, importance, next, turned);
    while (reached > value + 1e-4 * size * slope && size > 1e-8) {
      size /= 2;
      next = plus(weights, -size, way);
      reached = loss(problem, importance, next, turned);
    }
    const step = { moved: plus(next, -1, weights), turned: plus(turned, -1, gradient) };
    const curve = dot(step.moved, step.turned);
    if (curve > 1e-12) steps.push({ ...step, scale: 1 / curve });
    if (steps.length > memory) steps.shift();
    const isDone = Math.abs(value - reached) / Math.max(1, value) < 1e-5;
    [weights, gradient, value] = [next, turned, reached];
    if (isDone) break;
  }
  return (vector) => {
    const chances = scoresOf(weights, vector, problem);
    softmax(chances);
    return chances;
  };
}

export function nearest({ texts, labels, classes }: Problem): Predict {
  const postings = new Map<number, [row: number, value: number][]>();
  for (const [row, { ids, values }] of texts.entries()) {
    for (const [at, id] of ids.entries()) {
      const list = postings.get(id) ?? [];
      list.push([row, values[at] ?? 0]);
      postings.set(id, list);
    }
  }
  return ({ ids, values }) => {
    const likeness = new Float32Array(texts.length);
    for (const [at, id] of ids.entries())
      for (const [row, value] of postings.get(id) ?? [])
        likeness[row] = (likeness[row] ?? 0) + value * (values[at] ?? 0);
    const rows = [...likeness.keys()].sort((one, other) => (likeness[other] ?? 0) - (likeness[one] ?? 0));
    const votes = new Float64Array(classes).fill(1e-6);
    let all = 0;
    for (const row of rows.slice(0, neighbours)) {
      const label = labels[row] ?? 0;
      votes[label] = (votes[label] ?? 0) + (likeness[row] ?? 0);
      all += likeness[row] ?? 0;
    }
    return votes.map((vote) => vote / (all || 1));
  };
}

export function baseline(problem: Problem): Predict {
  const [learned, near] = [regression(problem), nearest(problem)];
  return (vector) => {
    const [one, other] = [learned(vector), near(vector)];
    return one.map((chance, at) => regressionShare * chance + (1 - regressionShare) * (other[at] ?? 0));
  };
}
