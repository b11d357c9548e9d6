import type { Db, OpenDatabase } from "@/db/client";
import type { Person } from "@/lib/platform/permissions.rules";
import { countReports } from "@/lib/transparency/count-report.command";
import type { Cell, MadeReport } from "@/lib/transparency/report.contract";
import { makeReport } from "@/lib/transparency/report.queries";
import { behindCell, reportVersion } from "@/lib/transparency/report-version.queries";
import { requestReport } from "@/lib/transparency/request-report.command";
import { aStoredComplaint, aStoredDecision, aStoredNotice, aStoredOrder } from "./report-cases";
import { aCase } from "./town";

/** Each test has a year of its own: what one stores is in no other's period. */
export function reportsBy(who: () => Person) {
  return async (year: number, platform = "aliexpress", facts: object = {}): Promise<MadeReport> => {
    // A plain platform unless a test says more: the sheets of a very large one have many more rows.
    const told = { [platform]: { tier: "platform", ...facts } };
    const asked = { from: `${year}-01-01`, to: `${year}-12-31`, platform, facts: told };
    const made = await makeReport(who(), asked);
    if (!made.ok) throw new Error(JSON.stringify(made));
    const [report] = made.value;
    if (!report) throw new Error("one service was asked for");
    return report;
  };
}

/** All cells that are not as in an empty report of the same columns: `sheet / row / title = value`. */
export function filled({ sheets }: MadeReport): string[] {
  return sheets.slice(2, 10).flatMap(({ name, columns, rows }) =>
    rows.flatMap((row) => {
      const about = columns.flatMap((title, at) =>
        /^(Category|Description|Section|Indicator|Scope)/.test(title) && row[at] !== null ? [String(row[at])] : [],
      );
      return columns.flatMap((title, at): string[] =>
        /^(Applicab|Service|Reporting|Category|Descr|Section|Indicator|Scope|Context)/.test(title) || !row[at]
          ? []
          : [`${name.split("_")[0]} / ${about.join(" / ")} / ${title.trim()} = ${row[at]}`],
      );
    }),
  );
}
export const noon = (year: number, day = "06-15") => new Date(`${year}-${day}T12:00:00Z`);
export const cellsOf = (report: MadeReport, part: number): Cell[][] => report.sheets[part - 1]?.rows ?? [];

type Makers = { opened: () => OpenDatabase; admin: () => Person; now: Date };

/** Versions of reports on AliExpress as an admin asks for them and the worker makes them at `now`, and what is behind their numbers. */
export function versionsOn({ opened, admin, now }: Makers) {
  const db = () => opened().db;
  const request = (year: number, more: object = {}, by = admin()) =>
    requestReport(by, { platform: "aliexpress", from: `${year}-01-01`, to: `${year}-12-31`, ...more }, now);
  return {
    request,
    /** Asks for a version and lets the worker finish it. */
    async made(year: number, more: object = {}): Promise<string> {
      const asked = await request(year, more);
      if (!asked.ok) throw new Error(JSON.stringify(asked));
      await countReports(opened(), () => now);
      return asked.value.versionId;
    },
    async read(id: string) {
      const version = await reportVersion(db(), id);
      if (!version) throw new Error("no version");
      return version;
    },
    /** The first page of what is behind a cell; nothing where it is refused. */
    async thingsOf(reader: Person, cell: Parameters<typeof behindCell>[2]) {
      const page = await behindCell(db(), reader, cell);
      return page.ok ? page.value.things : [];
    },
  };
}

/** A year in which something of every kind happened. */
export async function aFullYear(db: Db, by: Person, year: number): Promise<void> {
  const at = noon(year);
  const removed = { at, values: ["DECISION_VISIBILITY_CONTENT_REMOVED", "DECISION_ACCOUNT_SUSPENDED"] };
  await aStoredDecision(db, by, removed);
  await aStoredDecision(db, by, { ...removed, groundTerms: false, groundIllegal: true, automatedDetection: true });
  await aStoredDecision(db, by, { ...removed, automatedDecision: "full", language: "de-AT" });
  for (const described of ["Sells followers", "Sells followers", "Fake coupons"])
    await aStoredDecision(db, by, {
      at,
      values: ["DECISION_VISIBILITY_OTHER"],
      dsaKeyword: "KEYWORD_OTHER",
      described,
    });
  const anew = await aStoredDecision(db, by, { ...removed, origin: "complaint" });
  const later = { ...removed, at: new Date(at.getTime() + 5 * 3_600_000) };
  const onNotice = await aStoredDecision(db, by, { ...later, groundIllegal: true, groundTerms: false });
  const onTerms = await aStoredDecision(db, by, later);
  const open = await aCase(db, { platform: "aliexpress" });
  await aStoredNotice(db, [onNotice, open], { at, source: "trusted_flagger", category: "fraud" });
  await aStoredNotice(db, [onNotice], { at, category: "hate" });
  await aStoredNotice(db, [onTerms, open], { at });
  await aStoredComplaint(db, onNotice, { at, hours: 50 });
  await aStoredComplaint(db, anew, { at, hours: 10, outcome: "upheld", cause: null });
  await aStoredOrder(db, { at, country: "GR" });
  await aStoredOrder(db, {
    at,
    country: "DE",
    category: "SCAMS_AND_FRAUD",
    kind: "information",
    effectAt: null,
    effect: null,
  });
}
