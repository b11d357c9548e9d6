import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { factsFor } from "@/lib/transparency/report-facts.queries";
import { withTestDatabase } from "@/test/database";
import { aColleague, auditOf, givenPacks } from "@/test/town";
import { clockPage } from "./board.queries";
import { ClockRequest } from "./contract";
import { openReportsWhenDue } from "./report-duty.command";
import { recordElsewhere, takeBackElsewhere } from "./report-elsewhere.command";
import { publishedElsewhere, reportDutyOf, toldElsewhere } from "./report-elsewhere.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2027-09-20T12:00:00Z");
const half = { platformId: "aliexpress", firstDay: "2027-01-01", lastDay: "2027-06-30" };
const url = "https://provider.example/reports/2027-h1";
let lucia: Person;
let jonas: Person;
let tomasz: Person;

beforeAll(async () => {
  await givenPacks(db(), new Date("2027-03-10T09:00:00Z"));
  lucia = await aColleague(db(), { name: "Lucía Herrera", role: "admin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  tomasz = await aColleague(db(), { name: "Tomasz Nowak", role: "auditor" });
  await openReportsWhenDue(db(), now);
});

async function owed(reader = jonas) {
  const page = await clockPage(db(), reader, ClockRequest.parse({ kind: "report" }), now);
  if (!page.ok) throw new Error(page.reason);
  return page.value.rows.map(({ reference, isOverdue, href }) => ({ reference, isOverdue, href }));
}

async function duty() {
  const found = await reportDutyOf(db(), half);
  if (!found) throw new Error("no duty");
  return found;
}

test("an overdue report that was published elsewhere is off the board once an admin says where, and who said so is told; taken back it is overdue again", async () => {
  expect(await owed()).toMatchObject([{ reference: "aliexpress 2027-H1", isOverdue: true }]);
  const { dutyId } = await duty();
  expect(await recordElsewhere(lucia, { dutyId, url, day: "2027-08-20" }, now)).toMatchObject({ ok: true });
  expect(await owed()).toEqual([]);
  const told = { dutyId, url, day: "2027-08-20", by: "Lucía Herrera", at: now.toISOString() };
  expect(await publishedElsewhere(db())).toMatchObject([told]);
  expect(await duty()).toMatchObject({ elsewhere: told, isPublishedHere: false });
  const again = await recordElsewhere(lucia, { dutyId, url: "https://other.example/", day: "2027-08-21" }, now);
  expect(again).toMatchObject({ code: "conflict", reason: "report_elsewhere_before" });
  expect(await takeBackElsewhere(lucia, { dutyId }, now)).toMatchObject({ ok: true });
  expect(await owed()).toMatchObject([{ reference: "aliexpress 2027-H1", isOverdue: true }]);
  expect(await takeBackElsewhere(lucia, { dutyId }, now)).toMatchObject({ code: "stale" });
  const log = await auditOf(db(), "reports");
  expect(log.flatMap(({ verb, outcome }) => (outcome === "done" ? [verb] : [])).toSorted()).toEqual([
    ...["clock.open", "report.elsewhere", "report.elsewhere_undo"],
  ]);
  expect(log.find(({ verb, outcome }) => verb === "report.elsewhere" && outcome === "done")?.body).toContain(url);
});

test("only an admin says so, of a day between the end of the period and today, and with an address that can be opened", async () => {
  const { dutyId } = await duty();
  for (const other of [jonas, tomasz])
    expect(await recordElsewhere(other, { dutyId, url, day: "2027-08-20" }, now)).toMatchObject({ code: "forbidden" });
  const said = async (more: object) => {
    const answer = await recordElsewhere(lucia, { dutyId, url, day: "2027-08-20", ...more }, now);
    return answer.ok ? [] : (answer.fields ?? []).map(({ field, reason }) => `${field} ${reason}`);
  };
  for (const day of ["2027-06-30", "2027-09-21"]) expect(await said({ day })).toEqual(["day report_elsewhere_day"]);
  for (const bad of ["javascript:alert(1)", "nowhere"]) expect(await said({ url: bad })).toEqual(["url not_url"]);
  expect(await said({ url: "https://a:b@x.example/" })).toEqual(["url report_elsewhere_password"]);
  expect(await said({ url: "" })).toEqual(["url required"]);
  expect((await duty()).elsewhere).toBeNull();
  expect(await reportDutyOf(db(), { ...half, lastDay: "2027-02-31" })).toBeNull();
});

test("everybody is told where a report was published elsewhere, and nobody who said so; of another platform nothing", async () => {
  const { dutyId } = await duty();
  expect(await toldElsewhere(db(), "aliexpress")).toEqual([]);
  expect(await recordElsewhere(lucia, { dutyId, url, day: "2027-08-20" }, now)).toMatchObject({ ok: true });
  const { firstDay, lastDay } = half;
  expect(await toldElsewhere(db(), "aliexpress")).toEqual([{ dutyId, firstDay, lastDay, url, day: "2027-08-20" }]);
  expect(await toldElsewhere(db(), "wechat")).toEqual([]);
  expect(await takeBackElsewhere(lucia, { dutyId }, now)).toMatchObject({ ok: true });
  expect(await toldElsewhere(db(), "aliexpress")).toEqual([]);
});

test("the report of the next period names the day on which the one before was published elsewhere", async () => {
  const { dutyId } = await duty();
  const platform = { id: "aliexpress", zone: "Asia/Shanghai", tier: "very_large" } as const;
  const next = { from: new Date("2027-07-01T00:00:00+08:00"), to: new Date("2028-01-01T00:00:00+08:00") };
  expect(await factsFor(db(), platform, next)).not.toHaveProperty("previous", "2027-08-20");
  expect(await recordElsewhere(lucia, { dutyId, url, day: "2027-08-20" }, now)).toMatchObject({ ok: true });
  expect(await factsFor(db(), platform, next)).toMatchObject({ previous: "2027-08-20" });
  expect(await takeBackElsewhere(lucia, { dutyId }, now)).toMatchObject({ ok: true });
});

test("the board leads whoever makes reports to the form, and an auditor to the reports that were made", async () => {
  expect((await owed(jonas)).map(({ href }) => href)).toEqual([
    "/reports/new?platform=aliexpress&from=2027-01-01&to=2027-06-30",
  ]);
  expect((await owed(tomasz)).map(({ href }) => href)).toEqual(["/reports"]);
});
