import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { AffiliateFacts } from "./affiliate-state";

test("AE6: a partner screened on a day was screened on that day, wherever its reader is", () => {
  for (const timeZone of ["UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Auckland"]) {
    const html = renderToString(
      <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone={timeZone}>
        <AffiliateFacts affiliate={{ version: 1, status: "failed", screenedOn: "2026-11-27", note: "" }} />
      </NextIntlClientProvider>,
    );
    expect(html).toContain("27 Nov");
  }
});
