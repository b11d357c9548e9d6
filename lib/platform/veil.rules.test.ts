import fc from "fast-check";
import { expect, test } from "vitest";
import { readVeilMap, veilFor, veilStrengths } from "./veil.rules";

const set = {
  mediaVeil: "medium",
  mediaGrey: true,
  mediaVeilByClass: "spam, fraud = low colour; violence = high",
} as const;

test("a picture is veiled as its kind of content is set, else as everything is", () => {
  expect(veilFor(set, [], null)).toEqual({ strength: "medium", isGrey: true });
  expect(veilFor(set, ["hate"], null)).toEqual({ strength: "medium", isGrey: true });
  expect(veilFor(set, ["spam"], null)).toEqual({ strength: "low", isGrey: false });
});

test("of several kinds the strictest counts, and one that is not set does not hide it", () => {
  expect(veilFor(set, ["spam", "violence"], null)).toEqual({ strength: "high", isGrey: true });
  expect(veilFor(set, ["hate", "violence"], null)).toEqual({ strength: "high", isGrey: true });
});

test("a person's own wish makes a veil stronger and never weaker", () => {
  const strength = fc.constantFrom(...veilStrengths);
  fc.assert(
    fc.property(strength, strength, (mediaVeil, own) => {
      const order = (one: (typeof veilStrengths)[number]) => veilStrengths.indexOf(one);
      const { strength: held } = veilFor({ ...set, mediaVeil }, [], own);
      expect(order(held)).toBe(Math.max(order(mediaVeil), order(own)));
    }),
  );
});

test.each(["spam", "spam = dark", "= low", "SPAM = low", "spam = low blue", "spam low", "a b = low"])(
  "%j cannot be read",
  (line) => expect(readVeilMap(line)).toBeNull(),
);
