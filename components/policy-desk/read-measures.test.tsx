import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { measuresRead } from "@/lib/policy/import/measure-words.rules";
import { loadMessages } from "@/messages/load";
import { ReadMeasures } from "./read-measures";

const shown = (locale: "en" | "zh-Hans", words: string[]) =>
  renderToString(
    <NextIntlClientProvider
      locale={locale}
      messages={loadMessages(locale)}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <ReadMeasures measures={measuresRead([{ actions: words }])} />
    </NextIntlClientProvider>,
  ).replaceAll("<!-- -->", "");

test("whoever imports a table sees what each measure would be and how sure that is, and which stay words alone", () => {
  const markup = shown("en", ["Suspend the account for 7 days", "Ship sunk", "Shop closed for 30 days and 2 points"]);
  expect(markup).toMatch(/Suspend the account for 7 days.*?Suspends · The account · 7 days.*?95 %/s);
  expect(markup).toMatch(/Ship sunk.*?Words alone: you say what it does/s);
  expect(markup).toMatch(/Shop closed.*?Suspends · The account · 30 days · 2 points.*?65 %/s);
  expect(shown("zh-Hans", ["扣6分", "沉船"])).toMatch(/扣6分.*?95 %.*?沉船.*?仅保留文字/s);
});
