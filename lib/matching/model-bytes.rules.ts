import type { Tuning } from "./calibration.rules";
import type { LearnedModel } from "./learn.rules";
import type { LexicalReader } from "./lexical.rules";

/** What stands before the numbers: labels with their counts, and how many of each kind of number follow. */
type Head = {
  labels: (string | null)[];
  counts: number[];
  buckets: number;
  rows: number;
  texts: number;
  textLabels: number;
  pieces: number;
  tuning: Tuning;
};
type Numbers = Float32Array | Int32Array | Uint16Array | Uint8Array | Int8Array;

/**
 * A model as bytes: the length of a JSON head, the head, then the numbers, those of four bytes first. Same model, same bytes.
 */
export function toBytes(model: LearnedModel): Uint8Array {
  const { labels, counts, space, linear, neighbours, rarity, tuning } = model;
  const head = new TextEncoder().encode(
    JSON.stringify({
      labels: [...labels],
      counts: [...counts],
      buckets: space.buckets,
      rows: linear.rows,
      texts: neighbours.labelStarts.length - 1,
      textLabels: neighbours.labels.length,
      pieces: neighbours.texts.length,
      tuning,
    } satisfies Head),
  );
  const { starts, labelStarts, texts, labels: textLabels, values } = neighbours;
  const numbers: Numbers[] = [
    ...[rarity, linear.bias, linear.steps, starts, labelStarts],
    ...[texts, textLabels, values, linear.weights],
  ];
  const size = numbers.reduce((sum, { byteLength }) => sum + byteLength, 4 + head.byteLength);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, head.byteLength, true);
  bytes.set(head, 4);
  let at = 4 + head.byteLength;
  for (const { buffer, byteOffset, byteLength } of numbers) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** The model that `toBytes` packed, for the reader it was learned with. Throws where the bytes are of another length. */
export function fromBytes(bytes: Uint8Array, reader: LexicalReader): LearnedModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  const head: Head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const { labels, counts, buckets, rows, texts, textLabels, pieces, tuning } = head;
  const features = rows + 2 * reader.width;
  const words = buckets + labels.length + features + (buckets + 1) + (texts + 1);
  const size = 4 + length + 4 * words + 3 * pieces + 2 * textLabels + features * labels.length;
  if (bytes.byteLength !== size) throw new Error("These bytes hold no model of this lexicon.");
  let at = 4 + length;
  const take = (count: number): ArrayBuffer => {
    // A copy: the numbers must begin at a multiple of their size, and the whole is let go.
    const part = new Uint8Array(bytes.subarray(at, at + count));
    at += count;
    return part.buffer;
  };
  const rarity = new Float32Array(take(4 * buckets));
  const bias = new Float32Array(take(4 * labels.length));
  const steps = new Float32Array(take(4 * features));
  const starts = new Int32Array(take(4 * (buckets + 1)));
  const labelStarts = new Int32Array(take(4 * (texts + 1)));
  const textOf = new Uint16Array(take(2 * pieces));
  const labelsOfTexts = new Uint16Array(take(2 * textLabels));
  const values = new Uint8Array(take(pieces));
  const weights = new Int8Array(take(features * labels.length));
  return {
    labels,
    counts,
    space: { buckets, reader },
    rarity,
    linear: { buckets, rows, weights, steps, bias },
    neighbours: { starts, texts: textOf, values, labelStarts, labels: labelsOfTexts },
    tuning,
  };
}
