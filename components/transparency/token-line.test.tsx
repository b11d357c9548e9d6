import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import type { TokenStanding } from "@/lib/platform/database-token.rules";
import { loadMessages } from "@/messages/load";
import { TokenLine } from "./token-line";

const origin = "https://trial.example";
const variable = "DATABASE_TOKEN_WECHAT";

const shown = (token: TokenStanding, locale: (typeof locales)[number] = "en") =>
  renderToString(
    <NextIntlClientProvider
      locale={locale}
      messages={loadMessages(locale)}
      timeZone="UTC"
      onError={(problem) => {
        throw problem;
      }}
    >
      <TokenLine token={token} platform="WeChat" />
    </NextIntlClientProvider>,
  ).replaceAll("<!-- -->", "");

test.each(locales)(
  "in %s each state of a token that lets nothing leave says where it goes and what to do",
  (locale) => {
    for (const state of ["no_address", "elsewhere"] as const)
      expect(shown({ state, origin, variable }, locale)).toContain(origin);
    for (const state of ["none", "no_origin", "elsewhere"] as const)
      expect(shown({ state, origin: null, variable }, locale)).toContain(`${variable}_ORIGIN`);
  },
);

test("a token that fits is said with its origin, and there is nothing to do; without one nothing is sent", () => {
  const fits = shown({ state: "set", origin, variable });
  expect(fits).toContain(`Token set for ${origin}.`);
  expect(fits).not.toContain(variable);
  expect(shown({ state: "none", origin: null, variable })).toContain("No token: nothing is sent.");
});
