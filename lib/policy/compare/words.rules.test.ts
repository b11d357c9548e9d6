import fc from "fast-check";
import { expect, test } from "vitest";
import { type Piece, wordDiff } from "./words.rules";

const side = (pieces: readonly Piece[], own: "before" | "after") =>
  pieces
    .filter((piece) => piece.side === "both" || piece.side === own)
    .map(({ text }) => text)
    .join("");

test("English is compared by words: what was taken out stands before what was put in", () => {
  expect(wordDiff("Deleted after three warnings.", "Deleted after two written warnings.", "en")).toEqual([
    { side: "both", text: "Deleted after " },
    { side: "before", text: "three" },
    { side: "after", text: "two written" },
    { side: "both", text: " warnings." },
  ]);
});

test("Chinese is compared by words, not as one long one and not by characters", () => {
  const pieces = wordDiff("会员不得发布广告信息。", "会员不得发布虚假信息。", "zh-Hans");
  expect(pieces).toEqual([
    { side: "both", text: "会员不得发布" },
    { side: "before", text: "广告" },
    { side: "after", text: "虚假" },
    { side: "both", text: "信息。" },
  ]);
});

test("words that changed beside each other are one change, with the space between them", () => {
  expect(wordDiff("a red car stops", "a blue bus stops", "en")).toEqual([
    { side: "both", text: "a " },
    { side: "before", text: "red car" },
    { side: "after", text: "blue bus" },
    { side: "both", text: " stops" },
  ]);
});

test("for any two texts nothing is lost, nothing is made up, and turned around it says the same", () => {
  const word = fc.constantFrom("the ", "shop", " sells", "、", "违规", "广告", "。", " ", "\n", "Z", "é");
  const text = fc.oneof(
    fc.array(word, { maxLength: 14 }).map((words) => words.join("")),
    fc.string({ maxLength: 20 }),
  );
  fc.assert(
    fc.property(text, text, fc.constantFrom("en", "zh-Hans"), (before, after, lang) => {
      const pieces = wordDiff(before, after, lang);
      expect(side(pieces, "before")).toBe(before);
      expect(side(pieces, "after")).toBe(after);
      if (before === after) expect(pieces.every((piece) => piece.side === "both")).toBe(true);
      const turned = wordDiff(after, before, lang);
      const changed = (list: Piece[], own: Piece["side"]) => list.filter((piece) => piece.side === own);
      expect(changed(turned, "after").map((piece) => piece.text)).toEqual(
        changed(pieces, "before").map((piece) => piece.text),
      );
      expect(changed(turned, "both")).toEqual(changed(pieces, "both"));
    }),
  );
});
