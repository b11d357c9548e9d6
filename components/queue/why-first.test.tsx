import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Locale } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { WhyFirst } from "./why-first";

function said(points: number[], locale: Locale = "en"): string {
  const reasons = points.map((each, at) => ({ code: at === 0 ? "child_abuse" : "legal_claim", points: each }));
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)}>
      <WhyFirst reasons={reasons} />
    </NextIntlClientProvider>,
  );
}

test.each([
  [[1], "ranked as if due 1 hour sooner", "按期限提前 1 小时排列"],
  [[40, 7], "ranked as if due 47 hours sooner", "按期限提前 47 小时排列"],
  [[40, 8], "ranked as if due 2 days sooner", "按期限提前 2 天排列"],
  [[720, 12], "ranked as if due 30.5 days sooner", "按期限提前 30.5 天排列"],
])("a lead of %j hours is told in hours below two days and in days from there on", (points, en, zh) => {
  expect(said(points)).toContain(en);
  expect(said(points, "zh-Hans")).toContain(zh);
});

test("what each reason adds is told in the same units", () => {
  expect(said([720, 12])).toContain("Child abuse is claimed: 30 days ahead\nIllegality is claimed: 12 h ahead");
});

test("all reasons open from the line itself, by key and by touch too, however much of it is cut", () => {
  expect(said([720, 12])).toMatch(/<button[^>]*aria-haspopup="dialog"/);
});

test("a lead of nothing is not told, and one under an hour is told in minutes", () => {
  expect(said([0])).not.toMatch(/sooner|ahead/);
  expect(said([0], "zh-Hans")).not.toContain("提前");
  expect(said([0.25])).toContain("ranked as if due 15 minutes sooner");
  expect(said([0.25], "zh-Hans")).toContain("按期限提前 15 分钟排列");
  expect(said([0.999])).toContain("ranked as if due 1 hour sooner");
});
