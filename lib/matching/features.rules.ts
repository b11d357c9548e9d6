import type { Analysis } from "./analyse.rules";
import { isHan, partsACharacter } from "./characters.rules";
import { type LexicalReader, lexicalSigns } from "./lexical.rules";
import { normalise } from "./normalise.rules";

/**
 * A text as numbered features with weights. The first `spelled` of them are pieces of its words, a vector of length one; the
 * others are what the lexicon makes of it, numbered from `buckets` on.
 */
export type Features = { ids: Int32Array; values: Float32Array; spelled: number };
export type LearnedText = {
  text: string;
  explanation?: string | null | undefined;
  /** What was read of the text before (`readBefore`), of one no longer than is read here: it is not read twice. */
  read?: Analysis | null | undefined;
};

/** Characters read of each field: what a longer text says is said by then. */
const mostRead = 3000;

/** What was read of a text before, if no less of it is read here. */
export function readWhole(text: string, read: Analysis | null): Analysis | null {
  return text.length <= mostRead ? read : null;
}

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

/** Chinese is written on without a space after a Latin word, and the other way round. */
const pieces = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}'@#$*])+|[^\s\p{L}\p{N}]/gu;

/** Words, neighbouring words, and their parts of two to five letters; Chinese in runs of one to four characters. */
function countField(counts: Counts, folded: string, buckets: number, namespace: number): void {
  const mask = buckets - 1;
  const mayPart = /[\ud800-\udbff][\udc00-\udfff]/.test(folded);
  let before = -1;
  for (const match of folded.matchAll(pieces)) {
    const word = match[0];
    const end = word.length;
    if (isHan(word)) {
      for (let from = 0; from < end; from += 1) {
        for (let size = 1; size <= 4 && from + size <= end; size += 1) {
          if (mayPart && (partsACharacter(word, from) || partsACharacter(word, from + size))) continue;
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
        if (mayPart && (partsACharacter(framed, from) || partsACharacter(framed, from + size))) continue;
        count(counts, (hash(framed, from, from + size, seeds.part) ^ namespace) & mask, 1);
      }
    }
  }
}

/** What the notifier writes is another voice: the same word there is another feature. */
const explanationNamespace = 0x5bd1e995;

/** How features are numbered: pieces of words below `buckets` (a power of two), then signs of the content, then of the notice. */
export type FeatureSpace = { buckets: number; reader: LexicalReader | null };

export function featureCount({ buckets, reader }: FeatureSpace): number {
  return buckets + 2 * (reader?.width ?? 0);
}

function signsOf(input: LearnedText, { buckets, reader }: FeatureSpace): [number, number][] {
  if (!reader) return [];
  const content = lexicalSigns(reader, "text", input.text.slice(0, mostRead), input.read);
  const notice = input.explanation ? lexicalSigns(reader, "explanation", input.explanation.slice(0, mostRead)) : [];
  return [
    ...content.map(([sign, value]): [number, number] => [buckets + sign, value]),
    ...notice.map(([sign, value]): [number, number] => [buckets + reader.width + sign, value]),
  ];
}

/** Pieces of words, damped, with the rarity of each (null: no weighting yet), then signs. */
export function featuresOf(input: LearnedText, space: FeatureSpace, rarity: Float32Array | null): Features {
  const counts: Counts = new Map();
  countField(counts, (input.read?.normalised ?? normalise(input.text.slice(0, mostRead))).text, space.buckets, 0);
  if (input.explanation)
    countField(counts, normalise(input.explanation.slice(0, mostRead)).text, space.buckets, explanationNamespace);
  const signs = signsOf(input, space);
  const spelled = counts.size;
  const ids = new Int32Array(spelled + signs.length);
  const values = new Float32Array(ids.length);
  let at = 0;
  for (const [id, times] of counts) {
    ids[at] = id;
    values[at] = 1 + Math.log(times + 0.5);
    at += 1;
  }
  for (const [id, value] of signs) {
    ids[at] = id;
    values[at] = value;
    at += 1;
  }
  const features = { ids, values, spelled };
  reweigh(features, rarity);
  return features;
}

/** With this many texts a piece that only one of them has says nothing. */
const manyTexts = 2000;

/**
 * How telling each piece of a word is: log of texts over texts that have it. A piece that was not learned from counts as
 * nothing, so that it takes no part in the length of a text either.
 */
export function rarityOf(texts: readonly Features[], buckets: number): Float32Array {
  const seen = new Int32Array(buckets);
  for (const { ids, spelled } of texts) {
    for (let at = 0; at < spelled; at += 1) {
      const id = ids[at] ?? 0;
      seen[id] = (seen[id] ?? 0) + 1;
    }
  }
  const least = texts.length < manyTexts ? 1 : 2;
  return Float32Array.from(seen, (times) => (times < least ? 0 : 1 + Math.log((1 + texts.length) / (1 + times))));
}

/** How much the rarest sign counts beside the words, which share a length of one, and how fast commoner ones count less. */
const mostOfSign = 0.8;
const growthWithRarity = 1.5;

/**
 * How much each sign counts, numbered from 0: what most texts have ("says I") tells little, however many labels it is tried
 * with, and what few have ("speaks of ivory") nearly says which it is.
 */
export function signWeights(texts: readonly Features[], space: FeatureSpace): Float32Array {
  const seen = new Int32Array(featureCount(space) - space.buckets);
  for (const { ids, spelled } of texts) {
    for (let at = spelled; at < ids.length; at += 1) {
      const sign = (ids[at] ?? 0) - space.buckets;
      seen[sign] = (seen[sign] ?? 0) + 1;
    }
  }
  const rarity = (times: number) => 1 + Math.log((1 + texts.length) / (1 + times));
  return Float32Array.from(seen, (times) => mostOfSign * (rarity(times) / rarity(1)) ** growthWithRarity);
}

/** Applies them to the signs of a text. */
export function weighSigns({ ids, values, spelled }: Features, { buckets }: FeatureSpace, weights: Float32Array): void {
  for (let at = spelled; at < ids.length; at += 1)
    values[at] = (values[at] ?? 0) * (weights[(ids[at] ?? 0) - buckets] ?? 0);
}

/** Applies the rarity of the pieces of words and brings them to length one. */
export function reweigh({ ids, values, spelled }: Features, rarity: Float32Array | null): void {
  let squares = 0;
  for (let at = 0; at < spelled; at += 1) {
    const value = (values[at] ?? 0) * (rarity?.[ids[at] ?? 0] ?? 1);
    values[at] = value;
    squares += value * value;
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let at = 0; at < spelled; at += 1) values[at] = (values[at] ?? 0) * scale;
}
