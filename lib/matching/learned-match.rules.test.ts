import { expect, test } from "vitest";
import { isProof } from "./alike.rules";
import { builtInMatcher } from "./built-in.store";
import { type Example, learning } from "./learn.rules";
import { matchLearned } from "./learned-match.rules";
import { lexicalReader } from "./lexical.rules";
import { readSharedLexicon } from "./lexicon.store";

const now = new Date("2024-05-01T00:00:00Z");
const reader = lexicalReader(readSharedLexicon());

/** A model that is asked without the lexicon's half, so that what people decided is all there is. */
function taughtBy(examples: readonly Example[], confidentFrom: number) {
  const steps = learning(examples, reader, { buckets: 2 ** 14, weights: 2 ** 16, pieces: 2 ** 16 });
  let step = steps.next();
  while (!step.done) step = steps.next();
  return { ...step.value, tuning: { ...step.value.tuning, share: 1, confidentFrom } };
}

function suggested(examples: readonly Example[], text: string, confidentFrom = 0.72) {
  const matcher = builtInMatcher("wechat");
  if (!matcher) throw new Error("no matcher");
  return matchLearned(matcher, taughtBy(examples, confidentFrom), { platform: "wechat", text }, now);
}

test("where both collections of WeChat speak to a text, both stay among the suggestions when people cite only one", () => {
  const cited = ["CG/Gambling", "CG/Gambling(a)", "CG/Gambling(b)", "CG/Gambling(c)", "CG/Spam(a)"];
  const decided = Array.from({ length: 200 }, (_, turn) => ({
    text: `online casino, deposit bonus, play baccarat now ${turn}`,
    label: cited[turn % cited.length] ?? null,
  }));
  const { matches } = suggested(decided, "online casino, deposit bonus, play baccarat now");
  expect(matches).toHaveLength(5);
  expect(matches.map(({ ref }) => ref)).toContain("AUP 2(o)");
  expect(matches.map(({ score }) => score)).toEqual(matches.map(({ score }) => score).sort((a, b) => b - a));
});

test("after learning too, nothing is suggested with confidence that no words can be shown for", () => {
  const decided = Array.from({ length: 60 }, (_, turn) => ({
    text: turn % 2 ? `🍉🍉 🌿 ${turn % 7}` : `a quiet lake ${turn}`,
    label: turn % 2 ? "CG/Spam(a)" : null,
  }));
  for (const text of ["🍉🍉", "🌿 🍉", "3", "5 1"]) {
    const { matches, confident } = suggested(decided, text, 0);
    expect([matches[0]?.evidence.some(isProof), confident], text).toEqual([false, false]);
  }
});
