import { expect, test } from "vitest";
import { casesOf } from "@/bench/match-cases";
import { isProof } from "./alike.rules";
import { builtInMatcher } from "./built-in.store";
import type { MatchInput, MatchOutput } from "./contract";
import { indexExamples, likeExamples } from "./examples.rules";
import { learn } from "./learn.rules";
import { matchLearned } from "./learned-match.rules";
import { match } from "./match.rules";
import { lettersOf } from "./nearest.rules";
import { indexWording, similarity } from "./similarity.rules";

const now = new Date("2026-01-15T00:00:00Z");
const matcherOf = (platform: string) => {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`${platform} is not built in`);
  return matcher;
};
const platforms = ["wechat", "aliexpress", "taobao-weitao", "alibaba"];
const texts = [
  "xyzzy qwf",
  "hi",
  "😀",
  "请問可以換成國際插頭嗎",
  "Battery lasts about five hours with the screen on half bright",
  "周末家庭聚餐订好了，靠窗的大圆桌，六点别迟到",
  "продам старый велосипед",
];

/** Each candidate gives a reason, with words that stand where it says. */
function expectReasons({ matches }: MatchOutput, input: Pick<MatchInput, "text" | "explanation">): void {
  for (const { ref, evidence } of matches) {
    expect(evidence.length, `${ref} for ${input.text}`).toBeGreaterThan(0);
    for (const { in: field, start, end, text, reason } of evidence) {
      expect(text).not.toBe("");
      expect((input[field] ?? "").slice(start, end)).toBe(text);
      expect(reason).not.toBe("");
    }
  }
}

test.each(platforms)("no candidate of %s is given without a reason and the words it rests on", (platform) => {
  const cases = casesOf("cases-g").filter((one) => one.platform === platform);
  for (const one of cases) expectReasons(match(matcherOf(platform), one, now), one);
  for (const text of texts) expectReasons(match(matcherOf(platform), { platform, text }, now), { text });
  for (const explanation of texts)
    expectReasons(match(matcherOf(platform), { platform, explanation }, now), { explanation });
});

test("what a text is merely like is said to be no more, and what it is like is named", () => {
  const { matches, confident } = match(matcherOf("wechat"), { platform: "wechat", text: "xyzzy qwf" }, now);
  expect(confident).toBe(false);
  expect(matches.length).toBeGreaterThan(0);
  const codes = new Set(matches.flatMap(({ evidence }) => evidence.map(({ code }) => code)));
  for (const code of codes) expect(["alike-wording", "alike-example"]).toContain(code);
  for (const { reason, values } of matches.flatMap(({ evidence }) => evidence)) {
    expect(reason).toMatch(/^no word names this clause/);
    expect(values.like?.length, "what it is like").toBeGreaterThan(0);
    expect(reason).toContain(values.like);
  }
});

test("a picture that no clause has a word, an example or a letter of is no candidate for any", () => {
  for (const text of ["⠿⠿", "؟"])
    expect(match(matcherOf("alibaba"), { platform: "alibaba", text }, now).matches).toEqual([]);
});

test("half of a picture, as a cut text ends with, is like nothing: no reason points at no words", () => {
  for (const platform of platforms)
    for (const text of ["\ud83d", " \ud83d", "\ud83d\ud83d"])
      expectReasons(match(matcherOf(platform), { platform, text }, now), { text });
});

test("pictures and rare characters that share half of their code share nothing", () => {
  const examples = indexExamples([
    { text: "🌸", clause: 0 },
    { text: "𠀀𠀁", clause: 1 },
    { text: "a walk by the river", clause: null },
  ]);
  const alike = (text: string) => [...likeExamples(examples, text).clauses.keys()];
  expect(alike("🂡"), "D83C DCA1 beside D83C DF38").toEqual([]);
  expect(alike("🌸")).toEqual([0]);
  expect(alike("𠀂𠀃")).toEqual([]);
  expect(alike("𠀀𠀁")).toEqual([1]);
  for (const [one, other] of [
    ["𐌰𐌱𐌲", "𐌳𐌴𐌵"],
    ["𠀀", "𠀁"],
  ] as const)
    for (const group of lettersOf(one)) expect([...lettersOf(other)], group).not.toContain(group);
  const wording = indexWording(["𠀀𠀁", "soup"]);
  expect([similarity(wording, "𠀂𠀁𠀀").size, similarity(wording, "𠀂𠀀𠀁").size]).toEqual([0, 1]);
});

test("a likeness is never bound to what proves something: a clause has one kind of reason or the other", () => {
  for (const one of casesOf("cases-g").slice(0, 200))
    for (const { evidence } of match(matcherOf(one.platform), one, now).matches)
      expect(new Set(evidence.map(isProof)).size).toBe(1);
});

test("after learning, a clause that people decided on gives their decisions as its reason, and one of which nothing is known is left out", () => {
  const decided = Array.from({ length: 60 }, (_, turn) => ({
    text: turn % 2 ? `🍉🍉 🌿 ${turn % 7}` : `a quiet lake ${turn}`,
    label: turn % 2 ? "CG/Spam(a)" : null,
  }));
  const model = learn(decided);
  for (const text of ["🍉🍉", "🌿 🍉", ...texts]) {
    const output = matchLearned(matcherOf("wechat"), model, { platform: "wechat", text }, now);
    expectReasons(output, { text });
  }
  const { matches, confident } = matchLearned(
    matcherOf("wechat"),
    model,
    { platform: "wechat", text: "🍉🍉 🌿 1" },
    now,
  );
  expect(matches[0]).toMatchObject({ ref: "CG/Spam(a)", evidence: [{ code: "alike-decisions" }] });
  expect(confident).toBe(false);
});
