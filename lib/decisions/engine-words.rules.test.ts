import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import { FindingName } from "@/lib/policy/pack.contract";
import { ask } from "@/test/recommend";
import { withLabels } from "./engine-words.rules";
import { namesIn, wordsOf } from "./words.store";

/** Names of ours that are words of no language: findings written as one, days as numbers, ids of measures and versions. */
const ours = FindingName.options.filter((name) => /[A-Z]/.test(name));
const codes = [/\d{4}-\d{2}-\d{2}/, /\b(?:tb|ae|ab|wx)\.[a-z]/, /\b(?:cg|aup)-undated\b/, /\bfalls under v\d/];

/** Words in a row: an English sentence, where no name and no reference is as long. */
const sentence = /[a-z]{2,} [a-z]{2,} [a-z]{2,}/;

/** An ordinary day, a day whose text may not be recorded, and a clause cited beside that does not hold for everybody. */
const occasions = [
  { findings: { severe: true } },
  { contentDate: "2010-01-01" },
  { role: "buyer", findings: { malicious: false, conditionsMet: false } },
];

test.each(locales)("what the engine says of any clause is said in words in %s, without a code of ours", (locale) => {
  const policy = wordsOf(locale, "policy");
  const words = { locale, policy, decisions: wordsOf(locale, "decisions"), nameOf: namesIn(locale) };
  const found: string[] = [];
  for (const platform of builtInPlatforms) {
    const pack = readBuiltInPack(platform);
    for (const clause of pack.clauses) {
      const beside = {
        findings: {
          alsoBreaks: pack.clauses
            .filter(({ enforceable }) => !enforceable)
            .map(({ ref }) => ref)
            .slice(0, 3),
        },
      };
      const answers = [...occasions, beside].map((occasion) => ask(platform, { clause: clause.ref, ...occasion }));
      const everything = answers.flatMap(({ whyCodes, warningCodes, notOffered }) => [
        ...whyCodes,
        ...warningCodes,
        ...notOffered.map(({ whyCode }) => whyCode),
      ]);
      for (const said of everything) {
        const { code, values } = withLabels(said, pack, words);
        const told = policy(code, values);
        const isForeign = locale === "zh-Hans" && sentence.test(told);
        if (isForeign || ours.some((name) => told.includes(name)) || codes.some((pattern) => pattern.test(told)))
          found.push(told);
      }
    }
  }
  expect(found.slice(0, 5)).toEqual([]);
});
