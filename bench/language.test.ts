import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { languageOf } from "@/lib/matching/language.rules";
import { normalise } from "@/lib/matching/normalise.rules";
import { casesOf, matchSets } from "./match-cases";

// cases-i and cases-j are asked about in match.test.ts alone.
const looked = matchSets.filter((set) => set !== "cases-i" && set !== "cases-j").flatMap((set) => casesOf(set));
const readAs = (text: string) => languageOf(normalise(text).text, text);

test("no English text of any set, with the notifier's words, is taken for another language", () => {
  const english = looked.filter(({ lang }) => lang === "en");
  const texts = english.flatMap(({ text, explanation }) => [text, ...(explanation ? [explanation] : [])]);
  expect(texts.length).toBeGreaterThan(1000);
  expect(texts.filter((text) => readAs(text) === "other")).toEqual([]);
});

test("most texts in other languages are read as such, though they are short", () => {
  const others = looked.filter(({ lang }) => !/^(en|zh|mixed)/.test(lang));
  const seen = others.filter(({ text }) => readAs(text) === "other");
  // 82 of 96; 61 when only folded words were looked at.
  expect(seen.length / others.length).toBeGreaterThanOrEqual(0.8);
});

test("so are most of 110 short texts in 22 languages that were kept before the lists grew, and hardly any English one", () => {
  const Short = z.object({ lang: z.string(), text: z.string() });
  const lines = readFileSync(new URL("match/languages.ndjson", import.meta.url), "utf8")
    .trim()
    .split("\n");
  const short = lines.map((line) => Short.parse(JSON.parse(line)));
  const [english, foreign] = [true, false].map((isEnglish) =>
    short.filter(({ lang }) => (lang === "en") === isEnglish),
  );
  const asOther = (list: typeof short = []) => list.filter(({ text }) => readAs(text) === "other").length;
  // 49 before.
  expect(asOther(foreign)).toBeGreaterThanOrEqual(94);
  expect(asOther(english)).toBeLessThanOrEqual(1);
});
