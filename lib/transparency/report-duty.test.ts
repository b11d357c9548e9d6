import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mails, platforms, reportDuties } from "@/db/schema";
import { outboxHandlers } from "@/lib/boot/handlers";
import { alertWhenOverdue } from "@/lib/clocks/alert.command";
import { clockPage, needsYou } from "@/lib/clocks/board.queries";
import type { ClockKind } from "@/lib/clocks/clock.rules";
import { ClockRequest } from "@/lib/clocks/contract";
import { measureClocks } from "@/lib/clocks/metrics.queries";
import { openReportsWhenDue } from "@/lib/clocks/report-duty.command";
import { dutiesAtEnd, halfYearEnds, spanOf } from "@/lib/clocks/report-duty.rules";
import { metrics } from "@/lib/platform/metrics";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { startOfDay } from "@/lib/platform/time.rules";
import { platformTiers, reportTier } from "@/lib/policy/tier.rules";
import { changeTier } from "@/lib/policy/tier-change.command";
import { withTestDatabase } from "@/test/database";
import { givenPlatform } from "@/test/policy-drafts";
import { aColleague, auditOf, givenPacks } from "@/test/town";
import { countReports } from "./count-report.command";
import { publishReport } from "./publish-report.command";
import { factsFor } from "./report-facts.queries";
import { isDuePeriod } from "./report-version.rules";
import { requestReport } from "./request-report.command";
import { writeFacts } from "./write-facts.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let lucia: Person;
let jonas: Person;
const installed = new Date("2027-03-10T09:00:00Z");
/** Noon of a day; the built-in platforms keep the days of China, which are eight hours ahead. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

beforeAll(async () => {
  await givenPacks(db(), installed);
  lucia = await aColleague(db(), { name: "Lucía Herrera", role: "admin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
});

/** What the board shows of a kind once the schedule has run at `now`. */
async function boardOf(kind: ClockKind, now: Date, more: object = {}) {
  await openReportsWhenDue(db(), now);
  const page = await clockPage(db(), jonas, ClockRequest.parse({ kind, limit: 100, ...more }), now);
  if (!page.ok) throw new Error(page.reason);
  return page.value.rows;
}
const named = async (kind: ClockKind, now: Date) =>
  (await boardOf(kind, now)).map(({ reference }) => reference).toSorted((one, other) => one.localeCompare(other));

async function publish(firstDay: string, lastDay: string, { isOnlyMade = false } = {}) {
  const asked = await requestReport(
    lucia,
    { platform: "aliexpress", from: firstDay, to: lastDay, changeNote: "Made again." },
    noon("2027-07-02"),
  );
  if (!asked.ok) throw new Error(JSON.stringify(asked));
  await countReports(opened(), () => noon("2027-07-02"));
  if (isOnlyMade) return;
  const published = await publishReport(lucia, asked.value, noon("2027-07-03"));
  if (!published.ok) throw new Error(JSON.stringify(published));
}

test("on the first day of an installation, and until a period ends, nothing is owed to the public on the board", async () => {
  for (const day of ["2027-03-10", "2027-06-29"]) {
    expect(await openReportsWhenDue(db(), noon(day))).toBe(0);
    for (const kind of ["report", "recipients"] as const) expect(await boardOf(kind, noon(day))).toEqual([]);
  }
  expect(await auditOf(db(), "reports")).toEqual([]);
});

test("R4: from the end of a half-year the report of a very large platform stands as a date of the law two months later, until a version of just that period is published", async () => {
  const now = noon("2027-07-01");
  expect(await boardOf("report", now)).toMatchObject([
    {
      ...{ basis: "statutory", platformId: "aliexpress", reference: "aliexpress 2027-H1", holder: null },
      ...{ startedAt: "2027-06-30T16:00:00.000Z", dueAt: "2027-08-30T15:59:59.999Z", isOverdue: false },
      href: "/reports/new?platform=aliexpress&from=2027-01-01&to=2027-06-30",
    },
  ]);
  expect((await auditOf(db(), "reports")).map(({ verb }) => verb)).toEqual(["clock.open"]);
  expect(await openReportsWhenDue(db(), now), "it is opened once").toBe(0);
  expect(await boardOf("report", now, { basis: "target" })).toEqual([]);
  await publish("2027-01-01", "2027-06-29");
  await publish("2027-01-01", "2027-06-30", { isOnlyMade: true });
  expect(await named("report", noon("2027-07-04"))).toEqual(["aliexpress 2027-H1"]);
  await publish("2027-01-01", "2027-06-30");
  expect(await named("report", noon("2027-07-04"))).toEqual([]);
});

test("R3: every online platform owes the recipients of each half-year within six months, until a figure of the whole Union is entered after its end", async () => {
  const enter = (value: object, day: string) =>
    writeFacts(jonas, { platform: "aliexpress", section: "recipients", value }, noon(day));
  expect(await enter({ TOTAL: "1000" }, "2027-06-20")).toMatchObject({ ok: true });
  const all = ["alibaba", "aliexpress", "taobao-weitao", "wechat"].map((id) => `${id} 2027-H1`);
  expect(await named("recipients", noon("2027-07-01"))).toEqual(all);
  const [first] = await boardOf("recipients", noon("2027-07-01"));
  expect(first).toMatchObject({ basis: "statutory", dueAt: "2027-12-30T15:59:59.999Z" });
  expect(await enter({ DE: "1000", TOTAL: "" }, "2027-07-02")).toMatchObject({ ok: true });
  expect(await named("recipients", noon("2027-07-03"))).toEqual(all);
  expect(await enter({ TOTAL: "0" }, "2027-07-04")).toMatchObject({ ok: true });
  const others = all.filter((one) => !one.startsWith("aliexpress"));
  expect(await named("recipients", noon("2027-07-05"))).toEqual(others);
  expect(await enter({ DE: "5", TOTAL: "" }, "2027-07-06"), "what stood there stays told").toMatchObject({ ok: true });
  expect(await named("recipients", noon("2027-07-07"))).toEqual(others);
});

test("R1: other platforms owe a report of the calendar year; overdue it is counted by law and written to admins and supervisors alone", async () => {
  const year = ["alibaba 2027", "aliexpress 2027-H2", "taobao-weitao 2027", "wechat 2027"];
  expect(await named("report", noon("2028-01-01"))).toEqual(year);
  const late = noon("2028-03-01");
  expect((await boardOf("report", late)).map(({ isOverdue, dueAt }) => [isOverdue, dueAt])).toEqual(
    year.map(() => [true, "2028-02-29T15:59:59.999Z"]),
  );
  await measureClocks(db(), late);
  const text = await metrics().registry.metrics();
  expect(text).toContain('recourse_overdue_duties{kind="report",basis="statutory"} 4');
  expect(text).not.toContain('kind="report",basis="target"');
  const needs = await needsYou(db(), lucia, late, 10);
  expect(needs.ok && needs.value.rows.filter(({ kind }) => kind === "report")).toHaveLength(4);
  const mei = await aColleague(db(), { name: "Mei Lin" });
  await alertWhenOverdue(db(), late);
  await drainOutbox(db(), outboxHandlers, late);
  const sent = await db().select().from(mails).where(eq(mails.kind, "mail.overdue"));
  expect(new Set(sent.map(({ toAddress }) => toAddress.split("@")[0]))).toEqual(new Set([lucia.id, jonas.id]));
  expect(sent.some(({ toAddress }) => toAddress.startsWith(mei.id))).toBe(false);
  expect(sent[0]?.body).toContain("Publishing a transparency report (By law): aliexpress 2027-H2");
});

test("what is owed follows the tier of the day on which the period ended, and a small provider owes neither", async () => {
  await givenPlatform(lucia, {}, noon("2028-02-01"));
  const turn = (tier: string, day: string) =>
    changeTier(
      lucia,
      { platform: "lantern", tier, isMarketplace: false, effectiveFrom: day, why: "Counted anew." },
      noon("2028-02-02"),
    );
  const own = async (kind: ClockKind, day: string) =>
    (await named(kind, noon(day))).filter((one) => one.startsWith("lantern"));
  expect(await turn("small_platform", "2028-02-02")).toMatchObject({ ok: true });
  expect(await own("recipients", "2028-07-01")).toEqual([]);
  // Nobody has applied it when the year ends: the worker was off.
  expect(await turn("very_large", "2028-12-31")).toMatchObject({ ok: true });
  expect(await own("report", "2029-01-01")).toEqual(["lantern 2028-H2"]);
  expect(await own("recipients", "2029-01-01")).toEqual(["lantern 2028-H2"]);
  // The sheets of each period are those of that day's tier, too.
  const [lantern] = await db().select().from(platforms).where(eq(platforms.id, "lantern"));
  if (!lantern) throw new Error("no platform");
  const sheetsOf = async (from: string, to: string) =>
    (await factsFor(db(), lantern, { from: startOfDay(from, lantern.zone), to: startOfDay(to, lantern.zone) })).tier;
  expect(lantern.tier).toBe("small_platform");
  expect(await sheetsOf("2027-07-01", "2028-01-01"), "an online platform then").toBe("platform");
  expect(await sheetsOf("2028-01-01", "2028-07-01")).toBe("hosting");
  expect(await sheetsOf("2028-07-01", "2029-01-01")).toBe("vlop");
});

test("a period that the board says a report is owed of is one that its version calls due", () => {
  const ends = halfYearEnds("2020-01-01", "2031-01-01");
  for (const tier of platformTiers)
    for (const duty of ends.flatMap((end) => dutiesAtEnd(end, tier)).filter(({ kind }) => kind === "report")) {
      const { periodFrom: from, periodTo: to } = spanOf(duty, "Asia/Shanghai");
      expect(isDuePeriod({ ...duty, from, to }, "Asia/Shanghai", reportTier(tier)), JSON.stringify(duty)).toBe(true);
    }
});

test("each duty is opened once, also by two at once", async () => {
  const later = noon("2029-07-01");
  await Promise.all([openReportsWhenDue(db(), later), openReportsWhenDue(db(), later)]);
  const { platformId, kind, lastDay } = reportDuties;
  const rows = await db().select({ platformId, kind, lastDay }).from(reportDuties);
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
  expect(rows.filter((row) => row.lastDay === "2029-06-30")).not.toEqual([]);
});
