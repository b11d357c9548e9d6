import { readFileSync } from "node:fs";
import { join } from "node:path";
import { desc } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aStoredDecision, aStoredNotice } from "@/test/report-cases";
import { cellsOf, filled, noon, reportsBy } from "@/test/reports";
import { aCase, aColleague, givenPacks } from "@/test/town";
import { csvOf } from "./csv.rules";
import type { MadeReport } from "./report.contract";
import { makeReport } from "./report.queries";

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

const golden = (name: string) => readFileSync(join(import.meta.dirname, "golden", "empty", `${name}.csv`), "utf8");

test("R1: an empty period of a full platform equals the golden files, cell by cell: 0 where nothing happened, blank where nothing can", async () => {
  const facts = { provider: "Alibaba.com Singapore E-Commerce", published: "2003-02-20", tier: "platform" };
  const report = await reportOn(2002, "aliexpress", facts);
  expect(report.sheets.map(({ name }) => name)).toEqual([
    "1_report_identification",
    "2_categories_names",
    "3_member_states_orders",
    "4_notices",
    "5_own_initiative_illegal",
    "6_own_initiative_TC",
    "7_appeals_and_recidivism",
    "8_automated_means",
    "9_human_resources",
    "10_AMAR",
    "11_qualitative",
  ]);
  for (const sheet of report.sheets) expect([sheet.name, csvOf(sheet)]).toEqual([sheet.name, golden(sheet.name)]);
  expect(filled(report)).toEqual([]);
});

test("the titles are the template's own, also where they end with a blank, and every row has a cell for each", async () => {
  const { sheets } = await reportOn(2002);
  expect(sheets[3]?.columns[5]).toBe("Number of notices received ");
  expect(sheets[4]?.columns[12]).toBe("Visibility restriction Labelled ");
  expect(sheets.map(({ rows }) => rows.length)).toEqual([5, 100, 91, 91, 90, 98, 47, 35, 6, 4, 11]);
  for (const { columns, rows } of sheets) for (const row of rows) expect(row.length).toBe(columns.length);
});

test("R1: one notice of a trusted flagger with three items and one action by law is 1, 3 and 1, with the hours to the action", async () => {
  const at = noon(2003);
  const acted = await aStoredDecision(db(), mei, {
    ...{ at: new Date(at.getTime() + 5 * 3_600_000), values: ["DECISION_VISIBILITY_CONTENT_REMOVED"] },
    ...{ groundTerms: false, groundIllegal: true, origin: "notice" },
  });
  const [one, two] = [await aCase(db(), { platform: "aliexpress" }), await aCase(db(), { platform: "aliexpress" })];
  await aStoredNotice(db(), [acted, one, two], { at, source: "trusted_flagger", category: "fraud" });
  const cells = (about: string) => [
    `4 / ${about} / Number of notices received = 1`,
    `4 / ${about} / Number of notices received from Trusted flaggers = 1`,
    `4 / ${about} / Number of specific items of information included in the total number of notices = 3`,
    `4 / ${about} / Number of specific items of information included in the total number of notices by Trusted Flaggers (Trusted Flagger notices) = 3`,
    `4 / ${about} / Median time to take action = 5`,
    `4 / ${about} / Median time to take action (Trusted Flagger notices) = 5`,
    `4 / ${about} / Number of actions taken on the basis of the law = 1`,
    `4 / ${about} / Number of actions taken on the basis of the law (Trusted Flagger notices) = 1`,
  ];
  expect(filled(await reportOn(2003))).toEqual([
    ...cells("TOTAL"),
    ...cells("STATEMENT_CATEGORY_SCAMS_AND_FRAUD"),
    ...cells("KEYWORD_OTHER / fraud"),
    "8 / Use of automated means for content moderation / Number of measures not taken by automated means / Total number / Value = 1",
  ]);
});

test("R1: a removal with thirty days without posting on our own initiative is two measures, under one category and one keyword", async () => {
  await aStoredDecision(db(), mei, {
    at: noon(2004),
    values: ["DECISION_VISIBILITY_CONTENT_REMOVED", "DECISION_PROVISION_PARTIAL_SUSPENSION"],
  });
  const cells = (about: string) => [
    `6 / ${about} / Number of measures taken at the provider's own initiative = 2`,
    `6 / ${about} / Visibility restriction Removal = 1`,
    `6 / ${about} / Provision of the service Suspension = 1`,
  ];
  expect(filled(await reportOn(2004))).toEqual([
    ...cells("TOTAL"),
    ...cells("STATEMENT_CATEGORY_SCAMS_AND_FRAUD"),
    ...cells("KEYWORD_PHISHING"),
    "8 / Use of automated means for content moderation / Number of measures not taken by automated means / Total number / Value = 2",
    "8 / Use of automated means for content moderation / Number of measures not taken by automated means / Own-initiative  / Value = 2",
  ]);
});

test("a period of one second holds what happened in it, and the second after it does not", async () => {
  const at = new Date("2011-03-01T10:00:00Z");
  const values = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
  await aStoredDecision(db(), mei, { at, values });
  await aStoredDecision(db(), mei, { at: new Date(at.getTime() + 1000), values });
  const one = await makeReport(tomasz, {
    from: "2011-03-01T10:00:00Z",
    to: "2011-03-01T10:00:01Z",
    platform: "aliexpress",
  });
  expect(one.ok && cellsOf(one.value[0] as MadeReport, 6)[0]?.slice(2, 6)).toEqual([
    "2011-03-01T10:00:00.000Z/2011-03-01T10:00:01.000Z",
    "TOTAL",
    null,
    1,
  ]);
});

test("a platform with no decisions has its report beside the others, and none is counted for it", async () => {
  await aStoredDecision(db(), mei, { at: noon(2012), values: ["DECISION_ACCOUNT_TERMINATED"], platform: "wechat" });
  const made = await makeReport(tomasz, { from: "2012-01-01", to: "2012-12-31" });
  const reports = made.ok ? made.value : [];
  expect(reports.map(({ platform }) => platform)).toEqual(["alibaba", "aliexpress", "taobao-weitao", "wechat"]);
  expect(reports.map((report) => filled(report).length > 0)).toEqual([false, false, false, true]);
});

test("R4: a very large platform fills people, recipients and languages; what was not entered stays blank", async () => {
  await aStoredDecision(db(), mei, { at: noon(2013), values: ["DECISION_ACCOUNT_TERMINATED"], language: "de-AT" });
  const report = await reportOn(2013, "aliexpress", {
    tier: "vlop",
    moderators: { internal: 12.5, total: 20, byLanguage: { bg: 1, de: 3 } },
    recipients: { TOTAL: 1_000, EL: 30 },
    texts: { "Safeguards applied to the use of automated means": "A person decides." },
  });
  expect(report.sheets.map(({ rows }) => rows.length).slice(7)).toEqual([20 + 24 * 5, 3 + 24, 28, 11]);
  const nines = cellsOf(report, 9).filter((row) => row[6] !== null);
  expect(nines.map((row) => [row[5], row[6]])).toEqual([
    ["Total number", 12.5],
    ["Total number", 20],
    ["bg", 1],
    ["de", 3],
  ]);
  expect(
    cellsOf(report, 10)
      .filter((row) => row[6] !== null)
      .map((row) => [row[5], row[6]]),
  ).toEqual([
    ["TOTAL", 1_000],
    ["EL", 30],
  ]);
  const german = cellsOf(report, 8)
    .filter((row) => row[5] === "de")
    .map((row) => row[6]);
  expect(german).toEqual([0, 1, null, null, null]);
  expect(
    cellsOf(report, 11)
      .map((row) => row[4])
      .filter(Boolean),
  ).toEqual(["A person decides."]);
});

test("who had a report made is in the log; a moderator may not, a period that ends before it begins is no period", async () => {
  await reportOn(2014);
  const last = async () => (await db().select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1))[0];
  expect(await last()).toMatchObject({ verb: "report.make", outcome: "viewed", actorId: tomasz.id });
  expect(await makeReport(mei, { from: "2014-01-01", to: "2014-12-31" })).toMatchObject({ code: "forbidden" });
  expect(await last()).toMatchObject({ verb: "report.make", outcome: "refused", actorId: mei.id });
  const asked = (from: string, to: string, platform?: string) => makeReport(tomasz, { from, to, platform });
  expect(await asked("2014-02-01", "2014-01-31")).toMatchObject({ reason: "report_period_backwards" });
  expect(await asked("soon", "2014-01-31")).toMatchObject({ reason: "report_period_unreadable" });
  expect(await asked("2014-01-01", "2014-01-31", "none")).toMatchObject({ reason: "platform_unknown" });
});
