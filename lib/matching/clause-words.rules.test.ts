import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import { clauseWords } from "./clause-words.rules";
import { readLexicon } from "./lexicon.store";

function wordsOf(platform: (typeof builtInPlatforms)[number], ref: string) {
  const clause = readBuiltInPack(platform).clauses.find((one) => one.ref === ref);
  if (!clause) throw new Error(`no ${ref}`);
  return clauseWords(clause, readLexicon(platform));
}

test("a clause is shown with its keywords in both languages, its heaviest theme first, and what each is worth", () => {
  const words = wordsOf("wechat", "AUP 2(a)");
  expect(words.keywords.en.length).toBeGreaterThan(0);
  expect(words.keywords.zh.every(({ word, points }) => /\p{Script=Han}/u.test(word) && points >= 0)).toBe(true);
  expect(words.themes.map(({ name, weight }) => [name, weight])).toEqual([
    ["hired-killing", 1.1],
    ["threats", 1],
    ["abroad-threats", 0.9],
    ["violent-acts", 0.6],
    ["incitement", 0.5],
  ]);
});

test("every group that a theme or a signal names stands there with its words, a pattern without", () => {
  for (const platform of builtInPlatforms) {
    const lexicon = readLexicon(platform);
    for (const clause of readBuiltInPack(platform).clauses) {
      const { themes, signals, against, groups } = clauseWords(clause, lexicon);
      const known = new Map(groups.map(({ name, words }) => [name, words]));
      const all = [...signals, ...against.signals, ...themes.flatMap((theme) => theme.signals)];
      for (const name of [...all.flatMap(({ parts }) => parts.flat()), ...against.without]) {
        expect(known.has(name), `${clause.ref}: ${name}`).toBe(true);
        expect(known.get(name) === null, name).toBe(name.startsWith("#"));
      }
    }
  }
});

test("what speaks against a clause stands apart: signals below zero, and what a signal must not stand beside", () => {
  const clause = readBuiltInPack("wechat").clauses.find(({ ref }) => ref === "AUP 2(a)");
  if (!clause) throw new Error("no clause");
  const group = { en: ["kill"], zh: ["杀"], guards: ["kill time"], evasive: false, part: false, describes: false };
  const shared = { groups: { threat: group, joke: group, film: group }, themes: {}, homophones: {} };
  const own = {
    themes: {},
    signals: [["threat !film", 2] as [string, number], ["threat & joke", -1] as [string, number]],
  };
  const platform = { "AUP 2(a)": { ...own, keywords: {}, umbrella: false, sameAs: [] } };
  const examples = { "AUP 2(a)": Array.from({ length: 23 }, (_, at) => `I will find you ${at}`) };
  const words = clauseWords(clause, { shared, platform, examples });
  expect(words.signals).toEqual([{ parts: [["threat"]], without: ["film"], points: 2 }]);
  expect(words.against).toEqual({
    signals: [{ parts: [["threat"], ["joke"]], without: [], points: -1 }],
    without: ["film"],
  });
  expect([words.examples.length, words.moreExamples]).toEqual([20, 3]);
});
