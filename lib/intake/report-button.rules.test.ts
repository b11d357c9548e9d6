import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { ownMessages, translatorFor } from "@/messages/load";
import { addressMark, buttonLooks, reportLink, reportSnippet } from "./report-button.rules";

const about = { ours: "https://desk.moderation.eu", platform: "aliexpress", language: "de", label: "Melden" } as const;

test("the button is labelled in each of the ten languages by that language's own words", () => {
  const labels = letterLanguages.map((language) => {
    expect(JSON.stringify(ownMessages(language).site)).toContain('"button"');
    return translatorFor(language, "site")("button.report");
  });
  expect(new Set(labels).size).toBe(letterLanguages.length);
});

test("a piece for a platform's page has no script, no style and nothing that is fetched, says its language, and is small", () => {
  for (const look of buttonLooks) {
    const snippet = reportSnippet({ ...about, look });
    expect(snippet).not.toMatch(/<(script|style|img|iframe|link)|\bon\w+=|\bsrc=|style=/i);
    expect(snippet).toContain('lang="de"');
    expect(snippet).toContain(addressMark);
    expect(snippet.length).toBeLessThan(400);
  }
});

test("a link leads to the form with platform and address filled in, whatever stands in the address", () => {
  const location = "https://shop.example/a?b=1&c=ü 世界#d";
  const { origin, pathname, searchParams } = new URL(reportLink(about.ours, about.platform, location));
  expect([origin, pathname]).toEqual([about.ours, "/report"]);
  expect(Object.fromEntries(searchParams)).toEqual({ platform: "aliexpress", location });
});

test("a label stays text in the piece", () => {
  const label = `<b onclick="x">'&`;
  for (const look of buttonLooks)
    expect(reportSnippet({ ...about, label, look })).toContain(">&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;<");
});

test.each(letterLanguages)("a label in %s opens the form in that language", (language) => {
  for (const look of buttonLooks) {
    const promised = /(?:&amp;lang=|name="lang" value=")([\w-]+)"/.exec(reportSnippet({ ...about, language, look }));
    expect(promised?.[1], look).toBe(language);
  }
});
