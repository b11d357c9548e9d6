import { readdirSync, readFileSync } from "node:fs";
import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Locale } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { English } from "./words";

const Remarks = z.object({
  versions: z.array(z.object({ label: z.string(), basis: z.string(), textNote: z.string().nullish() })),
  documents: z.array(z.object({ appliesTo: z.string().nullish(), partOf: z.string().nullish() })),
  clauses: z.array(z.object({ jurisdiction: z.object({ note: z.string().nullish() }).nullish() })),
});

const remarks = readdirSync("db/packs")
  .filter((file) => file.endsWith(".json"))
  .flatMap((file) => {
    const pack = Remarks.parse(JSON.parse(readFileSync(`db/packs/${file}`, "utf8")));
    return [
      ...pack.versions.flatMap(({ label, basis, textNote }) => [label, basis, textNote]),
      ...pack.documents.flatMap(({ appliesTo, partOf }) => [appliesTo, partOf]),
      ...pack.clauses.map(({ jurisdiction }) => jurisdiction?.note),
    ];
  })
  .filter((words): words is string => typeof words === "string" && words !== "");

function shown(locale: Locale, words: string): string {
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      <p id="remark">
        <English>{words}</English>
      </p>
    </NextIntlClientProvider>,
  );
}

test.each([...new Set(remarks)])(
  "a version, a basis or a remark is read in Chinese at the Chinese desk: %s",
  (words) => {
    const html = shown("zh-Hans", words);
    expect(html).toMatch(/<span>[^<]*\p{Script=Han}/u);
    expect(html).not.toContain('lang="en"');
  },
);

test("the English desk keeps the words of the pack, and words nobody translated stay English and are marked so", () => {
  expect(shown("en", "Revised Section II")).toContain("<span>Revised Section II</span>");
  expect(shown("zh-Hans", "Said by a pack of one’s own")).toContain('<span lang="en">Said by a pack');
});
