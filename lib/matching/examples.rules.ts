import { type FeatureSpace, featuresOf, rarityOf, reweigh } from "./features.rules";

/** A text that a clause covers (any of `refs`), or that looks as if one did and is harmless (none). */
export type ClauseExample = { text: string; refs: readonly string[] };

/** Examples by the pieces of their words, so that those like a text are found in one pass over its own pieces. */
export type ExampleIndex = {
  space: FeatureSpace;
  rarity: Float32Array;
  refs: readonly (readonly string[])[];
  postings: ReadonlyMap<number, { examples: Int32Array; values: Float32Array }>;
};

const buckets = 2 ** 18;
/** A piece that more than this share of the examples have tells nothing and costs the most. */
const mostShare = 0.15;

export function indexExamples(examples: readonly ClauseExample[]): ExampleIndex {
  const space = { buckets, reader: null };
  const texts = examples.map(({ text }) => featuresOf({ text }, space, null));
  const rarity = rarityOf(texts, buckets);
  const lists = new Map<number, { examples: number[]; values: number[] }>();
  for (const [example, features] of texts.entries()) {
    reweigh(features, rarity);
    for (const [at, id] of features.ids.entries()) {
      const value = features.values[at] ?? 0;
      if (value === 0) continue;
      const list = lists.get(id) ?? { examples: [], values: [] };
      list.examples.push(example);
      list.values.push(value);
      lists.set(id, list);
    }
  }
  const most = Math.max(20, mostShare * examples.length);
  const postings = new Map<number, { examples: Int32Array; values: Float32Array }>();
  for (const [id, list] of lists) {
    if (list.examples.length <= most)
      postings.set(id, { examples: Int32Array.from(list.examples), values: Float32Array.from(list.values) });
  }
  return { space, rarity, refs: examples.map(({ refs }) => refs), postings };
}

export type Likeness = { example: number; score: number };

/** The examples most like a text, best first, by the cosine of their rare pieces. */
export function likeExamples(index: ExampleIndex, text: string, most: number): Likeness[] {
  const { ids, values } = featuresOf({ text }, index.space, index.rarity);
  const sums = new Float32Array(index.refs.length);
  for (const [at, id] of ids.entries()) {
    const list = index.postings.get(id);
    const value = values[at] ?? 0;
    if (!list || value === 0) continue;
    for (let place = 0; place < list.examples.length; place += 1) {
      const example = list.examples[place] ?? 0;
      sums[example] = (sums[example] ?? 0) + value * (list.values[place] ?? 0);
    }
  }
  const found: Likeness[] = [];
  for (const [example, score] of sums.entries()) if (score > 0.03) found.push({ example, score });
  return found.sort((one, other) => other.score - one.score || one.example - other.example).slice(0, most);
}
