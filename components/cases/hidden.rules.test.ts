import { expect, test } from "vitest";
import { hiddenIn, oddStretches, withoutOdd } from "./hidden.rules";

test("plain words in any script have nothing odd about them", () => {
  for (const text of [
    "A fair review.",
    "这家店的茶不错。",
    "שלום עולם",
    "مرحبا بالعالم",
    "Tiếng Việt",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️",
  ])
    expect(oddStretches(text), text).toEqual([]);
});

test("a character that turns the direction of reading is named where it stands", () => {
  expect(oddStretches("invoice\u202Egpj.exe")).toEqual([{ start: 7, end: 8, kind: "hidden", name: "RLO" }]);
  expect(hiddenIn("invoice\u202Egpj.exe")).toEqual([{ name: "RLO", kind: "direction", count: 1 }]);
});

test("a run of one hidden character is one mark and counted whole", () => {
  expect(oddStretches(`fr${"\u200B".repeat(40)}ee`)).toEqual([{ start: 2, end: 42, kind: "hidden", name: "ZWSP" }]);
  expect(hiddenIn(`fr${"\u200B".repeat(40)}ee`)).toEqual([{ name: "ZWSP", kind: "invisible", count: 40 }]);
});

test("a joiner that joins nothing is a hidden character, one inside Persian is not", () => {
  expect(oddStretches("می\u200Cخواهم")).toEqual([]);
  expect(oddStretches("fr\u200Dee").map((odd) => odd.name)).toEqual(["ZWJ"]);
});

test("words written in invisible tags are found", () => {
  const smuggled = [..."hi"].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join("");
  expect(hiddenIn(`ok${smuggled}`)).toEqual([{ name: "TAG", kind: "tag", count: 2 }]);
});

test("a letter under a pile of marks is found as one stretch, with whatever hides in it", () => {
  const pile = `Z${"\u0335\u0322\u0328\u0321".repeat(5)}`;
  expect(oddStretches(`a${pile}o`)).toEqual([{ start: 1, end: 1 + pile.length, kind: "piled", name: "" }]);
});

test("in a tooltip nothing hides, turns around or piles up, and plain words stay as they are", () => {
  expect(withoutOdd("invoice\u202Egpj.exe")).toBe("invoice\uFFFDgpj.exe");
  expect(withoutOdd(`fr${"\u200B".repeat(40)}ee ${"a\u0301\u0301\u0301\u0301\u0301"}!`)).toBe("fr\uFFFDee \uFFFD!");
  expect(withoutOdd("这家店的茶不错。")).toBe("这家店的茶不错。");
});
