import { beforeAll, expect, test } from "vitest";
import { type Answered, answered, calibrationError, casesOf, reliability, shares } from "./match-cases";
import { answeredAfterLearning } from "./match-learned";

/**
 * Floors for a matcher that has learned from nobody, on cases whose writers had seen neither its lexicon nor its examples.
 * Each set was committed before the matcher was asked about it, and mended the lexicon afterwards: what it reached when
 * first asked stands in docs/decisions/0003. A floor is what was promised, or a little below what is reached now.
 */
let list: Answered[];
const of = (...difficulties: string[]) => list.filter((one) => difficulties.includes(one.of.difficulty));

beforeAll(() => {
  list = answered(casesOf("cases-b"), new Date("2026-01-15T00:00:00Z"));
});

test("where a keyword stands plainly, the right clause is among the first three", () => {
  // 77 of 77; 74 before its misses, which were in other languages, were looked at (docs/decisions/0003).
  expect(shares(of("keyword")).top3).toBeGreaterThanOrEqual(0.98);
});

test("and so it is on a set of which only the harmless texts and three keywords were looked at, where few harmless texts are flagged", () => {
  const held = answered(casesOf("cases-f"), new Date("2026-01-15T00:00:00Z"));
  const ofHeld = (...difficulties: string[]) => held.filter((one) => difficulties.includes(one.of.difficulty));
  // 96 of 97; 94 when first asked.
  expect(shares(ofHeld("keyword")).top3).toBeGreaterThanOrEqual(0.97);
  expect(shares(ofHeld("natural")).top3).toBeGreaterThanOrEqual(0.85);
  expect(shares(ofHeld("innocent")).confident).toBeLessThanOrEqual(0.05);
  expect(shares(ofHeld("innocent", "near-miss")).confident).toBeLessThanOrEqual(0.1);
  expect(shares(ofHeld("keyword", "natural")).confident).toBeGreaterThanOrEqual(0.8);
  expect(calibrationError(reliability(held))).toBeLessThanOrEqual(0.1);
});

test("and on the newest sets, all promises hold at once", () => {
  const newest = answered([...casesOf("cases-g"), ...casesOf("cases-h")], new Date("2026-01-15T00:00:00Z"));
  const ofNewest = (...difficulties: string[]) => newest.filter((one) => difficulties.includes(one.of.difficulty));
  // First asked: 153 of 155 keywords, 146 of 155 natural texts, 54 of 86 paraphrases among the first three.
  expect(shares(ofNewest("keyword")).top3).toBeGreaterThanOrEqual(0.98);
  expect(shares(ofNewest("natural")).top1).toBeGreaterThanOrEqual(0.8);
  expect(shares(ofNewest("natural")).top3).toBeGreaterThanOrEqual(0.95);
  expect(shares(ofNewest("paraphrase")).top1).toBeGreaterThanOrEqual(0.6);
  expect(shares(ofNewest("paraphrase")).top3).toBeGreaterThanOrEqual(0.7);
  expect(shares(ofNewest("keyword", "natural")).confident).toBeGreaterThanOrEqual(0.75);
  expect(calibrationError(reliability(newest))).toBeLessThanOrEqual(0.1);
});

test("on texts that nothing was ever mended for, every promise holds at once", () => {
  // cases-i stays so: what it misses is not looked at, or its figures would say nothing any more.
  const unseen = answered(casesOf("cases-i"), new Date("2026-01-15T00:00:00Z"));
  const ofUnseen = (...difficulties: string[]) => unseen.filter((one) => difficulties.includes(one.of.difficulty));
  // First asked: 79 of 80 keywords, 111 of 130 natural texts, 58 of 80 paraphrases among the first three; 9 of 130 harmless flagged.
  expect(shares(ofUnseen("keyword")).top3).toBeGreaterThanOrEqual(0.97);
  expect(shares(ofUnseen("natural")).top1).toBeGreaterThanOrEqual(0.6);
  expect(shares(ofUnseen("natural")).top3).toBeGreaterThanOrEqual(0.85);
  expect(shares(ofUnseen("paraphrase")).top1).toBeGreaterThanOrEqual(0.3);
  expect(shares(ofUnseen("paraphrase")).top3).toBeGreaterThanOrEqual(0.55);
  expect(shares(ofUnseen("innocent", "near-miss")).confident).toBeLessThanOrEqual(0.1);
  expect(shares(ofUnseen("keyword", "natural")).confident).toBeGreaterThanOrEqual(0.6);
  expect(calibrationError(reliability(unseen))).toBeLessThanOrEqual(0.1);
});

test.each(["cases-a", "cases-b", "cases-f", "cases-g", "cases-h"] as const)(
  "what only looks like a breach is flagged in fewer than one case in ten of %s, and innocent texts in fewer still",
  (set) => {
    const harmless = answered(casesOf(set), new Date("2026-01-15T00:00:00Z")).filter(({ of }) => of.label === null);
    const among = (difficulty: string) => shares(harmless.filter(({ of }) => of.difficulty === difficulty)).confident;
    expect(among("near-miss")).toBeLessThanOrEqual(0.06);
    expect(among("innocent")).toBeLessThanOrEqual(0.05);
  },
);

test("so it is in words of every day, in English and as people write in China, Taiwan and Hong Kong", () => {
  const plain = answered(casesOf("cases-c"), new Date("2026-01-15T00:00:00Z"));
  for (const lang of ["en", "zh-Hans", "zh-Hant"])
    expect(shares(plain.filter((one) => one.of.lang === lang)).top3).toBeGreaterThanOrEqual(0.99);
});

test("inflected, compound and spelled either way, a keyword finds its clause on texts that were asked about before a change", () => {
  const plain = answered(casesOf("cases-d"), new Date("2026-01-15T00:00:00Z"));
  expect(shares(plain).top3).toBeGreaterThanOrEqual(0.99);
});

test("a keyword that is disguised, in another tongue, mixed, or said by the notifier alone is nearly always found", () => {
  const hidden = answered(casesOf("cases-e"), new Date("2026-01-15T00:00:00Z"));
  expect(shares(hidden).top3).toBeGreaterThanOrEqual(0.98);
});

test("on natural texts with some cue the right clause is mostly first, and nearly always among three", () => {
  const { top1, top3 } = shares(of("natural"));
  expect(top1).toBeGreaterThanOrEqual(0.72);
  expect(top3).toBeGreaterThanOrEqual(0.88);
});

test("a paraphrase without any keyword is often found all the same", () => {
  const { top1, top3 } = shares(of("paraphrase"));
  expect(top1).toBeGreaterThanOrEqual(0.64);
  expect(top3).toBeGreaterThanOrEqual(0.88);
});

test("few harmless texts are flagged with confidence, while most texts with a cue are answered with confidence", () => {
  expect(shares(of("innocent")).confident).toBeLessThanOrEqual(0.02);
  expect(shares(of("innocent", "near-miss")).confident).toBeLessThanOrEqual(0.06);
  expect(shares(of("keyword", "natural")).confident).toBeGreaterThanOrEqual(0.68);
});

test("a score says how often such a suggestion is right", () => {
  expect(calibrationError(reliability(list))).toBeLessThanOrEqual(0.1);
});

test.each([
  { step: 4, alsoBreaks: false },
  { step: 2, alsoBreaks: true },
  { step: 1, alsoBreaks: false },
  { step: 1, alsoBreaks: true },
])("so it does once the desk has learned from decisions, one in $step, and few harmless texts are flagged", (how) => {
  const learned = answeredAfterLearning(how.step, {
    alsoBreaks: how.alsoBreaks,
    now: new Date("2026-01-15T00:00:00Z"),
  });
  expect(calibrationError(reliability(learned))).toBeLessThanOrEqual(0.1);
  const harmless = learned.filter(({ of }) => of.label === null);
  expect(shares(harmless).confident).toBeLessThanOrEqual(0.12);
});

test("Chinese, in both scripts, is answered about as well as English", () => {
  const top3 = (lang: string) => shares(list.filter((one) => one.of.lang === lang && one.of.label !== null)).top3;
  const english = top3("en");
  expect(top3("zh-Hans")).toBeGreaterThanOrEqual(english - 0.1);
  expect(top3("zh-Hant")).toBeGreaterThanOrEqual(english - 0.1);
});
