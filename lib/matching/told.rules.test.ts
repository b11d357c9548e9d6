import { expect, test } from "vitest";
import { analyse } from "./analyse.rules";
import { builtInMatcher } from "./built-in.store";
import { indexExamples, likeExamples } from "./examples.rules";
import { indexWording, similarity } from "./similarity.rules";
import { kindsIn, toldIn } from "./told.rules";

const matcher = builtInMatcher("aliexpress");
if (!matcher) throw new Error("no matcher");
const { scanner, traits } = matcher;
const read = (text: string) => analyse(scanner, traits, "text", text);

const examples = indexExamples([
  { text: "this handbag is counterfeit", clause: 0 },
  { text: "这个包是仿冒的货", clause: 0 },
  { text: "the gift was never posted to the winner", clause: 1 },
  ...["soup with noodles", "a walk by the river", "我们去河边散步"].map((text) => ({ text, clause: null })),
]);
/** How like the example of a clause a text is, as the matcher asks. */
function likeness(text: string, clause = 0): number {
  const analysis = read(text);
  const context = { told: toldIn(analysis), kindsOf: (example: string) => kindsIn(scanner, example) };
  return likeExamples(examples, text, analysis, context).clauses.get(clause)?.likeness ?? 0;
}

test.each([
  ["denied", "my handbag: no counterfeit"],
  ["quoted", 'my handbag "a plain counterfeit item" counterfeited'],
  ["asked", "is this handbag counterfeit"],
])("what is %s is less like an example that says it", (_, text) => {
  expect(likeness(text)).toBeLessThan(0.9 * likeness("this handbag is counterfeit"));
});

test("the same words, denied, are at most half as like the example as said plainly, in Chinese too", () => {
  const plain = (text: string) => likeExamples(examples, text, read(text)).clauses.get(0)?.likeness ?? 0;
  for (const text of ["not counterfeit", "不是仿冒"]) {
    expect(plain(text), text).toBeGreaterThan(0);
    expect(likeness(text), text).toBeLessThanOrEqual(0.5 * plain(text));
  }
});

test("an example whose breach is something not done is as like a text that says so as it was", () => {
  const text = "the gift was never posted";
  const plain = likeExamples(examples, text, read(text)).clauses.get(1)?.likeness ?? 0;
  expect(plain).toBeGreaterThan(0);
  expect(likeness(text, 1)).toBe(plain);
});

test("a word that is denied once and said plainly elsewhere is said", () => {
  expect([...toldIn(read("not counterfeit")).keys()]).toContain("counterfeit");
  expect([...toldIn(read("it is not counterfeit. Counterfeit for sale.")).keys()]).not.toContain("counterfeit");
});

test("the wording of a clause knows negation too", () => {
  const wording = indexWording(["counterfeit handbags and their sale", "walks by the river", "soup"]);
  const score = (text: string) => similarity(wording, text, toldIn(read(text))).get(0)?.score ?? 0;
  expect(score("no counterfeit")).toBeLessThan(0.5 * score("counterfeit"));
  expect(score("counterfeit")).toBeGreaterThan(0);
});
