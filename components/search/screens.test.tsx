import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import { foundKinds, type Hit } from "@/lib/appeals/search.contract";
import { readQuery, snippetOf } from "@/lib/search/query.rules";
import { loadMessages } from "@/messages/load";
import { HitList } from "./hit-list";
import { SearchForm } from "./search-form";
import { searchPath } from "./search-path.rules";

/** The markup of a screen in one language; a word that is missing is an error, not a key on the screen. */
function shown(locale: Locale, screen: ReactNode): string {
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
      {screen}
    </NextIntlClientProvider>,
  );
}

const wechat = { id: "wechat", name: { en: "WeChat", hans: "微信", hant: "微信" } };

function aHit(about: Partial<Hit> & { text: string; typed: string }): Hit {
  const { text, typed, ...more } = about;
  const snippet = snippetOf(text, readQuery(typed)?.phrases ?? []);
  if (!snippet) throw new Error("the words are in the text");
  return {
    kind: "case",
    id: "1",
    href: "/cases/1",
    caseReference: "WX-20811",
    platform: wechat,
    language: "zh-Hans",
    handle: "leaf",
    at: "2026-09-01T00:00:00Z",
    state: "open",
    outcome: null,
    isFallen: false,
    snippet,
    notShown: [],
    ...more,
  };
}

test("every kind of hit has its words in every language", () => {
  for (const locale of locales)
    for (const kind of foundKinds) {
      const hit = aHit({ kind, text: "加微信", typed: "微信", outcome: "violation", isFallen: true });
      expect(shown(locale, <HitList named={[]} hits={[hit]} />)).toContain('href="/cases/1"');
    }
});

test("what turns letters around is found through it, and is a mark on the screen", () => {
  const hit = aHit({ kind: "notice", text: "They wrote ev\u202eil words", typed: "evil" });
  const html = shown("en", <HitList named={[]} hits={[hit]} />);
  expect(html).toMatch(/<mark[^>]*>ev<span data-hidden="RLO"/);
});

test("of a case that its reader is not given now, a hit says that and why, in every language", () => {
  const hit: Hit = { ...aHit({ text: "加微信", typed: "微信" }), notShown: ["violence"] };
  for (const locale of locales) {
    const html = shown(locale, <HitList named={[]} hits={[hit]} />);
    expect(html).toMatch(/Violence|暴力/);
    expect(html).not.toContain("加微信");
  }
});

test("what a stranger wrote is text, with the words that were looked for marked in it", () => {
  const text = `<img src=x onerror=alert(1)> <script>alert('加微信')</script>`;
  const html = shown("en", <HitList named={[]} hits={[aHit({ text, typed: "加微信", handle: "<b>x" })]} />);
  expect(html).toMatch(/<mark[^>]*>加微信<\/mark>/);
  expect(html).not.toMatch(/<script|<img|<b>/);
  expect(html).toContain("&lt;script&gt;");
});

test("the form shows what is set, a language that no longer occurs too, and the address holds it all", () => {
  const looked = { q: "加微信 & more", kind: "note", platform: "wechat", language: "tlh" } as const;
  for (const locale of locales) {
    const html = shown(locale, <SearchForm looked={looked} choices={{ platforms: [wechat], languages: ["en"] }} />);
    expect(html).toMatch(/<option[^>]*value="tlh"[^>]*selected/);
    expect(html).toContain(`href="/search?q=${encodeURIComponent("加微信")}+%26+more"`);
  }
  expect(searchPath(looked, "12_x")).toBe(
    "/search?q=%E5%8A%A0%E5%BE%AE%E4%BF%A1+%26+more&kind=note&platform=wechat&language=tlh&after=12_x",
  );
});
