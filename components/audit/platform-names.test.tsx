import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { Locale } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { Subject, useChainName } from "./audit-words";

const platforms = [{ id: "taobao-weitao", name: { en: "Taobao Weitao", hans: "淘宝微淘" } }];

function read(locale: Locale, screen: ReactNode): string {
  const html = renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      {screen}
    </NextIntlClientProvider>,
  );
  return html.replaceAll(/<[^>]*>/g, "");
}

function Chains() {
  const name = useChainName(platforms);
  return ["taobao-weitao", "desk", "gone-town"].map(name).join(" | ");
}

test("who verifies the log reads whose chain is whole by the platform's name, and the desk's own as such", () => {
  expect(read("en", <Chains />)).toBe("Taobao Weitao | the desk | gone-town");
  expect(read("zh-Hans", <Chains />)).toBe("淘宝微淘 | 本系统 | gone-town");
});

test("an entry about a platform says its name, and one about anything else the id that is searched for", () => {
  expect(read("zh-Hans", <Subject kind="platform" id="taobao-weitao" platforms={platforms} />)).toBe("平台 淘宝微淘");
  expect(read("en", <Subject kind="case" id="4711" platforms={platforms} />)).toMatch(/ 4711$/);
});
