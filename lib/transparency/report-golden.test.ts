import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aStoredComplaint, aStoredDecision, aStoredNotice } from "@/test/report-cases";
import { noon, reportsBy } from "@/test/reports";
import { aCase, aColleague, givenPacks } from "@/test/town";
import { csvOf } from "./csv.rules";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let tomasz: Person;
const reportOn = reportsBy(() => tomasz);

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  tomasz = await aColleague(db(), { name: "Tomasz Nowak", role: "auditor" });
});

/** The golden files are of this year; a year of its own keeps what one fixture stores out of the others. */
const goldenYear = 2002;
const facts = { provider: "Alibaba.com Singapore E-Commerce", published: "2003-02-20", tier: "platform" };

const fileOf = (folder: string, sheet: string) => join(import.meta.dirname, "golden", folder, `${sheet}.csv`);

/** A sheet that a fixture has no file of is as in an empty period. */
function golden(fixture: string, sheet: string): string {
  const own = fileOf(fixture, sheet);
  return readFileSync(existsSync(own) ? own : fileOf("empty", sheet), "utf8");
}

/** What each fixture stores in its year, by the name of the folder with the sheets that it fills. */
const fixtures: Record<string, { year: number; about: string; store: (at: Date) => Promise<unknown> }> = {
  "flagged-notice": {
    year: 2020,
    about: "one notice of a trusted flagger with three items, and one action by law after five hours",
    async store(at) {
      const acted = await aStoredDecision(db(), mei, {
        ...{ at: new Date(at.getTime() + 5 * 3_600_000), values: ["DECISION_VISIBILITY_CONTENT_REMOVED"] },
        ...{ groundTerms: false, groundIllegal: true, origin: "notice" },
      });
      const [one, two] = [await aCase(db(), { platform: "aliexpress" }), await aCase(db(), { platform: "aliexpress" })];
      await aStoredNotice(db(), [acted, one, two], { at, source: "trusted_flagger", category: "fraud" });
    },
  },
  "removal-and-stop": {
    year: 2021,
    about: "one decision that removes and stops posting for thirty days",
    async store(at) {
      const values = ["DECISION_VISIBILITY_CONTENT_REMOVED", "DECISION_PROVISION_PARTIAL_SUSPENSION"];
      await aStoredDecision(db(), mei, { at, values });
    },
  },
  "reversed-complaint": {
    year: 2023,
    about: "a complaint that is reversed after fifty hours, about a decision of the year before",
    async store(at) {
      const values = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
      const decided = await aStoredDecision(db(), mei, { at: noon(2022), values });
      await aStoredComplaint(db(), decided, { at, hours: 50 });
    },
  },
  "two-others": {
    year: 2024,
    about: "two rows of one category that only a description tells apart",
    async store(at) {
      const other = { at, values: ["DECISION_VISIBILITY_CONTENT_REMOVED"], dsaKeyword: "KEYWORD_OTHER" };
      for (const described of ["Sells followers", "Fake coupons"])
        await aStoredDecision(db(), mei, { ...other, described });
    },
  },
};

const named = Object.entries(fixtures).map(([folder, { about, ...fixture }]) => ({ folder, about, ...fixture }));

test.each(named)("R1: $about: every sheet equals its golden file, cell by cell", async ({ folder, year, store }) => {
  await store(noon(year));
  const { sheets } = await reportOn(year, "aliexpress", facts);
  expect(sheets).toHaveLength(11);
  for (const sheet of sheets) {
    const text = csvOf(sheet)
      .replaceAll(`${year}-01-01`, `${goldenYear}-01-01`)
      .replaceAll(`${year}-12-31`, `${goldenYear}-12-31`);
    expect([sheet.name, text]).toEqual([sheet.name, golden(folder, sheet.name)]);
  }
});

test.each(named)(
  "in the golden files of $about, the keywords make up their category, and the categories the total",
  ({ folder }) => {
    for (const sheet of ["4_notices", "5_own_initiative_illegal", "6_own_initiative_TC"]) {
      const [columns = [], ...rows] = parse(golden(folder, sheet)) as string[][];
      const sums = new Map<string, number[]>();
      const add = (to: string, row: readonly string[]) =>
        sums.set(
          to,
          columns.map((_, at) => (sums.get(to)?.[at] ?? 0) + Number(row[at])),
        );
      // Counts add up; medians do not, and what stands before and after is words.
      const counts = columns.flatMap((title, at) =>
        /^(Number|Visibility|Monetary|Provision|Account)/.test(title) ? [at] : [],
      );
      let category = "";
      for (const row of rows) {
        const label = row[3] ?? "";
        if (label.startsWith("STATEMENT_")) category = label;
        if (label !== "TOTAL") add(label.startsWith("KEYWORD_") ? category : "TOTAL", row);
      }
      for (const row of rows.filter(([, , , label = ""]) => sums.has(label)))
        for (const at of counts)
          expect([sheet, row[3], columns[at], sums.get(row[3] ?? "")?.[at]]).toEqual([
            sheet,
            row[3],
            columns[at],
            Number(row[at]),
          ]);
      // One measure is one restriction: the first number is the sum of those to the right of the second.
      const [all = 0, , ...kinds] = counts;
      if (sheet !== "4_notices")
        for (const row of rows) expect(Number(row[all])).toBe(kinds.reduce((sum, at) => sum + Number(row[at]), 0));
    }
  },
);
