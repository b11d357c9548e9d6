import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import type { ClauseSuggestions } from "@/lib/quality/clause-suggestions.contract";
import { loadMessages } from "@/messages/load";
import { ClauseSuggestionsPage } from "./clause-suggestions-page";

const view: ClauseSuggestions = {
  platform: { id: "wechat", name: { en: "WeChat", hans: "微信" } },
  scope: { roles: ["user"], surfaces: ["chat"] },
  clause: { ref: "AUP 2(a)", title: { en: "Threats", hans: "威胁" }, version: "v1", isEnforceable: true },
  words: {
    keywords: { en: [{ word: "threat", points: 1 }], zh: [{ word: "威胁", points: 1.5 }] },
    themes: [
      { name: "threats", weight: 1, signals: [{ parts: [["threat", "harm"], ["you"]], without: ["film"], points: 2 }] },
    ],
    signals: [],
    against: { signals: [{ parts: [["joke"]], without: [], points: -1 }], without: ["film"] },
    groups: [
      {
        name: "threat",
        words: { en: [{ word: "kill", points: 0.4 }], zh: [{ word: "杀", points: 1 }], guards: ["kill time"] },
      },
      { name: "#phone", words: null },
    ],
    examples: ["<b>I will find you</b>", ...Array.from({ length: 22 }, (_, at) => `example ${at}`)],
    exceptions: [
      { letter: "a", text: "sport", words: { en: [{ word: "boxing", points: 1 }], zh: [] } },
      { letter: "b", text: "hunting", words: null },
    ],
    harmless: { examples: ["we hunt for bargains"], points: 4.8 },
    cues: [{ kind: "negated", left: 0.25, words: { en: [{ word: "never", points: 1 }], zh: [], guards: [] } }],
    isUmbrella: false,
  },
  health: { ref: "AUP 2(a)", decided: 2, first: 1, listed: 1, missed: 1, wrong: 0, reasons: { context: 2 } },
  lately: {
    caught: [],
    missed: [
      { caseId: "c1", reference: "WX-7", decidedAt: "2016-09-07T04:00:00.000Z", excerpt: "<i>words</i>", notShown: [] },
    ],
    wrong: [],
  },
  most: 2000,
};

test.each(locales)(
  "the page of a clause tells its words and its failures, and takes a text to try, as text and in %s",
  async (locale) => {
    const html = renderToString(
      <NextIntlClientProvider locale={locale} messages={await loadMessages(locale)} timeZone="UTC">
        <ClauseSuggestionsPage view={view} action={async (before) => before} />
      </NextIntlClientProvider>,
    );
    expect(html).toContain("threat");
    expect(html).toContain("威胁");
    for (const held of ["0.4", "boxing", "we hunt for bargains", "4.8", "never", "25%", "example 21"])
      expect(html, held).toContain(held);
    expect(html).toContain('href="/cases/c1"');
    expect(html).toContain('name="platform" value="wechat"');
    expect(html).toMatch(/<select[^>]* name="role"/);
    expect(html, "what is tried stands in no address").not.toMatch(/method="get"/i);
    expect(html).not.toMatch(/<b>I will|<i>words/);
    expect(html).not.toMatch(/suggestions\.[a-z]+\.|case\.override/);
  },
);
