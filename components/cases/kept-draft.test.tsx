import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { freshDraft } from "../decisions/draft.rules";
import { aCaseView } from "../decisions/example-case";
import { KeptDraft } from "./kept-draft";

const fresh = freshDraft(aCaseView());

test.each(locales)("what was typed before a claim lapsed is there to read and to copy (%s)", (locale) => {
  const evidence = [{ in: "text" as const, start: 0, end: 5, text: "vermin", element: "" }];
  const draft = { ...fresh, evidence, facts: "Calls the neighbours vermin." };
  const html = renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      <KeptDraft draft={draft} />
    </NextIntlClientProvider>,
  );
  expect(html).toContain("Calls the neighbours vermin.");
  expect(html).toContain("“vermin”");
  expect(html).toContain("<button");
});
