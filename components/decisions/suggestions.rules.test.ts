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
