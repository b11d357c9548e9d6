import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { ListedThing } from "@/lib/transparency/report-source.contract";
import { loadMessages } from "@/messages/load";
import { ThingsTable } from "./things-table";

test.each([
  ["en", "Content removed"],
  ["zh-Hans", "删除内容"],
] as const)("behind a number a restriction is told in words, and what has none as it is (%s)", (locale, word) => {
  const thing: ListedThing = {
    kind: "decision",
    id: "r",
    caseId: null,
    reference: "AE-20112",
    at: new Date("2026-11-20T07:16:00Z"),
    clause: "5.transaction-risk",
    value: "DECISION_VISIBILITY_CONTENT_REMOVED",
    hours: null,
    count: 1,
    isHidden: false,
  };
  const html = renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" now={thing.at}>
      <ThingsTable things={[thing, { ...thing, id: "s", value: "SOMETHING_ELSE" }]} />
    </NextIntlClientProvider>,
  );
  expect(html).toContain(word);
  expect(html).not.toContain("DECISION_VISIBILITY");
  expect(html).toContain("SOMETHING_ELSE");
});
