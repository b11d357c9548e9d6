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

test("a span that runs from the title into the text is left out", () => {
  expect(storedMatches(matchWith(span(2, 8, "ld\ngol")), "Gold")[0]?.evidence).toEqual([]);
});

test("content without a title keeps its spans as they are", () => {
  expect(storedMatches(matchWith(span(0, 4, "gold")), "")[0]?.evidence).toEqual([span(0, 4, "gold")]);
});
