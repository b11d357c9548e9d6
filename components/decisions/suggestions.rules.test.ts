import { expect, test } from "vitest";
import { worthALine } from "./suggestions.rules";

const evidence = [{ in: "text", start: 0, end: 5, text: "words", reason: "" }];
const onWords = (...scores: number[]) => scores.map((score) => ({ score, evidence }));
const onNothing = (...scores: number[]) => scores.map((score) => ({ score, evidence: [] }));

test("a suggestion that is shown as 0 % is not listed beside likelier ones", () => {
  expect(worthALine(onWords(0.3, 0.005, 0.004, 0))).toEqual(onWords(0.3, 0.005));
});

test("a suggestion that points at no word and scores next to nothing is no nearness, and is not listed", () => {
  expect(worthALine([...onWords(0.02), ...onNothing(0.05, 0.044, 0)])).toEqual([...onWords(0.02), ...onNothing(0.05)]);
  expect(worthALine(onNothing(0.004, 0))).toEqual([]);
  expect(worthALine([])).toEqual([]);
});

test("a mere likeness is listed like what points at no word, though it gives a reason", () => {
  const like = (score: number) => ({ score, evidence, likeOnly: true as const });
  expect(worthALine([...onWords(0.02), like(0.05), like(0.044)])).toEqual([...onWords(0.02), like(0.05)]);
});

test("where all that points at words rounds to nothing, it is listed all the same", () => {
  expect(worthALine([...onWords(0.004, 0), ...onNothing(0.01)])).toEqual(onWords(0.004, 0));
});

test("a clause that only a reader outside named has its line, though an unproven reader's word scores nothing", () => {
  const named = { score: 0, namedOutside: true as const, evidence: [] };
  expect(worthALine([...onWords(0.3, 0), named])).toEqual([...onWords(0.3), named]);
});
