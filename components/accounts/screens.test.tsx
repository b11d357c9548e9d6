import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import type { AccountRow } from "@/lib/decisions/account-list.contract";
import { loadMessages } from "@/messages/load";
import { AccountFilters, accountsPath, isNarrowed } from "./account-filters";
import { AccountsTable } from "./accounts-table";

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

const wechat = { id: "wechat", name: { en: "WeChat", hans: "微信", hant: "微信" }, zone: "Asia/Shanghai" };
const pause = { label: { en: "Comments paused", hans: "暂停评论" }, indefinite: false, permanent: false };
const row: AccountRow = {
  id: "01990000-0000-7000-8000-000000000001",
  handle: "leaf_88",
  externalId: "wx-1",
  platform: wechat,
  roles: ["user", "creator"],
  confirmedStrikes: 2,
  points: 6,
  reEntryBarred: true,
  running: [
    { ...pause, endsAt: "2026-11-20T17:00:00Z" },
    { ...pause, endsAt: null, permanent: true },
    { ...pause, endsAt: null, indefinite: true },
    { ...pause, endsAt: "2026-12-20T10:00:00Z" },
    { ...pause, endsAt: "2026-12-21T10:00:00Z" },
  ],
};
const narrowed = { q: "leaf", platform: "wechat", role: "gardener", sanctions: "running" as const };

test("the list has all its words in every language, and shows the end of a sanction on the platform's day", () => {
  for (const locale of locales) {
    const text = shown(locale, <AccountsTable rows={[row, { ...row, id: "b", running: [], reEntryBarred: false }]} />);
    expect(text).toContain(`href="/accounts/${row.id}"`);
    // 17:00 in UTC is the next day in Shanghai.
    expect(text).toContain(locale === "en" ? "21" : "21日");
  }
  const english = shown("en", <AccountsTable rows={[row]} />);
  expect(english).toContain("and 2 more");
  expect(english).toContain("Barred from coming back");
});

test("the filters show what is set, a role that no longer occurs too, and the way to take it off", () => {
  for (const locale of locales) {
    const choices = { platforms: [wechat], roles: ["user"] };
    const text = shown(locale, <AccountFilters filter={narrowed} choices={choices} />);
    expect(text).toMatch(/<option[^>]*value="gardener"[^>]*selected/);
    expect(text).toMatch(/<input[^>]*checked=""[^>]*name="sanctions"|<input[^>]*name="sanctions"[^>]*checked=""/);
    expect(text).toContain('href="/accounts"');
    const none = { q: "", platform: "", role: "", sanctions: "" as const };
    expect(shown(locale, <AccountFilters filter={none} choices={choices} />)).not.toContain('href="/accounts"');
  }
});

test("the address keeps what is set, and nothing else", () => {
  expect(accountsPath({ q: "", platform: "", role: "", sanctions: "" })).toBe("/accounts");
  expect(accountsPath(narrowed, "x")).toBe("/accounts?q=leaf&platform=wechat&role=gardener&sanctions=running&after=x");
  expect(isNarrowed({ q: "", platform: "", role: "", sanctions: "running" })).toBe(true);
});
