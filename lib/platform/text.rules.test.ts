import { expect, test } from "vitest";
import {
  contentLine,
  contentText,
  neededContent,
  neededLine,
  neededText,
  typedLine,
  typedText,
  withoutTurns,
} from "./text.rules";

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

test("a name or address that turns the letters around is refused: it would be read as another", () => {
  expect(typedLine(100).safeParse("pay \u202e0001 now").error?.issues[0]?.message).toBe("turned_around");
  expect(neededLine(100).safeParse("moc.knab\u202e").error?.issues[0]?.message).toBe("turned_around");
});

test("who quotes such a trick may: nobody can take out what they do not see", () => {
  expect(typedText(100).safeParse("They write pay \u202e0001 now").success).toBe(true);
  for (const text of ["\u202e0001", "bell \u0007", "\u009b31m"])
    expect(neededContent(100).safeParse(text).success).toBe(true);
  expect(contentLine(100).safeParse("a picture of \u202egpj.exe").success).toBe(true);
  expect(contentText(100).safeParse("a\u0000b").error?.issues[0]?.message).toBe("control_characters");
});

test("words that stand in a sentence of ours lose what would turn the sentence, and nothing else", () => {
  expect(withoutTurns("\u2067שלום\u2069 a\u202eb\u202c 👩‍👩‍👧")).toBe("שלום ab 👩‍👩‍👧");
});
