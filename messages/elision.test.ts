import { expect, test } from "vitest";
import { dayInWords } from "@/lib/platform/letter.rules";
import { withElidedArticles } from "./elision.rules";
import { translatorFor } from "./load";

const told = (day: string) => translatorFor("it", "statement")("affected.decidedOn", { day: dayInWords(day, "it") });

test("an Italian letter writes the article before the 8th and the 11th as it is said, before every other day as it is", () => {
  expect(told("2026-03-08")).toBe("Abbiamo deciso l’8 marzo 2026.");
  expect(told("2026-03-11")).toBe("Abbiamo deciso l’11 marzo 2026.");
  expect(told("2026-03-18")).toBe("Abbiamo deciso il 18 marzo 2026.");
  const between = { from: dayInWords("2026-01-08", "it"), to: dayInWords("2026-02-11", "it") };
  expect(translatorFor("it", "statement")("rule.inForceBetween", between)).toContain(
    "dall’8 gennaio 2026 all’11 febbraio 2026",
  );
});

test("what somebody wrote keeps its own articles", () => {
  const quote = "dal 8 marzo 2026 in poi";
  expect(withElidedArticles(`Testo: “${quote}”, del 11 marzo 2026`, { quote, day: "11 marzo 2026" })).toBe(
    `Testo: “${quote}”, dell’11 marzo 2026`,
  );
});

test("the first of a month is an ordinal in French and in Italian, and no other day is", () => {
  expect(dayInWords("2026-03-01", "fr")).toBe("1er mars 2026");
  expect(dayInWords("2026-03-01", "it")).toBe("1º marzo 2026");
  expect(dayInWords("2026-03-21", "fr")).toBe("21 mars 2026");
  expect(dayInWords("2026-03-01", "es")).toBe("1 de marzo de 2026");
  expect(dayInWords("2026-03-01", "pl")).toBe("1 marca 2026");
});
