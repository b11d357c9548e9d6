import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { startOfDay } from "@/lib/platform/time.rules";
import { withTestDatabase } from "@/test/database";
import { aStoredDecision } from "@/test/report-cases";
import { aColleague, givenPacks } from "@/test/town";
import { daysAsked } from "./reconcile.rules";
import { nearestStatementDays } from "./statement-days.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
const zone = "Asia/Shanghai";

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  const removed = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
  const decided = (at: string, values: string[], platform = "taobao-weitao") =>
    aStoredDecision(db(), mei, { platform, at: new Date(at), values });
  // 17:00 in London is the next day in Shanghai.
  await decided("2025-01-10T17:00:00Z", removed);
  await decided("2025-05-05T08:00:00Z", []);
  await decided("2025-06-06T08:00:00Z", removed, "wechat");
  await decided("2025-09-01T08:00:00Z", removed);
  await decided("2026-01-15T08:00:00Z", removed);
});

const around = (from: string, until: string) =>
  nearestStatementDays(db(), {
    platformId: "taobao-weitao",
    from: startOfDay(from, zone),
    to: startOfDay(until, zone),
  });

test("from days without a statement one step leads to the nearest that hold any, in the platform's zone, over months, other platforms and decisions that found nothing", async () => {
  expect(await around("2025-07-01", "2025-08-01")).toEqual({ before: "2025-01-11", after: "2025-09-01" });
  expect(await around("2025-09-01", "2025-09-02")).toEqual({ before: "2025-01-11", after: "2026-01-15" });
  expect(await around("2025-01-11", "2025-01-12")).toEqual({ before: null, after: "2025-09-01" });
  expect(await around("2026-02-01", "2026-03-01")).toEqual({ before: "2026-01-15", after: null });
});

test("a month that is asked for is shown whole, to today at most; what cannot be read or lies ahead shows the newest days", () => {
  const now = new Date("2026-03-10T12:00:00Z");
  const asked = (month: string, until = "") => {
    const { from, until: last } = daysAsked({ month, until }, zone, now);
    return `${from} ${last}`;
  };
  expect(asked("2024-02")).toBe("2024-02-01 2024-02-29");
  expect(asked("2026-03", "2025-01-01")).toBe("2026-03-01 2026-03-10");
  const newest = "2026-02-08 2026-03-10";
  for (const month of ["", "2026-04", "2026-13", "March", "2026-3"])
    expect([month, asked(month)]).toEqual([month, newest]);
  expect(asked("", "2025-01-31")).toBe("2025-01-01 2025-01-31");
  expect(asked("", "2027-01-31")).toBe(newest);
});
