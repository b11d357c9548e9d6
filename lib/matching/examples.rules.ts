import type { Analysis } from "./analyse.rules";
import type { Context, ContextKind } from "./context.rules";
import { type FeatureSpace, type Features, featuresOf, rarityOf, readWhole, reweigh } from "./features.rules";
import { normalise } from "./normalise.rules";
import { wordingTerms } from "./similarity.rules";
import type { Told } from "./told.rules";

/** A text and the number of the clause that covers it; null: it looks as if one did, and is harmless. */
export type ClauseExample = { text: string; clause: number | null };

/** Examples by the pieces of their words, so that those like a text are found in one pass over its own pieces. */
export type ExampleIndex = {
  space: FeatureSpace;
  rarity: Float32Array;
  examples: readonly ClauseExample[];
  postings: Postings;
  /** The words of each example, numbered. */
  words: readonly Int32Array[];
  numberOf: ReadonlyMap<string, number>;
};

/** Piece p is in `examples` and has `values` from place starts[p] to starts[p + 1]: three arrays, where one a piece took far more. */
type Postings = { starts: Int32Array; examples: Int32Array; values: Float32Array };

const buckets = 2 ** 18;
/** A piece that more than this share of the examples have tells nothing and costs the most. */
const mostShare = 0.15;

export function indexExamples(examples: readonly ClauseExample[]): ExampleIndex {
  const space = { buckets, reader: null };
  const texts = examples.map(({ text }) => featuresOf({ text }, space, null));
  const rarity = rarityOf(texts, buckets);
  for (const features of texts) reweigh(features, rarity);
  const postings = postingsOf(texts, Math.max(20, mostShare * examples.length));
  const numberOf = new Map<string, number>();
  const words = examples.map(({ text }) =>
    Int32Array.from(new Set(wordingTerms(normalise(text).text)), (word) => numberFor(word, numberOf)),
  );
  return { space, rarity, examples, postings, words, numberOf };
}

/** Where a piece is, in the order of the texts; one that more than `most` of them have is nowhere. */
function postingsOf(texts: readonly Features[], most: number): Postings {
  const counts = new Int32Array(buckets);
  const each = (visit: (id: number, text: number, value: number) => void): void => {
    for (const [text, { ids, values }] of texts.entries())
      for (const [at, id] of ids.entries()) if (values[at]) visit(id, text, values[at]);
  };
  each((id) => {
    counts[id] = (counts[id] ?? 0) + 1;
  });
  const starts = new Int32Array(buckets + 1);
  for (const [id, count] of counts.entries()) starts[id + 1] = (starts[id] ?? 0) + (count <= most ? count : 0);
  const next = starts.slice();
  const size = starts[buckets] ?? 0;
  const postings = { starts, examples: new Int32Array(size), values: new Float32Array(size) };
  each((id, text, value) => {
    if ((counts[id] ?? 0) > most) return;
    const place = next[id] ?? 0;
    postings.examples[place] = text;
    postings.values[place] = value;
    next[id] = place + 1;
  });
  return postings;
}

function numberFor(word: string, numberOf: Map<string, number>): number {
  const known = numberOf.get(word);
  if (known !== undefined) return known;
  numberOf.set(word, numberOf.size);
  return numberOf.size - 1;
}

/**
 * What is left of a likeness that rests on this many words. Words that no example holds have no weight of their own, so
 * without this a text of made-up words and "number" would be just like whatever speaks of numbers.
 */
const leftByWords = [0.55, 0.5, 0.75, 0.9];

/** How like its examples a text is, by clause: 0 for not at all. `nearest` is the text of the example that is most like it. */
export type Liked = { likeness: number; nearest: string };
export type LikedClauses = { clauses: ReadonlyMap<number, Liked>; harmless: number };

const mostExamples = 20;
const mostWordsRead = 3000;
const least = 0.03;

/** In a text with so few words that any example holds, one of them says little; a longer one is about something. */
const fewWords = 3;
/** `only`: the one word that it shares with such a text; null where it shares none or several. */
type Near = { example: ClauseExample; score: number; only: number | null };

type Found = { at: number; example: ClauseExample; score: number };

/** What the context leaves of the words of the text, and which contexts an example has itself. */
export type InContext = { told: Told; kindsOf: (example: string) => ReadonlySet<ContextKind> };
const outOfContext: InContext = { told: new Map(), kindsOf: () => new Set() };

/** What is left of a likeness by these shared words: the mean of what the context leaves of each. */
function leftOfShared(
  index: ExampleIndex,
  example: ClauseExample,
  shared: Int32Array,
  { told, kindsOf }: InContext,
): number {
  if (told.size === 0 || example.clause === null || shared.length === 0) return 1;
  const left = new Map<number, Context & { kind: ContextKind }>();
  for (const [term, context] of told) {
    const number = index.numberOf.get(term);
    if (number !== undefined && shared.includes(number)) left.set(number, context);
  }
  if (left.size === 0) return 1;
  const kinds = kindsOf(example.text);
  let sum = 0;
  for (const word of shared) {
    const context = left.get(word);
    sum += context && !kinds.has(context.kind) ? context.factor : 1;
  }
  return sum / shared.length;
}

function supported(index: ExampleIndex, found: readonly Found[], folded: string, context: InContext): Near[] {
  const asked = new Set(wordingTerms(folded).flatMap((word) => index.numberOf.get(word) ?? []));
  return found
    .map(({ at, example, score }) => {
      const shared = (index.words[at] ?? none).filter((word) => asked.has(word));
      const only = shared.length === 1 && asked.size <= fewWords ? (shared[0] ?? null) : null;
      const left = leftOfShared(index, example, shared, context);
      return { example, score: score * left * (leftByWords[shared.length] ?? 1), only };
    })
    .sort((one, other) => other.score - one.score);
}

const none = new Int32Array();

/** The examples most like a text, best first, by the cosine of their rare pieces. */
function nearestExamples(index: ExampleIndex, text: string, read: Analysis | null, context: InContext): Near[] {
  const whole = readWhole(text, read);
  const { ids, values } = featuresOf({ text, read: whole }, index.space, index.rarity);
  const { postings } = index;
  const { starts } = postings;
  const sums = new Float32Array(index.examples.length);
  for (const [at, id] of ids.entries()) {
    const value = values[at] ?? 0;
    if (value === 0) continue;
    for (let place = starts[id] ?? 0; place < (starts[id + 1] ?? 0); place += 1) {
      const example = postings.examples[place] ?? 0;
      sums[example] = (sums[example] ?? 0) + value * (postings.values[place] ?? 0);
    }
  }
  const folded = whole?.normalised.text ?? normalise(text.slice(0, mostWordsRead)).text;
  return supported(index, best(index, sums), folded, context);
}

/** The examples with the highest scores, best first; of two that are as like the first. */
function best({ examples }: ExampleIndex, scores: Float32Array): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0;
    const example = examples[at];
    if (score <= least || !example || score <= (found[mostExamples - 1]?.score ?? 0)) continue;
    let place = found.length;
    while (place > 0 && (found[place - 1]?.score ?? 0) < score) place -= 1;
    found.splice(place, 0, { at, example, score });
    if (found.length > mostExamples) found.pop();
  }
  return found;
}

/**
 * The second example that is like it adds half of what it is like, the third a third, and so on. One that shares a single word
 * with a text of few, which another shares alone as well, adds nothing: many examples with "number" in them say no more of
 * made-up words and a number than one does.
 * What the text denies, asks or quotes of the words that it shares with an example counts as little as it does of a keyword.
 * @param read what was read of this very text before
 */
export function likeExamples(
  index: ExampleIndex,
  text: string,
  read: Analysis | null = null,
  context: InContext = outOfContext,
): LikedClauses {
  const clauses = new Map<number, Liked & { count: number; words: Set<number> }>();
  let harmless = { likeness: 0, count: 0 };
  for (const { example, score, only } of nearestExamples(index, text, read, context)) {
    if (example.clause === null) {
      harmless = { likeness: harmless.likeness + score / (1 + harmless.count), count: harmless.count + 1 };
      continue;
    }
    const known = clauses.get(example.clause) ?? { likeness: 0, nearest: example.text, count: 0, words: new Set() };
    if (only !== null && known.words.has(only)) continue;
    if (only !== null) known.words.add(only);
    known.likeness += score / (1 + known.count);
    known.count += 1;
    clauses.set(example.clause, known);
  }
  return { clauses, harmless: harmless.likeness };
}
