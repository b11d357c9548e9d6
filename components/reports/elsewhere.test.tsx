import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { PublishedElsewhere, ReportDutyView } from "@/lib/clocks/report-elsewhere.contract";
import { loadMessages } from "@/messages/load";
import { ElsewherePanel, ElsewhereTable } from "./elsewhere";

const url = "https://provider.example/reports/2027-h1";
const said: PublishedElsewhere = {
  ...{ dutyId: "d", url, day: "2027-08-20", by: "Lucía Herrera", at: "2027-09-20T12:00:00.000Z" },
  ...{ platform: { en: "AliExpress", hans: "速卖通", hant: "速賣通" }, firstDay: "2027-01-01", lastDay: "2027-06-30" },
};
const duty: ReportDutyView = {
  ...{ dutyId: "d", lastDay: "2027-06-30", dueAt: "2027-08-30T15:59:59.999Z" },
  ...{ isPublishedHere: false, elsewhere: null },
};

const shown = (children: ReactNode) =>
  renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC" now={new Date(said.at)}>
      {children}
    </NextIntlClientProvider>,
  );

test("whoever reads the reports sees which were published elsewhere, where, when, and who said so", () => {
  const html = shown(<ElsewhereTable rows={[said]} />);
  for (const told of [`href="${url}"`, "2027-01-01 to 2027-06-30", "AliExpress", "2027-08-20", "Lucía Herrera"])
    expect(html).toContain(told);
});

test("who may not say that a report was published elsewhere is told where it was, and is offered no form", () => {
  expect(shown(<ElsewherePanel duty={duty} mayRecord={false} />)).toBe("");
  const html = shown(<ElsewherePanel duty={{ ...duty, elsewhere: said }} mayRecord={false} />);
  expect(html).toContain(`href="${url}"`);
  expect(html).not.toMatch(/<(form|button)/);
  expect(shown(<ElsewherePanel duty={{ ...duty, isPublishedHere: true }} mayRecord />), "nothing is owed").toBe("");
});
