import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { KeysProvider } from "../shell/keys";
import { CaseQuestions } from "./case-questions";

const asItComes = (locale: "en" | "zh-Hans", screen: ReactNode) =>
  renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      <QueryClientProvider client={new QueryClient()}>
        <KeysProvider>{screen}</KeysProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );

test.each(locales)(
  "a colleague's question is in the page as it comes in %s: the columns do not move for it",
  (locale) => {
    const asked = {
      id: "q1",
      askedBy: "Mei Lin",
      askedOf: "Jonas Weber",
      isOfMe: true,
      text: "Is this one of ours?",
      askedAt: "2026-11-28T15:00:00.000Z",
      answer: null,
      answeredAt: null,
    };
    expect(asItComes(locale, <CaseQuestions caseId="c1" first={[asked]} />)).toContain("Is this one of ours?");
    expect(asItComes(locale, <CaseQuestions caseId="c1" first={[]} />)).toBe("");
  },
);
