import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import type { TraderCard } from "@/lib/decisions/trader.contract";
import { loadMessages } from "@/messages/load";
import { ToastProvider } from "../ui/toast";
import { TraderMoves } from "./trader-moves";

const card: TraderCard = {
  ...{ version: 2, status: "correction_asked", missing: ["address"], data: null, selfCertifiedAt: null },
  ...{ checkedAt: null, decision: null, contractEndedAt: null, purgeAt: null, purgedAt: null },
  // The end of 20 September in Shanghai, which is still that afternoon in UTC, and the 21st in Auckland.
  correction: { of: ["address"], dueAt: "2016-09-20T15:59:59.999Z", zone: "Asia/Shanghai", why: "" },
};
const noRouter = {} as AppRouterInstance;

/** The markup in one language, for a reader in Auckland; a word that is missing is an error. */
function shown(locale: (typeof locales)[number], trader: TraderCard): string {
  const onError = (error: Error) => {
    throw error;
  };
  return renderToString(
    <AppRouterContext.Provider value={noRouter}>
      <QueryClientProvider client={new QueryClient()}>
        <NextIntlClientProvider {...{ locale, onError, messages: loadMessages(locale), timeZone: "Pacific/Auckland" }}>
          <ToastProvider>
            <TraderMoves accountId="a" trader={trader} letter="de" actions={[]} />
          </ToastProvider>
        </NextIntlClientProvider>
      </QueryClientProvider>
    </AppRouterContext.Provider>,
  );
}

test("C4: while a trader's day to correct runs, the screen names that day and offers neither to suspend nor to refuse", () => {
  for (const locale of locales) {
    const asked = shown(locale, card);
    expect(asked).not.toContain('id="suspend-measure"');
    expect(asked).toMatch(locale === "en" ? /Sep(tember)? 20, 2016|20 Sept?(ember)? 2016/ : /2016年9月20日/);
    expect(shown(locale, { ...card, status: "correction_overdue" })).toContain('id="suspend-measure"');
  }
});
