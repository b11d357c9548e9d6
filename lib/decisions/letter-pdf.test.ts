import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { LetterLanguage } from "@/i18n/locales";
import { pdfOfLetter, runsOf } from "@/lib/platform/letter-pdf";
import { translatorFor } from "@/messages/load";
import { readBack } from "@/test/pdf";
import { affected } from "@/test/statement-example";
import { composeStatement } from "./statement.rules";

const letterIn = (language: LetterLanguage, platformName: string) =>
  composeStatement({ ...affected, language, platformName }, translatorFor(language, "statement"));

const plain = (text: string) => text.replace(/\s+/g, "");

test.each<[LetterLanguage, string]>([
  ["en", "Taobao Weitao"],
  ["pl", "Taobao Weitao"],
  ["de", "Taobao Weitao"],
  ["zh-Hans", "淘宝微淘"],
  ["zh-Hant", "淘寶微淘"],
])(
  "the letter of a decision in %s is read back from its PDF: title, language, headings, paragraphs and lists",
  async (language, platformName) => {
    const { subject, parts } = letterIn(language, platformName);
    const bytes = await pdfOfLetter({ language, subject, parts, platformName, reference: "TB-20811" });
    if (process.env.KEEP_PDF) writeFileSync(`${process.env.KEEP_PDF}/${language}.pdf`, bytes);
    const { info, tagged, untagged, pages, marks } = await readBack(bytes);
    expect(info).toMatchObject({ Title: subject, Language: language });
    expect(marks).toMatchObject({ Marked: true });
    const of = (role: string) => tagged.filter((one) => one.role === role).map(({ text }) => plain(text));
    expect(of("H1").join("")).toBe(plain(subject));
    expect(of("H2")).toEqual(parts.map(({ heading }) => plain(heading)));
    const restrictions = parts.find(({ id }) => id === "restrictions")?.paragraphs ?? [];
    expect(of("LBody").join("")).toBe(plain(restrictions.join("")));
    // The Chinese font draws both dots alike, and a reader may take one for the other.
    expect(of("Lbl").map((dot) => dot.replace("·", "•"))).toEqual(restrictions.map(() => "•"));
    const whole = plain(tagged.map(({ text }) => text).join(""));
    for (const { paragraphs } of parts) for (const paragraph of paragraphs) expect(whole).toContain(plain(paragraph));
    expect(plain(untagged.join("")), "only the numbers of pages stand outside the letter").toMatch(/\d/);
    expect(untagged.join("").match(/\d/g)).toHaveLength(pages * 2);
  },
);

test("each word is in a font that has its letters: Chinese within Polish, and Polish within Chinese", () => {
  expect(runsOf("Reguła „诱导用户”, zażółć", "pl").map(({ face }) => face)).toEqual(["latin", "han", "latin"]);
  expect(runsOf("规则“Zażółć”。", "zh-Hans").map(({ face }) => face)).toEqual(["han", "latin", "han"]);
});
