import fc from "fast-check";
import { expect, test } from "vitest";
import { differing } from "./differing.rules";

const marked = (text: string, first: string) =>
  differing(text, first)
    .filter(({ differs }) => differs)
    .map(({ text: piece }) => piece);

test("only what the first text does not say is marked, in Chinese as in English", () => {
  expect(marked("call me at 222 today", "call me at 111 today")).toEqual(["222"]);
  expect(marked("加微信看新款", "加微信看旧款")).toEqual(["新"]);
  expect(marked("the same", "the same")).toEqual([]);
});

test("the pieces together are the whole text, whatever it is", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, first) => {
      expect(
        differing(text, first)
          .map(({ text: piece }) => piece)
          .join(""),
      ).toBe(text);
    }),
  );
});
