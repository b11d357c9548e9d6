import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, reportVersions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { aReviewer } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aStoredComplaint, aStoredDecision } from "@/test/report-cases";
import { aFullYear, noon, versionsOn } from "@/test/reports";
import { aColleague, givenPacks } from "@/test/town";
import { behindCell } from "./report-version.queries";
import { countingRules } from "./report-version.rules";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let lucia: Person;
let tomasz: Person;
const now = new Date("2027-01-20T10:00:00Z");
const { made, read, thingsOf } = versionsOn({ opened, admin: () => lucia, now });

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  lucia = await aColleague(db(), { name: "Lucía Herrera", role: "admin" });
  tomasz = await aColleague(db(), { name: "Tomasz Nowak", role: "auditor" });
});

/** All pages of the list behind a cell. */
async function listed(id: string, part: number, row: number, column: number) {
  const things: { count: number }[] = [];
  for (let after: string | undefined; ; ) {
    const page = await behindCell(db(), tomasz, { id, part, row, column, after }, 3);
    if (!page.ok) return page;
    things.push(...page.value.things);
    if (!page.value.next) return { ok: true as const, things, isComputed: page.value.isComputed };
    after = page.value.next;
  }
}

test("every number that can be opened is as long as its list, for a year with something of every kind; so is every 0", async () => {
  await aFullYear(db(), mei, 2003);
  const id = await made(2003);
  const { sheets } = await read(id);
  const [seen, wrong]: [Set<number>, string[]] = [new Set(), []];
  for (const [at, { rows }] of sheets.entries()) {
    for (const [row, cells] of rows.entries()) {
      for (const [column, value] of cells.entries()) {
        // Each 0 is a query; one row of them a sheet tells as much as all.
        if (typeof value !== "number" || (value === 0 && row > 2)) continue;
        const behind = await listed(id, at + 1, row, column);
        if (!behind.ok) continue;
        seen.add(at + 1);
        const sum = behind.things.reduce((total, { count }) => total + count, 0);
        if (behind.isComputed ? sum === 0 : sum !== value)
          wrong.push(`${at + 1} ${row} ${column}: ${value} but ${sum}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect([...seen].sort((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8]);
});

test("a case of child safety is a line without anything in it for whoever is not cleared, and the list stays as long", async () => {
  const at = noon(2013);
  const seen = await aStoredDecision(db(), mei, {
    at,
    values: ["DECISION_ACCOUNT_TERMINATED"],
    clauseRef: "A.1",
  });
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 900 }] })
    .where(eq(cases.id, seen.caseId));
  const id = await made(2013);
  const cell = { id, part: 6, row: 0, column: 5 };
  const [line, ...more] = await thingsOf(tomasz, cell);
  expect(more).toEqual([]);
  expect(line).toMatchObject({ isHidden: true, caseId: null, reference: null, clause: null, value: null });
  const skills = { languages: [], platforms: [], groups: [], childSafety: true };
  expect(await thingsOf({ ...tomasz, skills }, cell)).toMatchObject([{ caseId: seen.caseId, clause: "A.1" }]);
  const foreign = await behindCell(db(), mei, cell);
  expect(foreign).toMatchObject({ code: "forbidden" });
  expect(await behindCell(db(), tomasz, { ...cell, part: 11 })).toMatchObject({ code: "not_found" });
  expect(await behindCell(db(), tomasz, { ...cell, row: 9_999 })).toMatchObject({ code: "not_found" });
});

test("what was decided is kept from whoever may answer an appeal and has not looked at it, also behind a number", async () => {
  const at = noon(2014);
  const told = await aStoredDecision(db(), mei, {
    at,
    values: ["DECISION_ACCOUNT_TERMINATED"],
    clauseRef: "A.1",
  });
  const open = { state: "received", outcome: null, decidedAt: null, notifiedAt: null, cause: null } as const;
  await aStoredComplaint(db(), told, { at, hours: 10, ...open });
  const id = await made(2014);
  const cell = { id, part: 6, row: 0, column: 5 };
  const amara = await aReviewer(db(), { name: "Amara Okafor" });
  const [line, ...more] = await thingsOf(amara, cell);
  expect(more).toEqual([]);
  expect(line).toMatchObject({ isHidden: true, caseId: null, reference: null, clause: null, value: null });
  expect(await thingsOf(jonas, cell)).toMatchObject([{ caseId: told.caseId, clause: "A.1" }]);
});

test("of an empty period, and of one with a keyword that left the taxonomy, a version is made, and its numbers open to what they count", async () => {
  const empty = await read(await made(1999));
  expect(empty).toMatchObject({ state: "ready", number: 1 });
  const own = (version: typeof empty) => version.sheets.find(({ name }) => name === "6_own_initiative_TC")?.rows ?? [];
  expect(own(empty).filter((row) => Number(row[5]) > 0)).toEqual([]);
  expect(own(empty).find((row) => row[3] === "TOTAL")?.[5]).toBe(0);
  const gone = { dsaCategory: "STATEMENT_CATEGORY_CYBER_VIOLENCE", dsaKeyword: "KEYWORD_STALKING" };
  const decided = { at: noon(1998), values: ["DECISION_VISIBILITY_CONTENT_REMOVED"], ...gone };
  const { caseId } = await aStoredDecision(db(), mei, decided);
  const id = await made(1998);
  const rows = own(await read(id));
  const row = rows.findIndex((cells) => cells[4] === "No longer a keyword of this category: KEYWORD_STALKING");
  expect(rows[row]?.slice(3, 6)).toEqual(["KEYWORD_OTHER", expect.any(String), 1]);
  expect(await thingsOf(tomasz, { id, part: 6, row, column: 5 })).toMatchObject([{ caseId }]);
});

test("a number of a version that an earlier release counted is shown with a word that its list follows today's rules", async () => {
  await aStoredDecision(db(), mei, {
    at: noon(2011),
    values: ["DECISION_ACCOUNT_TERMINATED"],
    clauseRef: "A.1",
  });
  const id = await made(2011);
  const cell = { id, part: 6, row: 0, column: 5 };
  const kept = eq(reportVersions.id, id);
  const [row] = await db().select({ rules: reportVersions.countingRules }).from(reportVersions).where(kept);
  expect(row?.rules).toBe(countingRules);
  expect(await behindCell(db(), tomasz, cell)).toMatchObject({ value: { isOfEarlierRules: false } });
  await expect(db().update(reportVersions).set({ countingRules: 1 }).where(kept), "it is frozen").rejects.toThrow();
  await db().execute(sql`alter table report_versions disable trigger user`);
  await db().update(reportVersions).set({ countingRules: 1 }).where(kept);
  await db().execute(sql`alter table report_versions enable trigger user`);
  expect(await behindCell(db(), tomasz, cell)).toMatchObject({ value: { isOfEarlierRules: true } });
});
