import fc from "fast-check";
import { expect, test } from "vitest";
import { builtInPlatforms } from "@/lib/policy/built-in.store";
import type { Matcher } from "./build.rules";
import { builtInMatcher } from "./built-in.store";
import { partsACharacter } from "./characters.rules";
import { match } from "./match.rules";
import { normalise, spanInOriginal } from "./normalise.rules";

const now = new Date("2024-03-01T12:00:00Z");

function matcherOf(platform: string): Matcher {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`no matcher for ${platform}`);
  return matcher;
}

/** Words that are met, tricks to hide them, and anything at all between. */
const pieces = fc.oneof(
  fc.constantFrom(
    "casino",
    "c a s i n o",
    "v4pe",
    "赌博",
    "百家樂",
    "薇❤信",
    "不是",
    "not a",
    "fake",
    "bet",
    "加微信 abc123",
    "ｆｒｅｅ",
  ),
  fc.constantFrom(
    "\u200b",
    "\u200d",
    "👩‍👩‍👧",
    "😀",
    "é",
    "ß",
    "\ud83d",
    "\udc00",
    "\u0000",
    "İ",
    "ﬁ",
    "①",
    "㍿",
    "\u3000",
    "\ufeff",
    "…",
    "。",
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const texts = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(""));
const platforms = fc.constantFrom(...builtInPlatforms);

test("whatever is written, evidence stands in the original exactly where it says", () => {
  fc.assert(
    fc.property(platforms, texts, texts, (platform, text, explanation) => {
      const original = { text, explanation };
      for (const { evidence } of match(matcherOf(platform), { platform, text, explanation }, now).matches) {
        for (const one of evidence) {
          expect(original[one.in].slice(one.start, one.end)).toBe(one.text);
          expect(one.text).not.toBe("");
          for (const at of [one.start, one.end]) expect(partsACharacter(original[one.in], at)).toBe(false);
          expect(one.reason.replace(one.text, "")).not.toMatch(/[{}]\w+\}/);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test("there are at most five suggestions, each once, best first, with scores between 0 and 1", () => {
  fc.assert(
    fc.property(platforms, texts, (platform, text) => {
      const { matches, confident } = match(matcherOf(platform), { platform, text }, now);
      const refs = matches.map(({ ref }) => ref);
      expect(refs.length).toBeLessThanOrEqual(5);
      expect(new Set(refs).size).toBe(refs.length);
      const scores = matches.map(({ score }) => score);
      expect([...scores].sort((one, other) => other - one)).toEqual(scores);
      expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
      if (matches.length === 0) expect(confident).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test("the same text gives the same answer", () => {
  fc.assert(
    fc.property(platforms, texts, (platform, text) => {
      const again = () => match(matcherOf(platform), { platform, text }, now);
      expect(again()).toEqual(again());
    }),
    { numRuns: 100 },
  );
});

test("plain form and original have the same places: every unit comes from inside the original, in order", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const plain = normalise(text);
      let before = 0;
      for (let at = 0; at < plain.text.length; at += 1) {
        const { start, end } = spanInOriginal(plain, at, at + 1);
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        before = start;
      }
    }),
    { numRuns: 150 },
  );
});

/** A map that counts how often it is asked. */
class CountingMap<Key, Value> extends Map<Key, Value> {
  asked = 0;
  override get(key: Key): Value | undefined {
    this.asked += 1;
    return super.get(key);
  }
}

test("the work grows with the text, not with the lexicon: a few look-ups for each word or character", () => {
  const matcher = matcherOf("wechat");
  const counters = {
    surfaces: new CountingMap(matcher.scanner.surfaces),
    phrases: new CountingMap(matcher.scanner.phrases),
    han: new CountingMap(matcher.scanner.han),
    sounds: new CountingMap(matcher.scanner.sounds),
  };
  const counting: Matcher = { ...matcher, scanner: { ...matcher.scanner, ...counters } };
  const workFor = (text: string): number => {
    for (const counter of Object.values(counters)) counter.asked = 0;
    match(counting, { platform: "wechat", text }, now);
    return Object.values(counters).reduce((sum, counter) => sum + counter.asked, 0);
  };
  const english = "we went to the market and bought apples for the children ";
  const chinese = "今天天气很好我们一起去公园散步看花";
  for (const [sentence, length] of [
    [english, 11],
    [chinese, 17],
  ] as const) {
    const short = workFor(sentence.repeat(10));
    const long = workFor(sentence.repeat(100));
    expect(short).toBeLessThan(10 * length * 8);
    expect(long).toBeLessThan(short * 12);
  }
});
