import { expect, test } from "vitest";
import { onceDisguised } from "./disguises";

/** Floors a little below what was reached; undisguised it is 99.7 % (docs/decisions/0003). */
const now = new Date("2026-01-15T00:00:00Z");

test.each([
  ["digits for letters", 0.95],
  ["a point in the word", 0.97],
  ["a picture in the word", 0.97],
  ["a star for a letter", 0.96],
  ["a letter drawn out", 0.97],
  ["a letter doubled", 0.95],
  ["two letters swapped", 0.93],
  ["a letter left out", 0.93],
  ["half in pinyin", 0.91],
  ["a star after a character", 0.98],
  ["a picture after a character", 0.98],
] as const)("a plain keyword is found through its disguise: %s", (way, floor) => {
  expect(onceDisguised(way, now).top3).toBeGreaterThanOrEqual(floor);
});
