import { expect, test } from "vitest";
import { worthALine } from "./suggestions.rules";

const scored = (...scores: number[]) => scores.map((score) => ({ score }));

test("a suggestion that is shown as 0 % is not listed beside likelier ones", () => {
  expect(worthALine(scored(0.3, 0.005, 0.004, 0))).toEqual(scored(0.3, 0.005));
});

test("where everything rounds to nothing, what there is is listed", () => {
  expect(worthALine(scored(0.004, 0))).toEqual(scored(0.004, 0));
  expect(worthALine([])).toEqual([]);
});

test("a clause that only a reader outside named has its line, though an unproven reader's word scores nothing", () => {
  const named = { score: 0, namedOutside: true as const };
  expect(worthALine([{ score: 0.3 }, { score: 0 }, named])).toEqual([{ score: 0.3 }, named]);
});
