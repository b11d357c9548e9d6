import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import type { AccountStanding } from "@/lib/decisions/account.contract";
import { loadMessages } from "@/messages/load";
import { Standing } from "./standing";

const account: AccountStanding = {
  id: "a1",
  handle: "bright_lamp",
  externalId: "ae-1",
  kind: "business",
  jurisdiction: null,
  language: null,
  facts: {},
  role: "merchant",
  confirmedStrikes: 0,
  points: 0,
  counters: [],
  running: [],
  reEntryBarred: false,
  decisions: [],
};

function shown(
  more: Partial<AccountStanding>,
  platform = "aliexpress",
  locale: (typeof locales)[number] = "en",
): string {
  return renderToString(
    <NextIntlClientProvider
      locale={locale}
      messages={loadMessages(locale)}
      timeZone="UTC"
      onError={(problem) => {
        throw problem;
      }}
    >
      <Standing account={{ ...account, ...more }} zone="UTC" platform={platform} />
    </NextIntlClientProvider>,
  );
}

test("a merchant of whom the platform said nothing is shown as such, and what a check means there", () => {
  expect(shown({})).toMatch(/The platform did not say.*AliExpress must have a trader/s);
  expect(shown({}, "a-new-one")).toContain("Where people buy from traders");
  expect(shown({ kind: "private", role: "buyer" })).not.toContain("Trader check");
});

test("a partner who was not screened is shown as such, in the platform's own words too", () => {
  const page = shown({ role: "affiliate", kind: "private", facts: { affiliate: "partner since 2024" } });
  expect(page).toContain("Partner, not screened");
  expect(page).toContain("partner since 2024");
});

test.each(locales)("every state has its words in %s", (locale) => {
  for (const platform of ["aliexpress", "alibaba", "wechat", "taobao-weitao"])
    for (const facts of [
      { trader: "verified 2025-11-03", affiliate: "no" },
      { trader: "register number missing", affiliate: "screened 2025-06-01" },
    ])
      expect(shown({ facts: { ...facts, "member since": "2017" } }, platform, locale)).toContain("member since");
});
