import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { findPersonalData } from "@/lib/transparency-database/personal-data.rules";
import { loadMessages } from "@/messages/load";
import { MarkedText } from "./marked-text";

test("each place that was found is marked in the text, and named in words for whoever sees no marks", () => {
  const text = "<b>Write</b> to ann@mail.example or ring +49 170 1234567.";
  const words = { en: ["e-mail address", "phone number"], "zh-Hans": ["电子邮箱", "电话号码"] };
  for (const locale of locales) {
    const shown = renderToString(
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
        <MarkedText text={text} places={findPersonalData(text)} />
      </NextIntlClientProvider>,
    );
    const marks = [...shown.matchAll(/<mark[^>]*>(.*?)<\/mark>/g)].map(([, piece]) => piece);
    expect(marks).toEqual(["ann@mail.example", "+49 170 1234567"]);
    for (const word of words[locale]) expect(shown.replaceAll(/<mark.*?<\/mark>/g, "")).toContain(word);
    expect(shown).toContain("&lt;b&gt;Write");
  }
});
