import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { HoldingNotice } from "./holding-notice";

type NotTheirs = "case_needs_another_person" | "case_needs_supervisor";
type Asked = { keptFor?: string | null; notTheirs?: NotTheirs | null; mayClaim?: boolean };

function said(locale: Locale, { keptFor = null, notTheirs = null, mayClaim = false }: Asked) {
  return renderToString(
    <NextIntlClientProvider
      locale={locale}
      messages={loadMessages(locale)}
      timeZone="UTC"
      onError={(problem) => {
        throw problem;
      }}
    >
      <HoldingNotice
        holding={{ is: "free" }}
        keptFor={keptFor}
        mayClaim={mayClaim}
        notTheirs={notTheirs}
        isDraftKept={false}
        isTaking={false}
        failure={null}
        onTake={() => undefined}
      />
    </NextIntlClientProvider>,
  );
}
const words = (locale: Locale) =>
  loadMessages(locale) as unknown as { case: { holding: Record<string, string> }; failures: Record<string, string> };

test.each(locales)("a free case that was handed to a colleague is not called nobody's in %s", (locale) => {
  const nobodys = words(locale).case.holding.free;
  const kept = said(locale, { keptFor: "Jonas Weber" });
  expect(kept).toContain("Jonas Weber");
  expect(kept).not.toContain(nobodys);
  expect(said(locale, {})).toContain(nobodys);
});

test.each(locales)(
  "whose decision fell on appeal, or who is no supervisor, reads why instead of a key in %s",
  (locale) => {
    const take = words(locale).case.holding.take;
    expect(said(locale, { mayClaim: true })).toContain(take);
    for (const notTheirs of ["case_needs_another_person", "case_needs_supervisor"] as const) {
      const why = words(locale).failures[notTheirs] ?? "nothing";
      expect(said(locale, { mayClaim: true })).not.toContain(why);
      const barred = said(locale, { mayClaim: true, notTheirs });
      expect(barred).not.toContain(take);
      expect(barred).toContain(why);
    }
  },
);
