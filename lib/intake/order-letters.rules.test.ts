import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { languageInWords, momentWithZone } from "@/lib/platform/letter.rules";
import { translatorFor } from "@/messages/load";
import { composeEffect, composeReceipt, composeUserLetter, type OrderLetterFacts } from "./order-letters.rules";

const act: OrderLetterFacts = {
  kind: "act",
  authority: "Market Office",
  country: "DE",
  reference: "MO 7/2026",
  ourReference: "TB-N-7",
  account: null,
  platformName: "Weitao",
  receivedOn: "2026-03-01",
  effectOn: "2026-03-04",
  moments: null,
  zone: "Europe/Berlin",
  language: "en",
  effect: "partly",
  note: "",
  holdUntil: null,
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

test.each(letterLanguages)(
  "O1, O2: an authority reads in %s by which hour its order came and was carried out, with the zone",
  (language) => {
    const t = translatorFor(language, "orderLetters");
    const moments = { receivedAt: new Date("2026-03-01T22:05:00Z"), effectAt: new Date("2026-07-04T06:30:00Z") };
    const facts = { ...act, language, moments };
    const [received, effect] = [moments.receivedAt, moments.effectAt].map((at) =>
      momentWithZone(at, act.zone, language),
    );
    expect(composeReceipt(facts, t).text).toContain(received);
    expect(composeEffect(facts, t).text).toContain(effect);
    expect(received).toMatch(/23:05/);
    expect(effect).toMatch(/0?8:30/);
    expect(received).not.toBe(momentWithZone(moments.receivedAt, "Asia/Shanghai", language));
  },
);

test("O4: letters to an authority say which order it is: whose account, its number, and ours; the person reads no number of ours", () => {
  const t = translatorFor("en", "orderLetters");
  const facts = { ...act, kind: "information" as const, account: "silk-house" };
  for (const { text } of [composeReceipt(facts, t), composeEffect(facts, t)])
    expect(text).toContain("It is about this account: silk-house\nYour number: MO 7/2026\nOur number: TB-N-7");
  expect(composeUserLetter(facts, t).text).not.toContain("TB-N-7");
});

test("an hour that comes twice in autumn is told by which of the two it is", () => {
  const twice = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map((at) =>
    momentWithZone(new Date(at), "Europe/Berlin", "en"),
  );
  expect(twice).toEqual([
    "25 October 2026 at 02:30 (Central European Summer Time)",
    "25 October 2026 at 02:30 (Central European Standard Time)",
  ]);
});

test("O3: an authority that wants the person told nothing reads, in its language, to which minute that is noted", () => {
  const holdUntil = new Date("2026-04-01T08:30:00Z");
  for (const language of letterLanguages) {
    const t = translatorFor(language, "orderLetters");
    const { text } = composeReceipt({ ...act, language, holdUntil }, t);
    expect(text, language).toContain(momentWithZone(holdUntil, act.zone, language));
    expect(text, language).toMatch(/10[:.]30/);
    expect(composeReceipt({ ...act, language }, t).text, language).not.toMatch(/10[:.]30/);
  }
});

test.each(letterLanguages)(
  "O3: of an order in another language than %s the person concerned is told that its words stand as they were written, and they are marked",
  (language) => {
    const [typed, reasons] =
      language === "de"
        ? [
            "en",
            "The page offers goods that may not be sold in this country without the licence that the law asks for.",
          ]
        : [
            "de",
            "Die Seite bietet Waren an, die nach dem Gesetz in diesem Land nicht ohne die Erlaubnis zu verkaufen sind.",
          ];
    const t = translatorFor(language, "orderLetters");
    const parts = composeUserLetter({ ...act, language, reasons }, t).parts;
    const part = parts.find(({ id }) => id === "reasons");
    expect(part?.typed).toContainEqual({ text: reasons, language: typed });
    expect(part?.paragraphs).toContain(t("typed.otherLanguage", { language: languageInWords(typed, language) }));
    const own = composeUserLetter({ ...act, language, legalBasis: "" }, t).parts;
    expect(own.every((each) => each.typed === undefined)).toBe(true);
  },
);
