import type { Analysis } from "./analyse.rules";
import { type FeatureSpace, featuresOf, rarityOf, readWhole, reweigh } from "./features.rules";

/** A text and the number of the clause that covers it; null: it looks as if one did, and is harmless. */
export type ClauseExample = { text: string; clause: number | null };

/** Examples by the pieces of their words, so that those like a text are found in one pass over its own pieces. */
export type ExampleIndex = {
  space: FeatureSpace;
  rarity: Float32Array;
  examples: readonly ClauseExample[];
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
  return { space, rarity, examples, postings };
}

/** How like its examples a text is, by clause: 0 for not at all. `nearest` is the text of the example that is most like it. */
export type Liked = { likeness: number; nearest: string };
export type LikedClauses = { clauses: ReadonlyMap<number, Liked>; harmless: number };

const mostExamples = 20;
const least = 0.03;

/** The examples most like a text, best first, by the cosine of their rare pieces. */
function nearestExamples(
  index: ExampleIndex,
  text: string,
  read: Analysis | null,
): { example: ClauseExample; score: number }[] {
  const { ids, values } = featuresOf({ text, read: readWhole(text, read) }, index.space, index.rarity);
  const sums = new Float32Array(index.examples.length);
  for (const [at, id] of ids.entries()) {
    const list = index.postings.get(id);
    const value = values[at] ?? 0;
    if (!list || value === 0) continue;
    for (let place = 0; place < list.examples.length; place += 1) {
      const example = list.examples[place] ?? 0;
      sums[example] = (sums[example] ?? 0) + value * (list.values[place] ?? 0);
    }
  }
  const found: { example: ClauseExample; score: number }[] = [];
  for (const [at, example] of index.examples.entries()) {
    const score = sums[at] ?? 0;
    if (score > least) found.push({ example, score });
  }
  return found.sort((one, other) => other.score - one.score).slice(0, mostExamples);
}

/**
 * The second example that is like it adds half of what it is like, the third a third, and so on.
 * @param read what was read of this very text before
 */
export function likeExamples(index: ExampleIndex, text: string, read: Analysis | null = null): LikedClauses {
  const clauses = new Map<number, Liked & { count: number }>();
  let harmless = { likeness: 0, count: 0 };
  for (const { example, score } of nearestExamples(index, text, read)) {
    if (example.clause === null) {
      harmless = { likeness: harmless.likeness + score / (1 + harmless.count), count: harmless.count + 1 };
      continue;
    }
    const known = clauses.get(example.clause) ?? { likeness: 0, nearest: example.text, count: 0 };
    known.likeness += score / (1 + known.count);
    known.count += 1;
    clauses.set(example.clause, known);
  }
  return { clauses, harmless: harmless.likeness };
}
