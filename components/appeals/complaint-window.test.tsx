import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { dayWithZone } from "@/lib/platform/letter.rules";
import { loadMessages, translatorFor } from "@/messages/load";
import { ComplaintWindow } from "./complaint-window";

test.each(letterLanguages)(
  "M3: whoever is suspended reads in %s until which day they can complain, and afterwards that it is over",
  (locale) => {
    const shown = (endsOn: string | null, mayAppeal: boolean) =>
      renderToString(
        <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
          <ComplaintWindow window={{ endsOn, zone: "Pacific/Auckland" }} mayAppeal={mayAppeal} />
        </NextIntlClientProvider>,
      );
    const t = translatorFor(locale, "addressee.appeal");
    const day = dayWithZone("2017-03-14", "Pacific/Auckland", locale);
    expect(shown("2017-03-14", true)).toContain(t("until", { day }));
    expect(shown(null, true)).toContain(t("anyTime"));
    expect(shown("2017-03-14", false)).toContain(t("over", { day }));
    expect(shown(null, false)).toBe("");
  },
);
