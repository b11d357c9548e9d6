import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { cases } from "@/db/schema";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, givenPacks, townTime } from "@/test/town";
import { isAnyFree } from "./free.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let ben: Person;
let language: string;
let made = 0;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db());
  ben = await aColleague(db());
});
beforeEach(() => {
  made += 1;
  // A queue of its own for each test.
  language = `zf${made}`;
});

const minutes = (count: number) => new Date(townTime.getTime() + count * 60_000);
async function aCaseWith(patch: Partial<typeof cases.$inferInsert>): Promise<void> {
  const { caseId } = await aCase(db(), { language });
  await db()
    .update(cases)
    .set({ language, ...patch })
    .where(eq(cases.id, caseId));
}
const isFree = (person: Person, notGiven: HarmClass[] = [], more: object = {}, now = townTime) =>
  isAnyFree(db(), person, { language, notGiven, ...more }, now);

test("a queue of nothing but what its reader is not given has nothing for them, and something for a colleague", async () => {
  await aCaseWith({ harmsTold: ["violence"] });
  expect([await isFree(mei, ["violence"]), await isFree(mei, ["hate"]), await isFree(ben)]).toEqual([
    false,
    true,
    true,
  ]);
  await aCaseWith({});
  expect(await isFree(mei, ["violence"])).toBe(true);
});

test("a case that was handed to somebody is free for them alone, until its time is over", async () => {
  await aCaseWith({ handedTo: ben.id, handedBy: mei.id, handedWhy: "Yours", handedUntil: minutes(60) });
  expect([await isFree(mei), await isFree(ben)]).toEqual([false, true]);
  expect(await isFree(mei, [], {}, minutes(61))).toBe(true);
});

test("what a colleague holds is not free before their claim has lapsed, and what is decided never is", async () => {
  await aCaseWith({ state: "decided", decidedAt: townTime, restingState: "decided" });
  expect(await isFree(mei)).toBe(false);
  await aCaseWith({ state: "claimed", claimedBy: ben.id, leaseUntil: minutes(5) });
  expect([await isFree(mei), await isFree(mei, [], {}, minutes(6))]).toEqual([false, true]);
});

test("other filters, other skills and missing clearance leave nothing", async () => {
  await aCaseWith({ rankWhy: [{ code: "child_abuse", points: 240 }] });
  expect(await isFree(mei), "child safety is for those cleared").toBe(false);
  await aCaseWith({});
  expect(await isFree(mei)).toBe(true);
  expect(await isFree(mei, [], { platform: "wechat" })).toBe(false);
  expect(await isFree({ ...mei, skills: { ...noSkills, platforms: ["wechat"] } })).toBe(false);
});
