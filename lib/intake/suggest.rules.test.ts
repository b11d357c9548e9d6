import { expect, test } from "vitest";
import type { ClauseMatch } from "@/lib/matching/contract";
import { matchInputOf, storedMatches } from "./suggest.rules";

const about = {
  platform: "wechat",
  title: "Gold",
  text: "gold bars",
  explanations: ["fake", "fake", "scam"],
  surface: null,
  role: null,
  contentDay: "2026-01-01",
  jurisdiction: null,
  language: "und",
};
const span = (start: number, end: number, text: string): ClauseMatch["evidence"][number] => ({
  in: "text",
  start,
  end,
  text,
  reason: "",
  code: "word",
  values: {},
  context: null,
  disguise: null,
});
const matchWith = (...evidence: ClauseMatch["evidence"]): ClauseMatch[] => [
  { ref: "a", title: "A", score: 0.5, version: "v1", evidence },
];

test("what two notifiers said in the same words is read once", () => {
  expect(matchInputOf(about)).toMatchObject({ text: "Gold\ngold bars", explanation: "fake\n\nscam", lang: null });
});

test("words of the title are marked in the title, words of the text in the text", () => {
  const [match] = storedMatches(matchWith(span(0, 4, "Gold"), span(5, 9, "gold")), "Gold");
  expect(match?.evidence.map(({ in: where, start, end }) => [where, start, end])).toEqual([
    ["title", 0, 4],
    ["text", 0, 4],
  ]);
});

test("a span that runs from the title into the text is marked in both, so that its clause keeps its reason", () => {
  const [match] = storedMatches(matchWith(span(2, 8, "ld\ngol")), "Gold");
  expect(match?.evidence.map(({ in: where, start, end, text }) => [where, start, end, text])).toEqual([
    ["title", 2, 4, "ld"],
    ["text", 0, 3, "gol"],
  ]);
});

test("what a clause is merely like keeps its reason and points at no words that a decision could bind", () => {
  const alike = { ...span(0, 4, "Gold"), code: "alike-example" as const, reason: "like “x”", values: { like: "x" } };
  expect(storedMatches(matchWith(alike), "Gold")[0]?.evidence).toEqual([{ ...alike, end: 0, text: "" }]);
});

test("content without a title keeps its spans as they are", () => {
  expect(storedMatches(matchWith(span(0, 4, "gold")), "")[0]?.evidence).toEqual([span(0, 4, "gold")]);
});
