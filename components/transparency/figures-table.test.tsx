import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import { type ShownTable, suppressed } from "@/lib/transparency/public-figures.rules";
import { loadMessages, translatorFor } from "@/messages/load";
import { FiguresTable } from "./figures-table";

const shown = (table: ShownTable, locale: Locale = "en") =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={loadMessages(locale)}
      timeZone="UTC"
      onError={(problem) => {
        throw problem;
      }}
    >
      <FiguresTable title="By rule" heading="Rule" table={table} nameOf={(key) => `Rule ${key}`} />
    </NextIntlClientProvider>,
  );

/** What a reader without sight is told: neither what is hidden from them nor what is a picture. */
const spoken = (html: string) =>
  html
    .replaceAll(/<svg aria-hidden="true".*?<\/svg>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

const told: ShownTable = {
  total: 4_321,
  rows: [
    { key: "A", count: 3_000 },
    { key: "B", count: 1_321 },
  ],
};

test.each(locales)("a chart carries every number as a row of a table, without sight or script, in %s", (locale) => {
  const html = shown(told, locale);
  expect(html).toContain("<table");
  expect(html).not.toMatch(/<script|<canvas|<img|\son[a-z]+=/);
  const words = spoken(html);
  expect(words).toContain("Rule A 3,000");
  expect(words).toContain("Rule B 1,321");
  expect(words).toContain(`${translatorFor(locale, "openFigures")("total")} 4,321`);
  const bars = html.match(/<svg[^>]*>/g) ?? [];
  expect(bars).toHaveLength(2);
  for (const bar of bars) expect(bar).toContain('aria-hidden="true"');
});

test("a count that is hidden is nowhere in the markup: no number, no bar, no attribute, and the page says why", () => {
  const counts = { A: 3_000, B: 977, C: 3, D: 661, E: 2 };
  const table = suppressed(Object.entries(counts).map(([key, count]) => ({ key, count })));
  const hidden = table.rows.filter(({ count }) => count === null).map(({ key }) => key);
  expect(hidden).toEqual(["A", "C", "E"]);
  const html = shown(table);
  expect(html.match(/<svg/g) ?? []).toHaveLength(table.rows.length - hidden.length);
  for (const key of hidden) {
    const [, row = ""] = new RegExp(`Rule ${key}</th>(.*?)</tr>`).exec(html) ?? [];
    expect(row).not.toBe("");
    expect(row.replaceAll(/class="[^"]*"/g, ""), key).not.toMatch(/\d/);
    expect(row).not.toContain("<svg");
  }
  expect(spoken(html)).toContain(translatorFor("en", "openFigures")("fewText", { least: 5 }));
});

test.each(locales)(
  "a period in which nothing was decided says so in words, and draws no empty chart, in %s",
  (locale) => {
    const t = translatorFor(locale, "openFigures");
    const empty = shown({ total: 0, rows: [] }, locale);
    expect(spoken(empty)).toContain(t("nothing"));
    expect(empty).not.toMatch(/<svg|<table/);
    expect(spoken(shown({ total: null, rows: [] }, locale))).toContain(t("tooFew"));
    expect(spoken(shown({ total: 12, rows: [] }, locale))).toContain(t("onlyTotal", { total: 12 }));
  },
);
