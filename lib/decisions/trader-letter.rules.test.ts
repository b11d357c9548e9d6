import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { traderContact } from "@/lib/platform/settings.rules";
import { translatorFor } from "@/messages/load";
import { composeAsked, composeEnded } from "./trader-letter.rules";

const wordsIn = (language: (typeof letterLanguages)[number]) => ({
  trader: translatorFor(language, "traderMail"),
  statement: translatorFor(language, "statement"),
});
const asked = {
  ...{ zone: "Asia/Shanghai", platformName: "AliExpress", account: "shop-77", why: "", dueOn: "2026-12-20" },
  termsUrl: "https://desk.example/terms/aliexpress",
  contact: "traders@aliexpress.example",
};

test("C4: a trader who is asked reads in every language of letters how to answer, for which account, and by which law", () => {
  for (const language of letterLanguages) {
    const missing = composeAsked({ ...asked, language, fields: ["address"], missing: ["address"] }, wordsIn(language));
    for (const told of [asked.termsUrl, asked.contact, "shop-77", "2022/2065"])
      expect(missing.text, language).toContain(told);
    const t = translatorFor(language, "traderMail");
    expect(missing.text).toContain(t("law.missing"));
    expect(missing.text).not.toContain(t("law.wrong"));
    const wrong = composeAsked({ ...asked, language, fields: ["address"], missing: [] }, wordsIn(language));
    expect(wrong.text).toContain(t("law.wrong"));
    expect(wrong.text).not.toContain(t("law.missing"));
  }
});

test("C4: why a trader is asked, in another language than the letter's, is told to be that", () => {
  const why = "The address is not that of the company in the register of trade.";
  const told = composeAsked({ ...asked, language: "de", fields: ["address"], missing: [], why }, wordsIn("de"));
  expect(told.parts[0]?.paragraphs[0]).toContain("(Englisch)");
  expect(told.parts[0]?.typed).toEqual([{ text: why, language: "en" }]);
});

test("C5: a trader whose contract ended reads which day, and until which day the data is kept", () => {
  const days = { endedOn: "2026-08-31", keptUntil: "2027-02-28" };
  const told = composeEnded({ ...asked, language: "en", ...days }, translatorFor("en", "traderMail"));
  expect(told.subject).toBe("Your contract as a trader on AliExpress has ended");
  for (const words of ["31 August 2026", "28 February 2027", "Article 30(5)", "shop-77"])
    expect(told.text).toContain(words);
});

test("C4: a trader is told to write to the address for traders, else to the one for everybody, and where there is none a letter names none", () => {
  const general = "help@shop.example";
  expect(traderContact({ contactAddress: general, traderContactAddress: "traders@shop.example" })).toBe(
    "traders@shop.example",
  );
  expect(traderContact({ contactAddress: general, traderContactAddress: "" })).toBe(general);
  const none = traderContact({ contactAddress: "", traderContactAddress: "" });
  expect(none).toBeNull();
  const days = { endedOn: "2026-08-31", keptUntil: "2027-02-28" };
  const told = (contact: string | null) =>
    composeEnded({ ...asked, contact, language: "en", ...days }, translatorFor("en", "traderMail")).text;
  expect(told(general)).toContain(`You can also write to ${general}.`);
  expect(told(none)).not.toContain("You can also write to");
});
