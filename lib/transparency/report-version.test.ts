import { desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, reportVersions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aStoredDecision } from "@/test/report-cases";
import { aFullYear, noon, versionsOn } from "@/test/reports";
import { aColleague, givenPacks } from "@/test/town";
import { countReports, countReportsWhenDue, reportsDone, stopReports } from "./count-report.command";
import { publishReport } from "./publish-report.command";
import { makeReport } from "./report.queries";
import { reportVersionList, sheetsOf } from "./report-version.queries";
import { hashOf } from "./report-version.rules";
import { writeFacts } from "./write-facts.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let lucia: Person;
let tomasz: Person;
const now = new Date("2027-01-20T10:00:00Z");
const { request, made, read } = versionsOn({ opened, admin: () => lucia, now });

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  lucia = await aColleague(db(), { name: "Lucía Herrera", role: "admin" });
  tomasz = await aColleague(db(), { name: "Tomasz Nowak", role: "auditor" });
});

test("what the worker makes in slices is what is counted in one go, cell by cell", async () => {
  await aFullYear(db(), mei, 2004);
  const id = await made(2004);
  const whole = await makeReport(tomasz, { from: "2004-01-01", to: "2004-12-31", platform: "aliexpress" });
  const sheets = whole.ok ? (whole.value[0]?.sheets ?? []) : [];
  const version = await read(id);
  expect(version.sheets.slice(1)).toEqual(sheets.slice(1));
  expect(version.sha256).toBe(hashOf(version.sheets));
  expect(version).toMatchObject({ state: "ready", number: 1, changes: [], requestedBy: "Lucía Herrera" });
});

test("a report that a process left half counted is counted by the next one from its start, and nothing twice", async () => {
  await aFullYear(db(), mei, 2005);
  const asked = await request(2005, { from: "2005-06-01", to: "2005-06-30" });
  const id = asked.ok ? asked.value.versionId : "";
  await countReportsWhenDue(opened(), () => now);
  await stopReports();
  expect((await read(id)).state).not.toBe("ready");
  await countReportsWhenDue(opened(), () => now);
  await reportsDone();
  const whole = await makeReport(tomasz, { from: "2005-06-01", to: "2005-06-30", platform: "aliexpress" });
  const { sheets, stepsDone, stepsAll } = await read(id);
  expect(sheets.slice(1)).toEqual(whole.ok ? whole.value[0]?.sheets.slice(1) : null);
  expect(stepsDone).toBe(stepsAll);
});

test("R5: a second version says why it was made and which cells differ, and the first stays as it was", async () => {
  await aStoredDecision(db(), mei, { at: noon(2006), values: ["DECISION_ACCOUNT_TERMINATED"] });
  const first = await made(2006);
  const before = await read(first);
  expect(await request(2006)).toMatchObject({ fields: [{ field: "changeNote", reason: "report_change_note" }] });
  expect(await request(2006, { changeNote: "   " })).toMatchObject({ code: "invalid" });
  await aStoredDecision(db(), mei, { at: noon(2006), values: ["DECISION_ACCOUNT_TERMINATED"] });
  const second = await made(2006, { changeNote: "A decision had been imported late." });
  const version = await read(second);
  expect(version).toMatchObject({ number: 2, changeNote: "A decision had been imported late." });
  expect(version.changes.filter(({ sheet }) => sheet === "6_own_initiative_TC").map((one) => one.row)).toContain(
    "STATEMENT_CATEGORY_SCAMS_AND_FRAUD / KEYWORD_PHISHING",
  );
  expect(version.changes.every(({ before: was, after: is }) => was === 1 && is === 2)).toBe(true);
  expect(version.versions.map(({ number }) => number)).toEqual([2, 1]);
  expect((await read(first)).sheets).toEqual(before.sheets);
});

test("a version that is ready is neither changed nor deleted by anybody, and published once", async () => {
  const id = await made(2007);
  const change = db().update(reportVersions).set({ sheets: [] }).where(eq(reportVersions.id, id));
  await expect(change).rejects.toThrow();
  await expect(db().delete(reportVersions).where(eq(reportVersions.id, id))).rejects.toThrow();
  expect(await sheetsOf(db(), id, { isPublic: true })).toBe(null);
  expect(await publishReport(jonas, { versionId: id }, now)).toMatchObject({ code: "forbidden" });
  expect(await publishReport(lucia, { versionId: id }, now)).toMatchObject({ ok: true });
  expect(await publishReport(lucia, { versionId: id }, now)).toMatchObject({
    reason: "report_published_before",
  });
  expect(await sheetsOf(db(), id, { isPublic: true, platform: "aliexpress" })).toMatchObject({ number: 1 });
  expect(await sheetsOf(db(), id, { isPublic: true, platform: "wechat" })).toBe(null);
  const undo = db()
    .update(reportVersions)
    .set({ publishedAt: null, publishedBy: null })
    .where(eq(reportVersions.id, id));
  await expect(undo).rejects.toThrow();
  const [entry] = await db()
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.verb, "report.publish"))
    .orderBy(desc(auditEntries.seq))
    .limit(1);
  expect(entry).toMatchObject({ chain: "aliexpress", subjectId: id });
});

test("an auditor and a moderator make no version; an unknown platform, a period backwards and a date of no calendar are told by field", async () => {
  expect(await request(2008, {}, tomasz)).toMatchObject({ code: "forbidden" });
  expect(await request(2008, {}, mei)).toMatchObject({ code: "forbidden" });
  const fields = async (more: object) => {
    const answer = await request(2008, more);
    return answer.ok ? [] : answer.fields?.map(({ field, reason }) => `${field} ${reason}`);
  };
  expect(await fields({ platform: "nowhere" })).toEqual(["platform platform_unknown"]);
  expect(await fields({ to: "2007-12-31" })).toEqual(["to report_period_backwards"]);
  expect(await fields({ from: "2008-02-30" })).toEqual(["from report_period_unreadable"]);
  expect(await fields({ publicationDay: "soon" })).toEqual(["publicationDay wrong_format"]);
  expect(await fields({ changeNote: "x".repeat(2001) })).toEqual(["changeNote too_long"]);
});

test("two cannot ask for the same report at once; other periods, one of a second among them, can be asked for meanwhile", async () => {
  expect(await request(2009)).toMatchObject({ ok: true });
  expect(await request(2009, {}, jonas)).toMatchObject({ reason: "report_under_way" });
  const second = { from: "2009-03-01T10:00:00Z", to: "2009-03-01T10:00:01Z" };
  const asked = await request(2009, second, jonas);
  await countReports(opened(), () => now);
  expect(await read(asked.ok ? asked.value.versionId : "")).toMatchObject({
    state: "ready",
    number: 1,
    firstDay: "2009-03-01",
  });
  const { rows, next } = await reportVersionList(db(), { platform: "aliexpress", limit: 1 });
  expect(rows).toHaveLength(1);
  const further = await reportVersionList(db(), { platform: "aliexpress", after: next ?? "", limit: 1 });
  expect(further.rows[0]?.id).not.toBe(rows[0]?.id);
});

test("what was entered stands in the next version: blank stays blank, 0 is 0, and shares are computed from samples", async () => {
  const enter = (section: string, value: unknown) => writeFacts(jonas, { platform: "wechat", section, value }, now);
  expect(await enter("identification", { tier: "vlop", provider: "Tencent", previous: "" })).toMatchObject({
    ok: true,
  });
  expect(
    await enter("people", { internal: "0", external: "", total: "12.5", byLanguage: { de: "3", fr: "" } }),
  ).toMatchObject({ ok: true });
  expect(await enter("recipients", { TOTAL: "1000", EL: "0" })).toMatchObject({ ok: true });
  expect(
    await enter("accuracy", { "NAM Total": { rightYes: "90", wrongYes: "10", rightNo: "95", wrongNo: "5" } }),
  ).toMatchObject({ ok: true });
  expect(await enter("recipients", { XX: "3" })).toMatchObject({ code: "invalid" });
  expect(await enter("recipients", { DE: "1.5" })).toMatchObject({ code: "invalid" });
  expect(await enter("people", { internal: true })).toMatchObject({ code: "invalid" });
  expect(await enter("people", { internal: "-1" })).toMatchObject({ code: "invalid" });
  const id = await made(2010, { platform: "wechat", publicationDay: "2011-02-01" });
  const { sheets } = await read(id);
  expect(sheets[0]?.rows.map((row) => row[3])).toEqual(["Tencent", "2011-02-01", null, "2010-01-01", "2010-12-31"]);
  const people = sheets[8]?.rows.filter((row) => row[6] !== null).map((row) => [row[5], row[6]]);
  expect(people).toEqual([
    ["Total number", 0],
    ["Total number", 12.5],
    ["de", 3],
  ]);
  expect(sheets[9]?.rows.filter((row) => row[6] !== null).map((row) => [row[5], row[6]])).toEqual([
    ["TOTAL", 1000],
    ["EL", 0],
  ]);
  const shares = sheets[7]?.rows.filter(
    (row) => String(row[5]).trim() === "NAM Total" && /Accuracy/.test(String(row[4])),
  );
  expect(shares?.map((row) => row[6])).toEqual([0.925, 0.9, 0.9474]);
});

test("a period that is not over is not published, and the version says so; nor is it silent about periods of which no report is due", async () => {
  const id = await made(2027);
  expect(await publishReport(lucia, { versionId: id }, now)).toMatchObject({
    reason: "report_period_not_over",
  });
  const over = new Date("2028-01-02T10:00:00Z");
  expect(await publishReport(lucia, { versionId: id }, over)).toMatchObject({ ok: true });
  expect((await read(id)).doubts.join(" ")).toContain("The period is not over yet");
  const doubtsOf = async (year: number, more: object) => (await read(await made(year, more))).doubts.join(" ");
  const half = { from: "2020-01-01", to: "2020-06-30" };
  const [online, veryLarge] = [{ platform: "alibaba" }, { platform: "aliexpress" }];
  expect(await doubtsOf(2020, { ...online, ...half })).toContain("No report is due of this period");
  expect(await doubtsOf(2019, online)).not.toContain("No report is due");
  expect(await doubtsOf(2020, { ...veryLarge, ...half })).not.toContain("No report is due");
  expect(await doubtsOf(2019, veryLarge)).toContain("No report is due of this period");
});

test("the report before is that of an earlier period of which one is due: no other version of the same, and no day that was tried out", async () => {
  const previousOf = async (id: string) => (await read(id)).sheets[0]?.rows[2]?.[3];
  const publish = async (id: string, day: string) =>
    expect(await publishReport(lucia, { versionId: id }, new Date(`${day}T12:00:00Z`))).toMatchObject({
      ok: true,
    });
  const of = { platform: "alibaba" };
  await publish(await made(2022, of), "2027-02-01");
  const first = await made(2023, of);
  expect(await previousOf(first)).toBe("2027-02-01");
  await publish(first, "2027-02-03");
  const day = { ...of, from: "2023-05-01", to: "2023-05-01" };
  await publish(await made(2023, day), "2027-02-04");
  const second = await made(2023, { ...of, changeNote: "One was missing." });
  expect(await previousOf(second)).toBe("2027-02-01");
  const tried = { ...of, from: "2023-12-31", to: "2023-12-31" };
  await publish(await made(2023, tried), "2027-02-05");
  expect(await previousOf(await made(2024, of))).toBe("2027-02-03");
});
