import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { aReviewer } from "@/test/appeals";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aStoredComplaint, aStoredDecision } from "@/test/report-cases";
import { aColleague, givenPacks } from "@/test/town";
import { countAll, stepsOf } from "./report-steps.store";

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

test("what is decided and answered while a report is counted is in none of its sheets: all are of one instant", async () => {
  await aDecision(2);
  const before = await countAll(db(), asked);
  const meanwhile: Promise<unknown>[] = [];
  const told: number[] = [];
  const numbers = await countAll(db(), asked, async (done) => {
    told.push(done);
    // One for a day that was counted already, one for a day that was not. The embedded database lets them in afterwards.
    const taken = Promise.all([aDecision(1), aDecision(10)]);
    meanwhile.push(taken);
    if (onPostgres) await taken;
  });
  await Promise.all(meanwhile);
  expect(told).toEqual(Array.from({ length: stepsOf(period) }, (_, step) => step + 1));
  expect(numbers).toEqual(before);
  const measures = numbers.measures.reduce((sum, { count }) => sum + count, 0);
  expect(measures).toBe(1);
  expect(numbers.complaints.find(({ basis }) => basis === "account")?.total).toBe(measures);
  const later = await countAll(db(), asked);
  expect(later.measures.reduce((sum, { count }) => sum + count, 0)).toBe(1 + 2 * meanwhile.length);
});
