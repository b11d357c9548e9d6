import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { locales } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { TypedLanguage } from "./typed-language";

const words = "The post offers a lottery to everybody who buys one of the lamps in the shop.";
const shown = (locale: (typeof locales)[number], letters: string[], offer: "bind" | "fields" = "bind") =>
  renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      <TypedLanguage words={words} letters={letters} offer={offer} />
    </NextIntlClientProvider>,
  );

test("who types English for people who read German and Polish is told so before it is sent, and offered the bound words instead", () => {
  expect(shown("en", ["de", "en", "pl"])).toMatch(/read this in German, Polish, .*read like English.*bind the words/);
  expect(shown("zh-Hans", ["de"])).toMatch(/德语.*英语/);
  expect(shown("en", ["de"], "fields")).toContain("What is missing is told in German");
  expect(shown("en", ["en"])).toBe('<div role="status"></div>');
});
