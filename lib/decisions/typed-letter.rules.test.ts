import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { languageInWords } from "@/lib/platform/letter.rules";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { pdfOfLetter } from "@/lib/platform/letter-pdf";
import { translatorFor } from "@/messages/load";
import { affected } from "@/test/statement-example";
import type { AffectedFacts } from "./statement.contract";
import { composeStatement } from "./statement.rules";

const facts = "The post offers a lottery to everybody who buys one of the lamps in the shop.";
const explanation = "A lottery without a licence is not allowed, and the seller has shown us none of them.";
const legal = { ground: "§ 287 StGB", explanation };
const said = (over: Partial<AffectedFacts>) => {
  const told = { ...affected, ...over };
  return composeStatement(told, translatorFor(told.language, "statement"));
};
const partOf = (over: Partial<AffectedFacts>, id: string) => said(over).parts.find((part) => part.id === id);

test("a reader of any language but English is told in it that what the reviewer typed is in English, and English readers are told nothing", () => {
  for (const language of letterLanguages) {
    const told = { language, facts, ground: "law", legal } as const;
    for (const id of ["facts", "law"]) {
      const part = partOf(told, id);
      const name = languageInWords("en", language);
      if (language === "en") {
        expect(part?.typed, id).toBeUndefined();
        expect(part?.paragraphs.join(), id).not.toContain("not in your language");
      } else {
        expect(part?.paragraphs[0], `${language} ${id}`).toContain(name);
        expect(part?.typed, `${language} ${id}`).toEqual([
          { text: id === "facts" ? facts : explanation, language: "en" },
        ]);
      }
    }
  }
});

test("why an exception was not taken is told beside its own line where it is in another language", () => {
  const why = "The site that it leads to only sells things and tells nobody any news.";
  const exceptions = [
    { ref: null, title: "Öffentliches Interesse", applies: false, why },
    {
      ref: null,
      title: "Satire",
      applies: false,
      why: "Der Beitrag ist nicht als Scherz gemeint, und das ist auch zu sehen.",
    },
  ];
  const part = partOf({ language: "de", exceptions }, "exceptions");
  expect(part?.paragraphs[0]).toMatch(/only sells things.* in einer anderen \(Englisch\)/);
  expect(part?.paragraphs[1]).not.toContain("Englisch");
});

test("words in another language are marked with it in the mail and in the PDF, so that they are read aloud as what they are", async () => {
  const { subject, parts } = said({ language: "de", facts });
  const { html } = mailText({ subject, parts }, "de", "https://desk.example");
  expect(html).toContain(`<span lang="en">${facts}</span>`);
  const about = { platformName: "Weitao", reference: "R-1" };
  const pdf = (await pdfOfLetter({ language: "de", subject, parts, ...about })).toString("latin1");
  expect(pdf).toMatch(/\/S \/Span[^>]*\/Lang \(en\)|\/Lang \(en\)[^>]*\/S \/Span/);
});

test("characters that both Chinese writings share are called neither", () => {
  const shared = "上文之文字不可再用，因而不再出示。";
  expect(partOf({ language: "zh-Hant", facts: shared }, "facts")?.typed).toBeUndefined();
  expect(partOf({ language: "zh-Hant", facts: "该帖子引导读者离开平台，并为此付费。" }, "facts")?.typed).toEqual([
    { text: "该帖子引导读者离开平台，并为此付费。", language: "zh-Hans" },
  ]);
});

test("a trader whose account was looked at is told of the account, of no content, and until what the suspension runs", () => {
  const suspended = affected.restrictions.slice(0, 1).map((restriction) => ({
    ...restriction,
    target: "account" as const,
    dsaDecision: "DECISION_ACCOUNT_SUSPENDED",
    term: { kind: "indefinite" as const },
  }));
  for (const language of letterLanguages) {
    const told = said({
      ...{ language, ground: "law", source: "own_initiative", restrictions: suspended, evidence: [] },
      legal: { ground: "Art. 30", explanation: "X" },
      automation: { detected: false, processed: false, decision: "none" },
      content: { ...affected.content, kind: "account", record: "trader", account: "shop-1" },
    });
    const t = translatorFor(language, "statement");
    expect(told.text, language).toContain(t("source.record"));
    expect(told.text, language).toContain(t("automation.record"));
    expect(told.text, language).not.toContain(t("source.own_initiative"));
    expect(told.text, language).not.toContain(t("automation.undetected_none"));
    const without = t("restriction.indefinite", { label: "L", start: "S" }).split("S").at(-1) ?? "";
    expect(told.text, language).not.toContain(without);
  }
  expect(said({ restrictions: suspended }).text).toContain("No end date has been set.");
});

test("a quotation in Chinese that ends with a mark of its own gets no stop after it", () => {
  const evidence = [{ quote: "快來加入我們！", in: "text" as const, shows: null }];
  const told = said({ language: "zh-Hant", evidence }).text;
  expect(told).toContain("快來加入我們！」");
  expect(told).not.toContain("！」。");
});
