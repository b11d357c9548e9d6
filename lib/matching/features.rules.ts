import { isHan } from "./characters.rules";
import { normalise } from "./normalise.rules";

/** A text as numbered features with weights; the vector has length one. */
export type Features = { ids: Int32Array; values: Float32Array };
export type LearnedText = { text: string; explanation?: string | null | undefined };

/** Characters read of each field: what a longer text says is said by then. */
const mostRead = 3000;
const longestGram = 5;
const wordWeight = 1.3;

const prime = 0x01000193;
/** FNV-1a over UTF-16 units, from a seed that keeps the kinds of features apart. */
function hash(text: string, from: number, to: number, seed: number): number {
  let value = seed;
  for (let at = from; at < to; at += 1) value = Math.imul(value ^ text.charCodeAt(at), prime);
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) >>> 0;
}

const seeds = { word: 0x811c9dc5, pair: 0x1b873593, part: 0x52dce729, han: 0x38495ab5 };

type Counts = Map<number, number>;

function count(counts: Counts, id: number, weight: number): void {
  counts.set(id, (counts.get(id) ?? 0) + weight);
}

/** Words, neighbouring words, and their parts of two to five letters; Chinese in runs of one to four characters. */
function countField(counts: Counts, folded: string, buckets: number, namespace: number): void {
  const mask = buckets - 1;
  let before = -1;
  for (const match of folded.matchAll(/\p{Script=Han}+|[\p{L}\p{N}'@#$*]+|[^\s\p{L}\p{N}]/gu)) {
    const word = match[0];
    const end = word.length;
    if (isHan(word.charAt(0))) {
      for (let from = 0; from < end; from += 1) {
        for (let size = 1; size <= 4 && from + size <= end; size += 1) {
          count(counts, (hash(word, from, from + size, seeds.han) ^ namespace) & mask, 1);
        }
      }
      before = -1;
      continue;
    }
    const whole = hash(word, 0, end, seeds.word);
    count(counts, (whole ^ namespace) & mask, wordWeight);
    if (before >= 0) count(counts, (Math.imul(before, seeds.pair) ^ whole ^ namespace) & mask, 1);
    before = whole;
    const framed = `<${word}>`;
    for (let from = 0; end > 1 && from < Math.min(framed.length, 40); from += 1) {
      for (let size = 2; size <= longestGram && from + size <= framed.length; size += 1) {
        count(counts, (hash(framed, from, from + size, seeds.part) ^ namespace) & mask, 1);
      }
    }
  }
}

/** What the notifier writes is another voice: the same word there is another feature. */
const explanationNamespace = 0x5bd1e995;

/** Counts by feature number below `buckets` (a power of two), damped, with the rarity of each; null: no weighting yet. */
export function featuresOf(input: LearnedText, buckets: number, rarity: Float32Array | null): Features {
  const counts: Counts = new Map();
  countField(counts, normalise(input.text.slice(0, mostRead)).text, buckets, 0);
  if (input.explanation)
    countField(counts, normalise(input.explanation.slice(0, mostRead)).text, buckets, explanationNamespace);
  const ids = Int32Array.from(counts.keys());
  const values = new Float32Array(ids.length);
  let at = 0;
  let squares = 0;
  for (const [id, times] of counts) {
    const value = (1 + Math.log(times + 0.5)) * (rarity?.[id] ?? 1);
    values[at] = value;
    squares += value * value;
    at += 1;
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] ?? 0) * scale;
  return { ids, values };
}

/** How telling each feature is: log of texts over texts that have it. */
export function rarityOf(texts: readonly Features[], buckets: number): Float32Array {
  const seen = new Int32Array(buckets);
  for (const { ids } of texts) for (const id of ids) seen[id] = (seen[id] ?? 0) + 1;
  return Float32Array.from(seen, (times) => 1 + Math.log((1 + texts.length) / (1 + times)));
}

/** Applies a rarity that was not known when the features were counted. */
export function reweigh({ ids, values }: Features, rarity: Float32Array): void {
  let squares = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const value = (values[at] ?? 0) * (rarity[ids[at] ?? 0] ?? 1);
    values[at] = value;
    squares += value * value;
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) * scale;
}
