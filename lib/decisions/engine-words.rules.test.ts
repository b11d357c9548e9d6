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

test.each(locales)("what the engine says of any clause is said in words in %s, without a code of ours", (locale) => {
  const words = { locale, decisions: wordsOf(locale, "decisions"), nameOf: namesIn(locale) };
  const policy = wordsOf(locale, "policy");
  const found: string[] = [];
  for (const platform of builtInPlatforms) {
    const pack = readBuiltInPack(platform);
    for (const clause of pack.clauses) {
      const { whyCodes, warningCodes, notOffered } = ask(platform, { clause: clause.ref, findings: { severe: true } });
      for (const said of [...whyCodes, ...warningCodes, ...notOffered.map(({ whyCode }) => whyCode)]) {
        const { code, values } = withLabels(said, pack, words);
        const sentence = policy(code, values);
        if (ours.some((name) => sentence.includes(name)) || codes.some((pattern) => pattern.test(sentence)))
          found.push(sentence);
      }
    }
  }
  expect(found.slice(0, 5)).toEqual([]);
});
