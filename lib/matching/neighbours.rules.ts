import type { Features } from "./features.rules";

/**
 * The other half of what is learned: the decided texts themselves, so that a text is judged as those most like it were. Found
 * by the pieces of their words: piece p is in `texts` with `values` from place starts[p] to starts[p + 1].
 */
export type Neighbours = {
  starts: Int32Array;
  texts: Uint16Array;
  /** The weight v of a piece in its text (0..1), as the whole number next to 255 times its root: rare errors of a hundredth. */
  values: Uint8Array;
  /** The labels of text t are in `labels` from labelStarts[t] to labelStarts[t + 1]. */
  labelStarts: Int32Array;
  labels: Uint16Array;
};

const asked = 15;
/** A piece that more than this share of the texts have tells little and costs the most. */
const mostShare = 0.1;
const fewestOften = 20;
const mostTexts = 2 ** 16;
/** A text that is no more alike than this has only its commonest letters in common. */
const leastLikeness = 0.02;

const whole = 255;
const weightOfByte = Float32Array.from({ length: whole + 1 }, (_, byte) => (byte / whole) ** 2);
const textsAtOnce = 64;

/**
 * Indexes the newest texts whose pieces are at most `most` together (three bytes each). The oldest are left out where there
 * are more: people decide today more as they did lately, and the linear half has learned from the old ones all the same.
 * @param texts oldest first, with pieces weighed by their rarity and of length one; a piece that weighs nothing is left out
 */
export function* neighboursOf(
  texts: readonly Features[],
  targets: readonly Int32Array[],
  { buckets, most }: { buckets: number; most: number },
): Generator<void, Neighbours> {
  const seen = new Int32Array(buckets);
  for (const [at, text] of texts.entries()) {
    if (at % textsAtOnce === 0) yield;
    eachPiece(text, (id) => {
      seen[id] = (seen[id] ?? 0) + 1;
    });
  }
  const often = Math.max(fewestOften, mostShare * texts.length);
  const isTelling = (id: number) => (seen[id] ?? 0) <= often;
  const from = firstKept(texts, isTelling, most);
  const kept = texts.slice(from);
  yield;
  const starts = new Int32Array(buckets + 1);
  for (const text of kept)
    eachPiece(text, (id) => {
      if (isTelling(id)) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
    });
  for (let id = 0; id < buckets; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  yield;
  const next = starts.slice();
  const size = starts[buckets] ?? 0;
  const index = { texts: new Uint16Array(size), values: new Uint8Array(size) };
  for (const [at, text] of kept.entries()) {
    if (at % textsAtOnce === 0) yield;
    eachPiece(text, (id, value) => {
      if (!isTelling(id)) return;
      const place = next[id] ?? 0;
      index.texts[place] = at;
      index.values[place] = Math.max(1, Math.round(whole * Math.sqrt(value)));
      next[id] = place + 1;
    });
  }
  return { starts, ...index, ...labelsOf(targets.slice(from)) };
}

function labelsOf(targets: readonly Int32Array[]): Pick<Neighbours, "labelStarts" | "labels"> {
  const labelStarts = new Int32Array(targets.length + 1);
  for (const [at, target] of targets.entries()) labelStarts[at + 1] = (labelStarts[at] ?? 0) + target.length;
  return { labelStarts, labels: Uint16Array.from(targets.flatMap((target) => [...target])) };
}

function eachPiece({ ids, values, spelled }: Features, visit: (id: number, value: number) => void): void {
  for (let at = 0; at < spelled; at += 1) if ((values[at] ?? 0) > 0) visit(ids[at] ?? 0, values[at] ?? 0);
}

function firstKept(texts: readonly Features[], isTelling: (id: number) => boolean, most: number): number {
  let from = texts.length;
  let left = most;
  while (from > 0 && texts.length - from < mostTexts) {
    const text = texts[from - 1];
    if (text)
      eachPiece(text, (id) => {
        if (isTelling(id)) left -= 1;
      });
    if (left < 0) break;
    from -= 1;
  }
  return from;
}

/**
 * What share of the votes of the fifteen texts most like this one each label gets; null where none is like it. A text's
 * vote weighs as much as it is like it (cosine), and that of a frequent label less, by the root of its frequency.
 * @param counts how many examples of each label there were
 */
export function votesOf(index: Neighbours, features: Features, counts: readonly number[]): Float64Array | null {
  const votes = new Float64Array(counts.length);
  let all = 0;
  for (const { text, likeness } of nearest(index, features)) {
    const [from, to] = [index.labelStarts[text] ?? 0, index.labelStarts[text + 1] ?? 0];
    for (let at = from; at < to; at += 1) {
      const label = index.labels[at] ?? 0;
      const vote = likeness / ((to - from) * Math.sqrt(counts[label] || 1));
      votes[label] = (votes[label] ?? 0) + vote;
      all += vote;
    }
  }
  return all > 0 ? votes.map((vote) => vote / all) : null;
}

/** Best first; of two that are as like it the newer one. */
function nearest({ starts, texts, values, labelStarts }: Neighbours, features: Features) {
  const likeness = new Float32Array(labelStarts.length - 1);
  eachPiece(features, (id, value) => {
    for (let place = starts[id] ?? 0, end = starts[id + 1] ?? 0; place < end; place += 1) {
      const text = texts[place] ?? 0;
      likeness[text] = (likeness[text] ?? 0) + value * (weightOfByte[values[place] ?? 0] ?? 0);
    }
  });
  const best: { text: number; likeness: number }[] = [];
  for (let text = likeness.length - 1; text >= 0; text -= 1) {
    const like = likeness[text] ?? 0;
    if (like <= leastLikeness || (best.length === asked && like <= (best[asked - 1]?.likeness ?? 0))) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.likeness ?? 0) < like) at -= 1;
    best.splice(at, 0, { text, likeness: like });
    if (best.length > asked) best.pop();
  }
  return best;
}
