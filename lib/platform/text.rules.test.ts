import { expect, test } from "vitest";
import { neededLine, neededText, typedText } from "./text.rules";

test.each([
  ["zero-width spaces", "\u200b\u200b"],
  ["a word joiner and a byte order mark", "\u2060\ufeff"],
  ["empty letters of Hangul and Braille", "\u3164\u2800"],
])("a text of %s is blank to whoever reads it, and so it is no text", (_, text) => {
  expect(neededText(100).safeParse(text).error?.issues[0]?.message).toBe("required");
  expect(neededLine(100).safeParse(text).success).toBe(false);
});

test("joined emoji, new emoji and right-to-left writing with its isolates are texts like any other", () => {
  for (const text of ["👩‍👩‍👧", "🫩", "\u2067שלום\u2069 hello"])
    expect(neededText(100).safeParse(text).success).toBe(true);
});

test("what turns the letters around is refused: it would be read as something else than stands there", () => {
  expect(typedText(100).safeParse("pay \u202e0001 now").error?.issues[0]?.message).toBe("control_characters");
});
