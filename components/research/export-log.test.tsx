import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { ExportRow } from "@/lib/research/research.contract";
import { loadMessages } from "@/messages/load";
import { ExportLog } from "./export-log";

const row: ExportRow = {
  ...{ id: "1", holder: "Ada Vint", institution: "Institute", format: "csv", platform: "", from: null, until: null },
  startedAt: "2027-01-20T10:00:00.000Z",
  endedAt: null,
  rows: null,
};
const shown = (taken: Partial<ExportRow>) =>
  renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <ExportLog rows={[{ ...row, ...taken }]} />
    </NextIntlClientProvider>,
  );

test("the log of what researchers took tells an export that is whole from one that broke off, and from one of which nobody knows", () => {
  const whole = shown({ rows: 1201, endedAt: "2027-01-20T10:01:00.000Z" });
  expect(whole).toContain("1,201 decisions");
  expect(whole).not.toContain("Not finished");
  const brokenOff = shown({ rows: 500 });
  for (const words of ["500 decisions", "Not finished"]) expect(brokenOff).toContain(words);
  const unknown = shown({});
  for (const words of ["Not finished", "without saying how many left"]) expect(unknown).toContain(words);
});
