import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { translatorFor } from "@/messages/load";
import { composeEffect, composeReceipt, composeUserLetter, type OrderLetterFacts } from "./order-letters.rules";

const act: OrderLetterFacts = {
  kind: "act",
  authority: "Market Office",
  country: "DE",
  reference: "MO 7/2026",
  platformName: "Weitao",
  receivedOn: "2026-03-01",
  effectOn: "2026-03-04",
  zone: "Europe/Berlin",
  language: "en",
  effect: "partly",
  note: "",
  missing: ["legalBasis", "reasons", "locations", "redress"],
  legalBasis: "Section 5 of the Example Act",
  reasons: "",
  redress: "",
  territories: ["DE", "FR"],
  locations: ["https://shop.example/1"],
};

/** Every letter of both kinds and each effect, as its reader gets it. */
function lettersIn(language: OrderLetterFacts["language"]): string[] {
  const t = translatorFor(language, "orderLetters");
  return (["act", "information"] as const).flatMap((kind) => {
    const facts = { ...act, kind, language };
    return [
      composeReceipt(facts, t),
      composeReceipt({ ...facts, missing: [] }, t),
      ...(["given", "partly", "not_given"] as const).map((effect) => composeEffect({ ...facts, effect }, t)),
      composeUserLetter(facts, t),
      composeUserLetter({ ...facts, territories: [] }, t),
    ].map(({ subject, text }) => `${subject}\n${text}`);
  });
}

const linesOf = (letter: string) => letter.split("\n").filter((line) => line !== "");
const english = new Set(lettersIn("en").flatMap(linesOf));
/** What no translation changes: names, addresses, and what the order itself says. */
const kept = ["https://shop.example/1", "Section 5 of the Example Act"];

test.each(letterLanguages)(
  "O1, O2, O3: every letter about an order is whole in %s, and no English sentence is left in it",
  (language) => {
    for (const letter of lettersIn(language)) {
      expect(letter).not.toMatch(/[{}]/);
      if (language === "en") continue;
      expect(
        linesOf(letter).filter((line) => english.has(line) && !kept.some((words) => line.includes(words))),
      ).toEqual([]);
    }
    // A letter about information has no territory.
    expect(new Set(lettersIn(language)).size).toBe(lettersIn("en").length - 1);
  },
);

test("O3: the day and the countries are in the reader's own words", () => {
  const told = (language: OrderLetterFacts["language"]) =>
    composeUserLetter({ ...act, language }, translatorFor(language, "orderLetters")).text;
  expect(told("pl")).toContain("w dniu 4 marca 2026");
  expect(told("de")).toContain("am 4. März 2026");
  expect(told("fr")).toContain("Elle produit ses effets dans : Allemagne et France.");
  expect(told("zh-Hant")).toContain("生效地區：德國和法國。");
});
