import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { ConfirmButton, ConfirmStep } from "./confirm";

const done: string[] = [];

function shown(locale: (typeof locales)[number], screen: ReactNode): string {
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      {screen}
    </NextIntlClientProvider>,
  );
}

test.each(locales)("the second step in %s says what will happen, names itself by it, and can be left", (locale) => {
  const page = shown(
    locale,
    <ConfirmStep label="End it" onConfirm={() => done.push("ended")} onCancel={() => undefined}>
      They are signed out at once.
    </ConfirmStep>,
  );
  const id = /aria-labelledby="([^"]+)"/.exec(page)?.[1] ?? "";
  expect(page).toContain(`<p id="${id}">They are signed out at once.</p>`);
  expect(page.match(/<button type="button"/g)).toHaveLength(2);
  expect(done).toEqual([]);
});

test("what is asked about twice shows one button first, under the name it is given", () => {
  const page = shown(
    "en",
    <ConfirmButton what="It ends." confirm="End it" aria-label="End Firefox" onConfirm={() => done.push("ended")}>
      End
    </ConfirmButton>,
  );
  expect(page.match(/<button/g)).toHaveLength(1);
  expect(page).toContain('aria-label="End Firefox"');
  expect(page).not.toContain("It ends.");
});
