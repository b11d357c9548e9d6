import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { ChangeNotice } from "../terms/change-notice";
import { PlanShown } from "./plan-shown";

const shown = (locale: "en" | "zh-Hans", screen: React.ReactNode) =>
  renderToString(
    <NextIntlClientProvider
      locale={locale}
      messages={loadMessages(locale)}
      timeZone="America/Los_Angeles"
      onError={(error) => {
        throw error;
      }}
    >
      {screen}
    </NextIntlClientProvider>,
  ).replaceAll("<!-- -->", "");

const plan = { effectiveFrom: "2026-01-01", announced: null, notice: { en: "Our rules change.", fr: "Nos règles." } };

test("whoever signs reads the day and the notice in every language in which it would be published", () => {
  const markup = shown("en", <PlanShown draft={plan} />);
  for (const words of ["1 Jan 2026", "Not set", "Our rules change.", "Nos règles.", "Notice to users (fr)"])
    expect(markup).toContain(words);
  expect(shown("zh-Hans", <PlanShown draft={{ ...plan, notice: {} }} />)).toContain("不向用户发通知。");
});

test("users read the day of a change as a day, wherever they are", () => {
  const notice = { version: "v2", effectiveFrom: "2026-01-01", texts: plan.notice };
  const markup = shown("en", <ChangeNotice notice={notice} language="en" />);
  expect(markup).toContain("In force from 1 January 2026.");
  const french = shown("en", <ChangeNotice notice={notice} language="fr" />);
  for (const words of ["En vigueur à partir du 1er janvier 2026.", "Nos règles."]) expect(french).toContain(words);
});
