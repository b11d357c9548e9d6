import type { LearnedModel } from "./learn.rules";
import type { LexicalReader } from "./lexical.rules";

/** What stands before the numbers: labels with their counts, and how many of each kind of number follow. */
type Head = { labels: (string | null)[]; counts: number[]; buckets: number; scale: number };

/** A model as bytes: the length of a JSON head, the head, then rarity, bias and weights as 32-bit floats. Same model, same bytes. */
export function toBytes({ labels, counts, space, scale, rarity, bias, weights }: LearnedModel): Uint8Array {
  const head = new TextEncoder().encode(
    JSON.stringify({ labels: [...labels], counts: [...counts], buckets: space.buckets, scale } satisfies Head),
  );
  const numbers = [rarity, bias, weights];
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
  const { labels, counts, buckets, scale } = head;
  const features = buckets + 2 * reader.width;
  const numbers = buckets + labels.length + features * labels.length;
  if (bytes.byteLength !== 4 + length + 4 * numbers) throw new Error("These bytes hold no model of this lexicon.");
  let at = 4 + length;
  const take = (count: number): Float32Array => {
    // A copy: the numbers must begin at a multiple of four, and the whole is let go.
    const part = new Uint8Array(bytes.subarray(at, at + 4 * count));
    at += 4 * count;
    return new Float32Array(part.buffer);
  };
  const rarity = take(buckets);
  const bias = take(labels.length);
  const weights = take(features * labels.length);
  return { labels, counts, space: { buckets, reader }, scale, rarity, bias, weights };
}
