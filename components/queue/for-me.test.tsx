import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import type { SavedView } from "@/lib/queue/views.contract";
import { loadMessages } from "@/messages/load";
import { ToastProvider } from "../ui/toast";
import { wholeQueue } from "./filters.rules";
import { ForMe } from "./for-me";
import { SavedViews } from "./saved-views";

const asItComes = (locale: "en" | "zh-Hans", screen: ReactNode) =>
  renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      <QueryClientProvider client={new QueryClient()}>
        <ToastProvider>{screen}</ToastProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );

test.each(locales)(
  "what colleagues want is in the queue's page as it comes in %s: no row moves for it later",
  (locale) => {
    const row = {
      kind: "asked" as const,
      caseId: "c1",
      reference: "WX-20811",
      who: "Mei Lin",
      words: "Is this one of ours?",
      notShown: [],
      at: "2026-11-28T15:00:00.000Z",
    };
    const page = asItComes(locale, <ForMe first={[row]} search="" />);
    expect(page).toContain("WX-20811");
    expect(page).toContain("Is this one of ours?");
    expect(asItComes(locale, <ForMe first={[]} search="" />)).not.toContain("<section");
  },
);

test("an own view that everybody sees says so, one that nobody else sees does not, and a colleague's has their name", () => {
  const aView = (name: string, isShared: boolean, isMe: boolean): SavedView => ({
    id: name,
    name,
    search: "",
    isShared,
    owner: { name: "Jonas Weber", isMe },
    mayRemove: isMe,
  });
  const page = (view: SavedView) =>
    asItComes("en", <SavedViews first={[view]} filter={wholeQueue} mayShare={false} onChange={() => undefined} />);
  expect(page(aView("Due today", true, true))).toContain("Shared with everybody");
  expect(page(aView("Due today", false, true))).not.toContain("Shared with everybody");
  expect(page(aView("Due today", true, false))).toContain("Jonas Weber");
});
