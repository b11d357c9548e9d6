import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { DisputeTimeline } from "./dispute-facts";

test("a day that the body named is that day wherever its reader is, and what was done here is a day of the reader's", () => {
  // 20 November begins in Brussels while it is still the 19th in London.
  const at = "2026-11-19T23:00:00.000Z";
  const steps = ["received", "outcome_for_user", "engaged"].map((step) => ({ step, at, by: null, text: "" }));
  const page = renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <DisputeTimeline steps={steps} />
    </NextIntlClientProvider>,
  );
  const days = page.replace(/<[^>]*>/g, " ").match(/\d+ Nov 2026/g);
  expect(days).toEqual(["20 Nov 2026", "20 Nov 2026", "19 Nov 2026"]);
});
