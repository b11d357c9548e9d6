import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import { noTotals } from "@/lib/policy/try-out/totals.rules";
import type { TryOutView } from "@/lib/quality/try-out.contract";
import { loadMessages } from "@/messages/load";
import { ToastProvider } from "../../ui/toast";
import { RunTotals } from "./run-totals";
import { UnfinishedRun } from "./unfinished-run";

const nothing = () => undefined;
const router = {
  ...{ back: nothing, forward: nothing, refresh: nothing, push: nothing, replace: nothing, prefetch: nothing },
  bfcacheId: "",
};

function shown(locale: Locale, screen: ReactNode): string {
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <AppRouterContext value={router}>
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
        <QueryClientProvider client={new QueryClient()}>
          <ToastProvider>{screen}</ToastProvider>
        </QueryClientProvider>
      </NextIntlClientProvider>
    </AppRouterContext>,
  ).replaceAll("<!-- -->", "");
}

const run = { platformId: "taobao-weitao", version: "v2", days: 90, decisionsDone: 1000, decisionsAll: 2400 };
const words: Record<Locale, { partial: string; nothing: string; again: string; none: string }> = {
  en: {
    partial: "1,000 of 2,400 decisions were tried, the oldest first. The figures and cases below are of these alone",
    nothing: "None of the 2,400 decisions was tried, so there are no figures.",
    again: "Try out again",
    none: "There is no decision under these rules",
  },
  "zh-Hans": {
    partial: "2,400 项决定中试运行了 1,000 项，从最早的开始。以下数字和案件只涉及这些",
    nothing: "2,400 项决定中一项也没有试运行，因此没有数字。",
    again: "重新试运行",
    none: "该期间没有依这些规则作出的决定",
  },
};

test.each(locales)(
  "a run that was stopped half-way says of how many its figures are, and can be begun anew, in %s",
  (locale) => {
    const { partial, nothing: noFigures, again } = words[locale];
    const half = shown(locale, <UnfinishedRun run={run} state="stopped" mayAsk />);
    expect(half).toContain(partial);
    expect(half).toContain(again);
    const none = shown(locale, <UnfinishedRun run={{ ...run, decisionsDone: 0 }} state="failed" mayAsk />);
    expect(none).toContain(noFigures);
    expect(none).not.toContain(partial);
  },
);

test("who may start no run is offered none", () => {
  expect(shown("en", <UnfinishedRun run={run} state="stopped" mayAsk={false} />)).not.toContain("Try out again");
});

test.each(locales)(
  "a run that was stopped before its first decision is not said to have found none, in %s",
  (locale) => {
    const of = (state: TryOutView["state"], decisionsAll: number, totals = noTotals()) =>
      shown(locale, <RunTotals view={{ ...run, decisionsAll, id: "r", titles: {}, totals, state } as TryOutView} />);
    expect(of("done", 0)).toContain(words[locale].none);
    expect(of("stopped", 2400)).not.toContain(words[locale].none);
    expect(of("failed", 2400)).not.toContain(words[locale].none);
  },
);
