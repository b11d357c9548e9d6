import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { ReasonsLanguage } from "./reasons-language";

function shown(locale: "en" | "zh-Hans", reasons: string, letter: string): string {
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      <ReasonsLanguage reasons={reasons} letter={letter} />
    </NextIntlClientProvider>,
  );
}
const reasons = "The address in the comment is that of the seller's own shop, which the rule allows.";

test("a reviewer who types English into a Chinese letter reads so, with both languages named, and nothing where they agree", () => {
  expect(shown("en", reasons, "zh-Hans")).toMatch(/letter is in .*Chinese.*English/);
  expect(shown("zh-Hans", reasons, "zh-Hans")).toMatch(/英语/);
  expect(shown("en", reasons, "en")).toBe('<div role="status"></div>');
});
