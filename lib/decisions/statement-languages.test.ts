import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { translatorFor } from "@/messages/load";
import { affected } from "@/test/statement-example";
import { languageFor } from "./letter-facts.rules";
import { inLanguage } from "./localised.rules";
import { type AffectedFacts, automatedDecisions } from "./statement.contract";
import { composeStatement } from "./statement.rules";

const [deletion] = affected.restrictions;
if (!deletion || !affected.clause) throw new Error("the example has a measure and a clause");
/** As a Polish reader's letter is made where the platform wrote its rules in Chinese and we hold them in English. */
const polish: AffectedFacts = {
  ...affected,
  language: "pl",
  clause: { ...affected.clause, textLanguage: "en", originalLanguage: "zh-Hans" },
  restrictions: [{ ...deletion, labelLanguage: "en" }],
};
const partOf = (facts: AffectedFacts, id: string) =>
  composeStatement(facts, translatorFor(facts.language, "statement"))
    .parts.find((part) => part.id === id)
    ?.paragraphs.join("\n") ?? "";

test.each(letterLanguages)("S7: each of the six ways to use automated tools has its own sentence in %s", (language) => {
  const sentences = [true, false].flatMap((detected) =>
    automatedDecisions.map((decision) =>
      partOf({ ...affected, language, automation: { detected, processed: false, decision } }, "automation"),
    ),
  );
  expect(new Set(sentences).size).toBe(6);
});

test("S9, S11: a rule that we hold in another language is quoted as it is, and the letter says so in the reader's", () => {
  const text = partOf(polish, "rule");
  expect(text).toContain("Nie mamy tekstu tej zasady w Państwa języku.");
  expect(text).toContain("w innym języku: angielski.");
  expect(text).toContain("w innym języku niż Państwa (chiński uproszczony). Jej tekst brzmi: „诱导用户到外部网站”");
  const own = {
    ...affected,
    clause: affected.clause && { ...affected.clause, textLanguage: "en", originalLanguage: "en" },
  };
  expect(partOf(own, "rule")).not.toContain("another language");
});

test("S5, S11: what happens to somebody is said in their language before the platform's own words for it", () => {
  expect(partOf(polish, "restrictions")).toContain(
    "Środek: Treść zostaje usunięta (słowami serwisu: „Delete the violating information”). Obowiązuje od 12 marca 2025.",
  );
});

test("a reader of traditional Chinese gets its words, simplified ones converted, and no note that they are foreign", () => {
  expect(inLanguage({ en: "Delete", hans: "删除", hant: "刪除" }, "zh-Hant")).toBe("刪除");
  expect(inLanguage({ en: "Delete", hans: "删除" }, "zh-Hant")).toBe("刪除");
  expect(inLanguage({ en: "Delete", hans: "删除" }, "zh-Hans")).toBe("删除");
  expect(inLanguage({ en: "Delete", hans: "删除" }, "de")).toBe("Delete");
  const clause = affected.clause && { ...affected.clause, textLanguage: "zh-Hans", originalLanguage: "zh-Hans" };
  expect(partOf({ ...affected, language: "zh-Hant", clause }, "rule")).not.toContain("另一種語言");
});

test("somebody is written to in their own language, else the content's, else the platform's, else in English", () => {
  expect(languageFor("pl-PL", "zh", "de")).toBe("pl");
  expect(languageFor("da", "fr", "de")).toBe("fr");
  expect(languageFor(null, "und", "de")).toBe("de");
  expect(languageFor(null, "und")).toBe("en");
});
