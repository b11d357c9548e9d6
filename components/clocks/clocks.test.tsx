import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import { clockBases, clockKinds } from "@/lib/clocks/clock.rules";
import type { ClockEntry, ClockSummaries } from "@/lib/clocks/contract";
import { loadMessages, translatorFor } from "@/messages/load";
import { ClockFilters } from "./clock-filters";
import { ClockTable } from "./clock-table";
import { clocksPath } from "./clocks-path.rules";
import { ForecastTable } from "./forecast-table";

const shown = (children: ReactNode, locale: Locale = "en") =>
  renderToString(
    <NextIntlClientProvider
      locale={locale}
      messages={loadMessages(locale)}
      timeZone="UTC"
      onError={(problem) => {
        throw problem;
      }}
    >
      {children}
    </NextIntlClientProvider>,
  ).replaceAll("<!-- -->", "");

const anEntry = (about: Partial<ClockEntry>): ClockEntry => ({
  id: "0190a6a0-0000-7000-8000-0000000000aa",
  kind: "appeal",
  basis: "target",
  dueAt: "2016-09-07T15:59:59.999Z",
  startedAt: "2016-09-07T04:00:00.000Z",
  platformId: "wechat",
  reference: "A-7K3P-Q9XD",
  holder: null,
  href: "/appeals/1",
  isOverdue: false,
  isMine: false,
  ...about,
});

test.each(locales)("each kind of duty and each origin of its date stands on the board in words, in %s", (locale) => {
  const rows = clockKinds.map((kind, index) =>
    anEntry({ kind, id: kind, basis: clockBases[index % clockBases.length] ?? "target" }),
  );
  const html = shown(<ClockTable rows={rows} />, locale);
  const words = translatorFor(locale, "clocks");
  const keys = [...clockKinds.map((kind) => `kinds.${kind}`), ...clockBases.map((basis) => `bases.${basis}`)];
  for (const key of keys) expect(html).toContain(words(key));
});

test("who holds a duty is named; what nobody holds says whether somebody should, or it goes by itself", () => {
  const holder = { id: "p", name: "Amara Okafor" };
  expect(shown(<ClockTable rows={[anEntry({ holder })]} />)).toContain("Amara Okafor");
  expect(shown(<ClockTable rows={[anEntry({ holder, isMine: true })]} />)).not.toContain("Amara Okafor");
  expect(shown(<ClockTable rows={[anEntry({})]} />)).toContain("Nobody yet");
  expect(shown(<ClockTable rows={[anEntry({ kind: "statement" })]} />)).toContain("Goes by itself");
  // A crime to be told of, a complaint, a person to be told: none of those is done unless somebody does it.
  for (const kind of ["crime_referral", "misuse_appeal", "review_flag", "reveal", "came_back", "order_letter"] as const)
    expect(shown(<ClockTable rows={[anEntry({ kind })]} />), kind).toContain("Nobody yet");
  expect(shown(<ClockTable rows={[anEntry({ kind: "report" })]} />)).toContain("The admins");
  expect(shown(<ClockTable rows={[anEntry({ kind: "dispute_body" })]} />)).toContain("The dispute body");
  const window = shown(<ClockTable rows={[anEntry({ kind: "appeal_window" })]} />);
  expect(window).toContain("The person concerned");
  expect(window).not.toContain("Overdue");
  expect(shown(<ClockTable rows={[anEntry({ isOverdue: true })]} />)).toContain("Overdue");
});

test("the forecast shows its sum", () => {
  const forecast = { due: 41, done: 24, hours: 35, likely: 35, late: 6 };
  const kinds: ClockSummaries["kinds"] = [
    { kind: "appeal", basis: "target", overdue: 2, forecast },
    { kind: "statement", basis: "statutory", overdue: 1000, forecast: null },
  ];
  const html = shown(<ForecastTable summaries={{ kinds, most: 1000, until: "2016-09-08T23:59:59.999Z" }} />);
  expect(html).toContain("41 due − 24 done in 24 h × 35 h ÷ 24 h = 41 − 35 = 6");
  expect(html).toContain("1,000 or more");
});

test("the filters are a form that works without script, and keep what was chosen", () => {
  const chosen = { view: "overdue", holder: "anybody", basis: "statutory", kind: "appeal" } as const;
  const html = shown(<ClockFilters chosen={chosen} mayHold />);
  expect(html).toMatch(/<form [^>]*action="\/clocks"/);
  expect(html).toMatch(/<input [^>]*name="view" value="overdue"/);
  expect(/<option ([^>]*)>By law/.exec(html)?.[1]).toContain("selected");
  expect(clocksPath(chosen, "next")).toBe("/clocks?view=overdue&basis=statutory&kind=appeal&after=next");
  expect(shown(<ClockFilters chosen={chosen} mayHold={false} />)).not.toContain('value="me"');
});
