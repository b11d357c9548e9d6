import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, careExposures, careShifts, cases, people } from "@/db/schema";
import { personPage } from "@/lib/people/queries";
import type { Person, Role } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { teamView } from "@/lib/quality/team.queries";
import { QueueRequest } from "@/lib/queue/contract";
import { openCases } from "@/lib/queue/queries";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, givenPacks, townTime } from "@/test/town";
import { changeCare, openCase } from "./care.command";
import { myDay } from "./queries";
import { teamCare } from "./team.queries";
import { sumsTold, weeksTold } from "./team.rules";

const { opened } = withTestDatabase();
let mei: Person;
const readers: Person[] = [];
const weeks = weeksTold(townTime);
const inWeeks = new Date(weeks.from.getTime() + 86_400_000);

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  for (const role of ["moderator", "supervisor", "admin", "auditor"] satisfies Role[])
    readers.push(await aColleague(db, { role }));
});

/** So many people, each with so many cases of a class before them. */
async function exposed(harmClass: string, people: readonly Person[], each: number) {
  const { db } = opened();
  for (const person of people) {
    const shift = { personId: person.id, startedAt: inWeeks, lastAt: inWeeks, workSince: inWeeks };
    const [row] = await db.insert(careShifts).values(shift).returning();
    for (let made = 0; made < each; made += 1) {
      const { caseId } = await aCase(db);
      const about = { platformId: "taobao-weitao", personId: person.id, caseId, shiftId: row?.id ?? "" };
      await db.insert(careExposures).values({ ...about, harmClass, at: inWeeks });
    }
  }
}
const sumOf = async (harm: string) => {
  const told = await teamCare(opened().db, readers[1] as Person, townTime);
  return told?.sums.find((each) => each.harm === harm)?.cases;
};

test("nobody is answered another's day: not a colleague, a lead, an admin, an auditor, a program or a key", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  await changeCare(mei, { optedOut: ["violence"], limits: { hate: 3 } }, townTime);
  await openCase(mei, { caseId, anyway: true }, townTime);
  const hers = JSON.stringify(await myDay(db, mei, townTime));
  expect(hers).toContain('"ownLimit":3');
  for (const reader of readers) {
    const seen = [
      await myDay(db, reader, townTime),
      await personPage(db, mei.id, townTime),
      await teamView(db, reader, townTime),
      await openCases(db, QueueRequest.parse({}), reader, townTime),
    ];
    expect(JSON.stringify(seen)).not.toMatch(/"ownLimit":3|"isOptedOut":true|isAnyway|optedOut/);
    const told = JSON.stringify(await teamCare(db, reader, townTime));
    expect(told).not.toContain(mei.id);
    expect(told).not.toContain("Mei");
  }
  const through = { keyId: "00000000-0000-7000-8000-000000000000", platformIds: [] };
  expect(await myDay(db, { ...mei, through }, townTime)).toMatchObject({ ok: false, code: "forbidden" });
  const key = { kind: "key", id: "k", name: "k", platformIds: [], permissions: ["case.view"] } as const;
  expect(await myDay(db, key, townTime)).toMatchObject({ ok: false, code: "forbidden" });
});

test("the log holds nothing of what somebody opted out of, looked at or rested from", async () => {
  const entries = await opened().db.select().from(auditEntries);
  expect(JSON.stringify(entries)).not.toMatch(/care\.|optedOut|violence/);
});

test("only who leads or audits is told sums, and no sum that fewer than five people make", async () => {
  const { db } = opened();
  expect(await teamCare(db, mei, townTime)).toBeNull();
  expect(await teamCare(db, readers[2] as Person, townTime)).toBeNull();
  const team = [];
  for (let made = 0; made < 5; made += 1) team.push(await aColleague(db));
  await exposed("self_harm", team.slice(0, 4), 5);
  await exposed("sexual", team, 3);
  expect(await sumOf("self_harm")).toBeNull();
  expect(await sumOf("sexual")).toBe(15);
  await exposed("sexual", team.slice(0, 1), 2);
  expect(await sumOf("sexual")).toBe(15);
});

test("too few cases are not told either, and what is told is a whole number of steps", () => {
  const told = (cases: number) => sumsTold([{ harm: "hate", people: 6, cases }]).find(({ harm }) => harm === "hate");
  expect(told(9)?.cases).toBeNull();
  expect(told(10)?.cases).toBe(10);
  expect(told(14)?.cases).toBe(10);
  expect(weeks).toEqual({ from: new Date("2016-08-08T00:00:00Z"), to: new Date("2016-09-05T00:00:00Z") });
});

test("a class that nobody can be given waits for hands, and a number below five is not told", async () => {
  const { db } = opened();
  const told = await teamCare(db, readers[1] as Person, townTime);
  expect(told?.hands.find(({ harm }) => harm === "child_abuse")?.hands).toBe("none");
  expect(told?.hands.find(({ harm }) => harm === "sexual")?.hands).toBe("enough");
});

test("who opted out is no hand for a class, and who is not cleared is none for child abuse", async () => {
  const { db } = opened();
  const handsFor = async (harm: string) =>
    (await teamCare(db, readers[1] as Person, townTime))?.hands.find((each) => each.harm === harm)?.hands;
  const cleared = await aColleague(db);
  expect(await handsFor("child_abuse")).toBe("none");
  await db
    .update(people)
    .set({ skills: { childSafety: true } })
    .where(eq(people.id, cleared.id));
  expect(await handsFor("child_abuse")).toBe("few");
  await changeCare(cleared, { optedOut: ["child_abuse"], limits: {} }, townTime);
  expect(await handsFor("child_abuse")).toBe("none");
});

test("how many hidden cases wait is told to a lead who is cleared, and to no other", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  const claimed = { harmsTold: ["child_abuse"], rankWhy: [{ code: "child_abuse", points: 240 }] };
  await db.update(cases).set(claimed).where(eq(cases.id, caseId));
  const waitFor = async (lead: Person) =>
    (await teamCare(db, lead, townTime))?.hands.find(({ harm }) => harm === "child_abuse")?.waiting;
  const lead = readers[1] as Person;
  expect(await waitFor({ ...lead, skills: noSkills })).toBe(0);
  expect(await waitFor({ ...lead, skills: { ...noSkills, childSafety: true } })).toBe(1);
});
