import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { AgreementGroup } from "@/lib/quality/groups.rules";
import { loadMessages } from "@/messages/load";
import { AgreementChart } from "./agreement-chart";

test.each([
  ["en", "Nov 2026"],
  ["zh-Hans", "2026年11月"],
] as const)("in %s a month of the chart is said as %s, not as a code, wherever the reader is", (locale, words) => {
  const month: AgreementGroup = {
    key: "2026-11",
    name: "2026-11",
    agreement: {
      reviews: 4,
      agreed: 3,
      share: { low: 0.3, high: 0.95 },
      kappa: null,
      alpha: null,
      isTooFew: true,
    },
  };
  const html = renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="America/Los_Angeles">
      <AgreementChart months={[month]} />
    </NextIntlClientProvider>,
  );
  expect(html).toContain(words);
  expect(html).not.toContain("2026-11");
});
