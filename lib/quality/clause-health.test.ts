import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, cases } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, givenPacks } from "@/test/town";
import type { HealthAsked } from "./clause-health.contract";
import { clauseHealthView } from "./clause-health.queries";

const { opened } = withTestDatabase();
const platformId = "taobao-weitao";
const now = new Date("2016-09-30T04:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
let mei: Person;

async function decided(days: number, suggested: readonly string[], clause = "Table.4", language = "zh") {
  const { db } = opened();
  const made = await aDecidedCase(db, { by: mei, at: daysAgo(days), language, decision: { clause } });
  const matches = suggested.map((ref) => ({ ref }));
  const madeAt = new Date(daysAgo(days).getTime() - 60_000);
  await db
    .insert(caseSuggestions)
    .values({ platformId, caseId: made.caseId, model: "test", confident: "yes", matches, madeAt });
  await db
    .update(cases)
    .set({ openedAt: daysAgo(days + 1) })
    .where(eq(cases.id, made.caseId));
  return made;
}

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db);
  await decided(10, ["Table.4"]);
  await decided(9, ["Table.4"], "Table.5");
  const { caseId } = await decided(8, ["Table.4"], "Table.5", "en");
  await opened().db.update(cases).set({ source: "own_detection" }).where(eq(cases.id, caseId));
  await decided(100, ["Table.4"]);
  const hidden = await decided(7, ["Table.4"]);
  const rankWhy = [{ code: "child_abuse", points: 1 }];
  await opened().db.update(cases).set({ rankWhy }).where(eq(cases.id, hidden.caseId));
});

async function view(asked: Partial<HealthAsked> = {}, by = mei) {
  const none = { days: 90, clause: "", language: "", source: "", count: null, after: "" } as const;
  const read = await clauseHealthView(opened().db, by, { platformId, asked: { ...none, ...asked }, now });
  if (!read) throw new Error("There is no such platform.");
  return read;
}

test("the clauses of the period are told with what stood in their place, and hidden cases are not among them", async () => {
  const { rows, looked, isCut, since } = await view();
  expect([looked, isCut, since]).toEqual([3, false, daysAgo(10).toISOString()]);
  const all = rows.find(({ ref, language }) => ref === "Table.4" && language === null);
  expect(all).toMatchObject({ suggested: 3, accepted: 1, overridden: 2, decided: 1, medianHours: 24, version: "v2" });
  expect(all?.instead).toEqual([{ ref: "Table.5", count: 2 }]);
  expect(rows.find(({ ref, language }) => ref === "Table.4" && language === "en")).toMatchObject({ overridden: 1 });
  expect((await view({ days: 365 })).looked).toBe(4);
});

test("a number leads to its cases, and to those of its language alone", async () => {
  const { behind } = await view({ clause: "Table.4", count: "overridden" });
  expect(behind?.cases.map(({ decided: found, first }) => [found, first])).toEqual([
    [["Table.5"], "Table.4"],
    [["Table.5"], "Table.4"],
  ]);
  expect((await view({ clause: "Table.4", count: "overridden", language: "en" })).behind?.cases).toHaveLength(1);
  expect((await view({ clause: "Table.4" })).behind).toBeNull();
});

test("each clause is told by who brought its cases as well, and such a number leads to those alone", async () => {
  const { rows } = await view();
  expect(rows.find(({ ref, source }) => ref === "Table.4" && source === "own_detection")).toMatchObject({
    language: null,
    suggested: 1,
    overridden: 1,
  });
  const { behind } = await view({ clause: "Table.4", count: "overridden", source: "own_detection" });
  expect(behind?.cases).toHaveLength(1);
});

test("who is cleared for child safety sees those cases in the numbers as well", async () => {
  const cleared: Person = { ...mei, skills: { childSafety: true, languages: [], platforms: [], groups: [] } };
  expect((await view({}, cleared)).looked).toBe(4);
  expect(
    await clauseHealthView(opened().db, mei, {
      platformId: "nowhere",
      asked: { days: 90, clause: "", language: "", source: "", count: null, after: "" },
      now,
    }),
  ).toBeNull();
});
