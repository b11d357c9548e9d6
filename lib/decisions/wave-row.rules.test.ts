import { expect, test } from "vitest";
import { type AlikeItems, gatheredBy, splitOffIn } from "./wave-row.rules";

const some = (count: number, more: Partial<AlikeItems> = {}): AlikeItems => ({
  by: "equal",
  role: "buyer",
  language: "en",
  barred: null,
  count,
  ...more,
});

test("what gathers a wave is said with the most frequent first; its first item is gathered by nothing", () => {
  const items = [
    some(1, { by: "first" }),
    some(2, { by: "link" }),
    some(4, { by: "picture" }),
    some(1, { by: "link" }),
  ];
  expect(gatheredBy(items)).toEqual([
    { by: "picture", count: 4 },
    { by: "link", count: 3 },
  ]);
});

test("what differs from the largest part is split off, each reason with its number", () => {
  const items = [
    some(5),
    some(2, { role: "merchant" }),
    some(1, { role: "merchant", language: "zh-Hans" }),
    some(3, { barred: "held", role: "merchant" }),
    some(1, { barred: "escalated" }),
    some(2, { barred: "anotherPerson", language: "fr" }),
    some(1, { barred: "suspected" }),
  ];
  expect(splitOffIn(items, 2)).toEqual([
    { why: "role", count: 3 },
    { why: "language", count: 1 },
    { why: "held", count: 3 },
    { why: "escalated", count: 1 },
    { why: "anotherPerson", count: 2 },
    { why: "suspected", count: 1 },
    { why: "takenOut", count: 2 },
  ]);
});

test("of items that are all alike nothing is split off", () => {
  expect(splitOffIn([some(3), some(2, { by: "text" })], 0)).toEqual([]);
  expect(splitOffIn([], 0)).toEqual([]);
});
