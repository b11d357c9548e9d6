import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { UnusableModel } from "./learning-state";

const unusable = { name: "guard-<20b>", since: "2026-11-20T10:00:00.000Z", until: "2026-11-20T10:05:00.000Z" };

test.each(locales)(
  "who looks at suggestions in %s reads which model answers what nobody can use, and since when",
  async (locale) => {
    const html = renderToString(
      <NextIntlClientProvider locale={locale} messages={await loadMessages(locale)} timeZone="UTC">
        <UnusableModel unusable={unusable} />
      </NextIntlClientProvider>,
    );
    expect(html).toContain("guard-&lt;20b&gt;");
    for (const time of [unusable.since, unusable.until]) expect(html).toContain(time);
    expect(html).not.toMatch(/suggestions\.[a-z]+\./);
  },
);
