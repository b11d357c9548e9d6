import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { databaseCopies, sanctions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { readRows } from "@/lib/platform/rows";
import { aReviewer } from "@/test/appeals";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aStoredComplaint, aStoredDecision, aStoredNotice } from "@/test/report-cases";
import { aColleague, givenPacks } from "@/test/town";
import type { ReportNumbers } from "./report.contract";
import { countAll, stepsOf } from "./report-steps.store";
import { sourcesOfReports } from "./report-turns.store";

const { opened } = withTestDatabase();
const db = () => opened().db;
const period = { from: new Date("2025-01-01T00:00:00Z"), to: new Date("2025-01-11T00:00:00Z") };
const asked = { platformId: "aliexpress", period };
let mei: Person;
let jonas: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db());
  jonas = await aReviewer(db(), { until: new Date("2030-01-01") });
});

/** A decision of the period that ended an account, and an appeal against it that was answered. */
async function aDecision(day: number) {
  const at = new Date(`2025-01-${String(day).padStart(2, "0")}T12:00:00Z`);
  const made = await aStoredDecision(db(), mei, { at, values: ["DECISION_ACCOUNT_TERMINATED"] });
  await aStoredComplaint(db(), made, { at, hours: 2, outcome: "upheld", decidedBy: jonas.id });
}

const measuresOf = ({ measures }: ReportNumbers) => measures.reduce((sum, { count }) => sum + count, 0);
const complaintsOf = ({ complaints }: ReportNumbers) => complaints.find(({ basis }) => basis === "account")?.total ?? 0;

test.each([
  ["at every step", Number.POSITIVE_INFINITY],
  ["at the first two steps", 2],
])(
  "what is decided and answered %s of the counting is in all sheets of a report or in none: they are of one instant",
  async (_when, times) => {
    await aDecision(2);
    const before = await countAll(opened(), asked);
    const told: number[] = [];
    let written = 0;
    const numbers = await countAll(opened(), asked, async (done) => {
      told.push(done);
      // One for a day that was counted already, one for a day that was not.
      if (told.length <= times) written += (await Promise.all([aDecision(1), aDecision(10)])).length;
    });
    // The days that hold something are counted; the other counts follow the ten days, one by one, and are counted anew.
    expect(told.filter((done, at) => done !== told[at - 1])).toEqual([expect.any(Number), 11, 12, 13, 14, 15, 16]);
    expect(told.at(-1)).toBe(stepsOf(period));
    const later = await countAll(opened(), asked);
    expect(measuresOf(later)).toBe(measuresOf(before) + written);
    // A server's snapshot is the instant of the first step; with one connection it is the last at which all was as counted.
    expect(numbers).toEqual(onPostgres ? before : later);
    expect(complaintsOf(numbers)).toBe(measuresOf(numbers));
  },
);

test("what changes of a decision that was counted already is counted anew: its restriction, its copy, its report, its appeal", async () => {
  const day = { from: new Date("2017-05-01T00:00:00Z"), to: new Date("2017-05-06T00:00:00Z") };
  const at = new Date("2017-05-03T12:00:00Z");
  const values = ["DECISION_ACCOUNT_TERMINATED"];
  const other = { at, values, dsaKeyword: "KEYWORD_OTHER", described: "Sells followers" };
  const [copied, ended, noticed, complained] = [
    await aStoredDecision(db(), mei, other),
    await aStoredDecision(db(), mei, { at, values, language: "de" }),
    await aStoredDecision(db(), mei, { at, values, language: "fr" }),
    await aStoredDecision(db(), mei, { at, values, language: "pl" }),
  ];
  const changes = [
    () =>
      db()
        .update(databaseCopies)
        .set({ released: { category_specification_other: "Fake coupons" } })
        .where(eq(databaseCopies.decisionId, copied.decisionId)),
    () => db().update(sanctions).set({ executedAt: at }).where(eq(sanctions.decisionId, ended.decisionId)),
    () => aStoredNotice(db(), [noticed], { at, source: "trusted_flagger" }),
    () =>
      aStoredComplaint(db(), complained, { at, hours: 2, decidedBy: jonas.id, newDecisionId: complained.decisionId }),
  ];
  for (const change of changes) {
    let isDone = false;
    const before = await countAll(opened(), { ...asked, period: day });
    const numbers = await countAll(opened(), { ...asked, period: day }, async () => {
      if (!isDone) await change();
      isDone = true;
    });
    const later = await countAll(opened(), { ...asked, period: day });
    expect(numbers).toEqual(onPostgres ? before : later);
  }
  const { measures } = await countAll(opened(), { ...asked, period: day });
  expect(measures.map(({ description }) => description)).toContain("Fake coupons");
  expect(measures.filter(({ isOwn }) => !isOwn)).toHaveLength(1);
  expect(measures.filter(({ isComplaint }) => isComplaint)).toHaveLength(1);
});

test("while a report is counted, whoever else asks the database has a turn between any two of its questions", async () => {
  let steps = 0;
  let answers = 0;
  const over = new AbortController();
  const others = (async () => {
    for (; !over.signal.aborted; answers += 1) {
      await db().execute(sql`select 1`);
      // As from the network: the next one comes after what waits now.
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  await countAll(opened(), asked, () => {
    steps += 1;
  });
  over.abort();
  await others;
  expect(answers / steps).toBeGreaterThanOrEqual(1);
});

test("every table that reports are counted from is looked at for what was written meanwhile", async () => {
  const text = ["report-sources.store.ts", "report-counts.store.ts"]
    .map((file) => readFileSync(join(import.meta.dirname, file), "utf8"))
    .join("\n");
  const words = new Set([...text.matchAll(/\b(?:from|join) ([a-z_]+)\b/g)].map(([, word = ""]) => word));
  const tables = await db().execute(sql`select tablename as name from pg_tables where schemaname = 'public'`);
  const named = readRows(tables, z.object({ name: z.string() })).flatMap(({ name }) => (words.has(name) ? [name] : []));
  expect(named.length).toBeGreaterThan(10);
  expect(sourcesOfReports).toEqual(expect.arrayContaining(named));
});

test("of a half-year in which nothing happened no day is counted, and its steps are all done all the same", async () => {
  const told: number[] = [];
  const half = { from: new Date("2019-01-01T00:00:00Z"), to: new Date("2019-07-01T00:00:00Z") };
  const numbers = await countAll(opened(), { platformId: "aliexpress", period: half }, (done) => void told.push(done));
  expect(numbers.measures).toEqual([]);
  expect(told).toEqual([182, 183, 184, 185, 186, 187]);
  expect(told.at(-1)).toBe(stepsOf(half));
});

test("what began with the first moment of a period and with its last is in it, and what began with its end is not", async () => {
  const from = new Date("2018-01-01T00:00:00.000Z");
  const to = new Date("2018-01-02T00:00:00.001Z");
  for (const at of [from, new Date("2018-01-01T23:59:59.999Z"), new Date("2018-01-02T00:00:00.000Z"), to])
    await aStoredDecision(db(), mei, { at, values: ["DECISION_ACCOUNT_TERMINATED"] });
  const { measures } = await countAll(opened(), { platformId: "aliexpress", period: { from, to } });
  expect(measures.reduce((sum, { count }) => sum + count, 0)).toBe(3);
});
