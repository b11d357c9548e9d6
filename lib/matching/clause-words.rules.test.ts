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
  expect(words.examples).toHaveLength(23);
});

test("each word of a group has its weight beside it, and not in the syntax of the lexicon", () => {
  const all = readBuiltInPack("wechat").clauses.flatMap((clause) => clauseWords(clause, readLexicon("wechat")).groups);
  const weights = all.flatMap(({ words }) => (words ? [...words.en, ...words.zh] : []));
  expect(weights.some(({ points }) => points < 1)).toBe(true);
  expect(weights.filter(({ word, points }) => word.includes("^") || !(points > 0))).toEqual([]);
});

test("a clause shows its exceptions with the words that raise them, and those of the clause it borrows from", () => {
  const { clauses } = readBuiltInPack("wechat");
  const borrower = clauses.find(({ exceptionsFrom }) => exceptionsFrom !== null);
  const lender = clauses.find(({ ref }) => ref === borrower?.exceptionsFrom);
  if (!borrower || !lender) throw new Error("no clause borrows");
  const { exceptions } = clauseWords(borrower, readLexicon("wechat"), lender);
  expect(exceptions.map(({ letter }) => letter)).toEqual(
    [...borrower.exceptions, ...lender.exceptions].map(({ letter }) => letter),
  );
  const ofHarm = wordsOf("wechat", "AUP 2(h)").exceptions.find(({ letter }) => letter === "a");
  expect(ofHarm?.words?.en).toContainEqual({ word: "boxing", points: 1 });
});

test("what takes from every clause is shown with each: harmless examples, and the cues of negation, quotation and the rest", () => {
  const { harmless, cues } = wordsOf("aliexpress", "5.sensitive.9.c");
  expect(harmless.examples.length).toBeGreaterThan(100);
  expect(harmless.points).toBeCloseTo(4.8);
  expect(cues.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["negated", "quoted", "condemned", "recovery"]));
  const negated = cues.find(({ kind }) => kind === "negated");
  expect(negated?.left).toBe(0.25);
  expect(negated?.words.en).toContainEqual({ word: "not", points: 1 });
});
