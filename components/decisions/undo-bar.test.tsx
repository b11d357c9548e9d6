import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import type { Decided } from "@/lib/decisions/contract";
import { loadMessages } from "@/messages/load";
import { UndoBar } from "./undo-bar";

const now = Date.parse("2026-11-27T12:00:00Z");

test.each(locales)(
  "where the screen has no way back of its own, a bar says what Z takes back and for how long (%s)",
  (locale) => {
    const decided: Decided = {
      platform: "taobao-weitao",
      caseId: "c",
      decisionId: "d",
      reference: "TB-20101",
      outcome: "no_violation",
      undoUntil: "2026-11-27T12:00:07Z",
    };
    const html = renderToString(
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
        <UndoBar decided={decided} now={now} isBusy={false} onUndo={() => undefined} />
      </NextIntlClientProvider>,
    );
    expect(html).toContain("TB-20101");
    expect(html).toContain("7");
    expect(html).toContain("Z");
  },
);
