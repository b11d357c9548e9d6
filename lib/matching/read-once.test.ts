import fc from "fast-check";
import { expect, test } from "vitest";
import { casesOf } from "@/bench/match-cases";
import { analyse } from "./analyse.rules";
import type { Matcher } from "./build.rules";
import { builtInMatcher } from "./built-in.store";
import { type LearnedModel, learn } from "./learn.rules";
import { matchLearned } from "./learned-match.rules";
import { lexicalReader, lexicalSigns, readBefore } from "./lexical.rules";
import { readSharedLexicon } from "./lexicon.store";

const now = new Date("2024-06-01T00:00:00Z");
const reader = lexicalReader(readSharedLexicon());
const cases = [...casesOf("cases-a"), ...casesOf("cases-b")];
const platforms = ["wechat", "alibaba", "aliexpress", "taobao-weitao"];

function matcherOf(platform: string): Matcher {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`no matcher for ${platform}`);
  return matcher;
}

/** The same model, whose reader does not know that it shares its words with the matcher: so it reads the text itself. */
const readingAgain = (model: LearnedModel): LearnedModel => ({
  ...model,
  space: { ...model.space, reader: { ...reader, shared: { ...reader.shared } } },
});

function signsBothWays(matcher: Matcher, text: string) {
  const read = readBefore(reader, matcher.shared, analyse(matcher.scanner, matcher.traits, "text", text));
  return { read, once: lexicalSigns(reader, "text", text, read), again: lexicalSigns(reader, "text", text) };
}

test("a text that is read once gives the same suggestions as one that is read twice", () => {
  const learned = cases.filter(({ platform }) => platform === "wechat").slice(0, 120);
  const model = learn(
    learned.map(({ text, label }) => ({ text, label })),
    reader,
  );
  const matcher = matcherOf("wechat");
  for (const { platform, text, lang } of cases) {
    if (platform !== "wechat") continue;
    const input = { platform, text, lang };
    expect(matchLearned(matcher, model, input, now)).toEqual(matchLearned(matcher, readingAgain(model), input, now));
  }
});

test("what is met in a text is the same for all labelled texts, in the same order, and nearly all are read once", () => {
  let once = 0;
  for (const { platform, text } of cases) {
    const both = signsBothWays(matcherOf(platform), text);
    expect(both.once, text).toEqual(both.again);
    if (both.read) once += 1;
  }
  expect(once / cases.length).toBeGreaterThan(0.9);
});

test("whatever a text is made of, reading it once changes nothing", () => {
  const words = fc.constantFrom(
    ...cases.slice(0, 60).flatMap(({ text }) => text.split(/\s+/)),
    "w33d",
    "c.a.s.i.n.o",
    "f*ck",
    "赌*博",
  );
  const made = fc.array(fc.oneof(words, fc.string({ unit: "grapheme", maxLength: 6 })), { maxLength: 40 });
  fc.assert(
    fc.property(made, fc.constantFrom(...platforms), (parts, platform) => {
      const both = signsBothWays(matcherOf(platform), parts.join(" "));
      expect(both.once).toEqual(both.again);
    }),
  );
});

test("where a platform's keyword alone undoes a disguise, the reader reads the text itself", () => {
  const matcher = matcherOf("wechat");
  const own = [...matcher.scanner.surfaces.keys()].find(
    (word) => /^[a-z]{6,}$/.test(word) && !reader.scanner.surfaces.has(word),
  );
  expect(own).toBeDefined();
  const both = signsBothWays(matcher, `come and see ${own?.split("").join(".")} today`);
  expect(both.read).toBeNull();
  expect(both.once).toEqual(both.again);
});
