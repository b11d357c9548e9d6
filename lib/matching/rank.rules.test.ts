import { expect, test } from "vitest";
import { isProof } from "./alike.rules";
import { type Analysis, analyse } from "./analyse.rules";
import { builtInMatcher } from "./built-in.store";
import type { MatchField, MatchInput } from "./contract";
import { match } from "./match.rules";
import { provenFirst } from "./proven.rules";
import { type FieldInput, mostMatches, type RankedClause, rank, type Standing, shortList } from "./rank.rules";

const matcher = builtInMatcher("wechat");
if (!matcher) throw new Error("WeChat is built in");
const { scanner, traits } = matcher;
const now = new Date("2024-03-01T12:00:00Z");

const clause = (ref: string, more: Partial<RankedClause> = {}): RankedClause => ({
  ref,
  document: "first",
  parent: null,
  umbrella: false,
  themes: [{ theme: 0, weight: 1 }],
  signals: [],
  keywords: -1,
  ...more,
});

function field(name: MatchField, text: string): FieldInput {
  const analysis: Analysis = analyse(scanner, traits, name, text);
  return { analysis, similar: new Map(), liked: { clauses: new Map(), harmless: 0 } };
}

/** A theme of one signal on whatever group meets "casino". */
function casinoTheme(points: number) {
  const [group] = [...field("text", "casino").analysis.byGroup.keys()];
  if (group === undefined) throw new Error("the lexicon knows the word");
  return [[{ parts: [[group]], without: [], points, within: 90, source: "" }]];
}

function pointsOf(points: number, ...fields: FieldInput[]): number {
  return rank([clause("a")], casinoTheme(points), fields, new Set(["a"]))[0]?.points ?? 0;
}

test("the notifier's words weigh less beside the content, least beside a warning, and an accusation alone is capped", () => {
  const accused = field("explanation", "casino");
  const alone = pointsOf(0.3, accused);
  const beside = pointsOf(0.3, field("text", "We went for a walk by the lake."), accused);
  const besideWarning = pointsOf(0.3, field("text", "Beware. Stay away from it. Get help."), accused);
  expect(beside).toBeLessThan(0.75 * alone);
  expect(besideWarning).toBeLessThan(0.6 * beside);
  const capped = pointsOf(50, field("text", "We went for a walk by the lake."), accused);
  expect(capped).toBeLessThan(1.2);
  expect(pointsOf(50, field("text", "casino"), accused), "what the content bears out is not cut").toBeGreaterThan(40);
});

test("the specific clause stands before its parent, and before a general rule, where both hold as much", () => {
  const clauses = [clause("parent"), clause("child", { parent: "parent" }), clause("general", { umbrella: true })];
  const allowed = new Set(clauses.map(({ ref }) => ref));
  const order = rank(clauses, casinoTheme(1), [field("text", "casino")], allowed).map(({ index }) => index);
  expect(order[0]).toBe(1);
  expect(order).toHaveLength(3);
});

test("a clause that may not be suggested is in no ranking", () => {
  expect(rank([clause("a"), clause("b")], casinoTheme(1), [field("text", "casino")], new Set(["b"]))).toMatchObject([
    { index: 1 },
  ]);
});

const standing = (index: number, points: number, code: "word" | "keyword" | null = "word"): Standing => ({
  index,
  points,
  contributions: code ? [{ field: "text", points: 1, hits: [], code }] : [],
  wording: [],
  examples: [],
});

test("of two collections that speak to a text, the second keeps a place where it says half as much as the first", () => {
  const clauses = [
    ...Array.from({ length: mostMatches }, (_, at) => clause(`a${at}`)),
    clause("b", { document: "second" }),
  ];
  const first = Array.from({ length: mostMatches }, (_, at) => standing(at, 2 - at / 10));
  expect(shortList(clauses, [...first, standing(mostMatches, 1)]).at(-1)?.index).toBe(mostMatches);
  expect(shortList(clauses, [...first, standing(mostMatches, 0.9)]).at(-1)?.index).toBe(mostMatches - 1);
});

test("a clause that is named by its own keyword keeps a place before one that a text is merely like", () => {
  const clauses = Array.from({ length: mostMatches + 1 }, (_, at) => clause(`a${at}`));
  const like = Array.from({ length: mostMatches }, (_, at) => standing(at, 2 - at / 10, null));
  expect(shortList(clauses, [...like, standing(mostMatches, 0.1, "keyword")]).at(-1)?.index).toBe(mostMatches);
  expect(shortList(clauses, [...like, standing(mostMatches, 0.1)]).at(-1)?.index).toBe(mostMatches - 1);
});

const scores = (input: Partial<MatchInput>) => match(matcher, { platform: "wechat", text: "", ...input }, now).matches;

test("in a few words a clause that a word names stands before those that they are merely like", () => {
  const order = provenFirst([standing(0, 1, null), standing(1, 0.5)]).map(({ index }) => index);
  expect(order).toEqual([1, 0]);
  expect(scores({ text: "the assault" })[0]?.ref).toBe("AUP 2(h)");
});

test("in a language that the lexicon does not cover the same words score less", () => {
  const text = "online casino, deposit bonus";
  const [known] = scores({ text, lang: "en" });
  const [foreign] = scores({ text, lang: "ko" });
  expect(foreign?.score).toBeLessThan(0.7 * (known?.score ?? 0));
});

test("likeness without a word to point at is never a suggestion with confidence, unless what follows it is", () => {
  const like = "nobody ever got hurt when the whole gang of us went down there again at night to do it";
  const first = scores({ text: like });
  for (const [at, { evidence, score }] of first.entries()) {
    const after = Math.max(0, ...first.slice(at + 1).map((one) => one.score));
    if (!evidence.some(isProof)) expect(score).toBeLessThanOrEqual(Math.max(0.45, after));
  }
});
