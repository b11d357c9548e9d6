import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { Locale } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { useCountries } from "./names";

function Countries({ codes }: { codes: string[] }) {
  return useCountries()(codes);
}

const shown = (locale: Locale, ...codes: string[]) =>
  renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      <Countries codes={codes} />
    </NextIntlClientProvider>,
  );

test("the server names a country as every browser does, so that the page stays as it was sent", () => {
  expect(shown("en", "HK", "MO", "KR")).toBe("Hong Kong, Macao, and South Korea");
  expect(shown("zh-Hans", "HK")).toBe("香港");
  expect(shown("en", "EEA")).toBe("EEA");
});
