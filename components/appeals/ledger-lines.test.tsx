import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import type { RemedyRow } from "@/lib/appeals/contract";
import { loadMessages } from "@/messages/load";
import { Line } from "./ledger-lines";

const row: RemedyRow = {
  id: "01990000-0000-7000-8000-000000000001",
  kind: "tell_notifier",
  state: "done",
  messageId: null,
  waived: null,
  mayWaive: false,
  needsPerson: false,
  mayConfirm: false,
  confirmed: null,
  served: null,
  doneAt: null,
  label: null,
  points: null,
  told: null,
  case: null,
  neverBegan: false,
  heldBy: null,
};

function shown(locale: Locale, part: Partial<RemedyRow>): string {
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
      <Line row={{ ...row, ...part }} />
    </NextIntlClientProvider>,
  ).replaceAll("<!-- -->", "");
}

test("two notifiers who were told are two different lines: the report of each, and how they hear of it", () => {
  for (const locale of locales) {
    const [mailed, atPage] = (["mail", "page"] as const).map((way) => shown(locale, { told: { report: "N-42", way } }));
    for (const line of [mailed, atPage]) expect(line).toContain("N-42");
    expect(mailed).not.toEqual(atPage);
  }
  expect(shown("en", { told: { report: "N-42", way: "page" } })).toContain("at their own page: no address is known");
});

test("a measure that was in force for minutes is not told as a day served", () => {
  expect(shown("en", { served: 0 })).toContain("less than a day of it was served");
  expect(shown("en", { served: 1 })).toContain("1 day of it was served");
  expect(shown("zh-Hans", { served: 0 })).toContain("执行不足一天");
});

test("content whose measure fell is not told as shown again: that is the platform's to do, on a line of its own", () => {
  const line = shown("en", { kind: "restore_content", label: { en: "Delete content" } });
  expect(line).toContain("Lifted for the content: Delete content");
  expect(line).not.toMatch(/available/);
});
