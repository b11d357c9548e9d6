import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, people } from "@/db/schema";
import { lookUp } from "@/lib/appeals/lookup.queries";
import { clausesOfCase } from "@/lib/decisions/clause.queries";
import { decideCase } from "@/lib/decisions/decide.command";
import { madeDecisions } from "@/lib/decisions/made.queries";
import { precedentsOf } from "@/lib/decisions/precedents.queries";
import { previewCase } from "@/lib/decisions/preview.queries";
import { caseView } from "@/lib/decisions/queries";
import { accountPage } from "@/lib/decisions/standing.queries";
import { changeSkills } from "@/lib/people/change-skills.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { personOfSession } from "@/lib/platform/session";
import { noSkills } from "@/lib/platform/skills.rules";
import { isAtDesk } from "@/lib/quality/desk.queries";
import { claimCase, claimNext } from "@/lib/queue/claim.command";
import { waitFor, writeNote } from "@/lib/queue/commands";
import { QueueRequest } from "@/lib/queue/contract";
import { queueCounts } from "@/lib/queue/counts.queries";
import { openCases } from "@/lib/queue/queries";
import { withTestDatabase } from "@/test/database";
import { actorOf, aPerson, signedIn } from "@/test/people";
import { aCase, aColleague, auditOf, givenPacks, type TownCase, townTime } from "@/test/town";

const { opened } = withTestDatabase();
let mei: Person;
let cleared: Person;
let admin: Person;
let hidden: TownCase;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  cleared = { ...(await aColleague(db)), skills: { ...noSkills, childSafety: true } };
  admin = await aColleague(db, { role: "admin" });
  hidden = await aCase(db, { rank: -5 });
  await db
    .update(cases)
    .set({ rankWhy: [{ code: "category", points: 240, values: { category: "child_safety" } }] })
    .where(eq(cases.id, hidden.caseId));
});

async function idsFor(person: Person, request: Record<string, unknown> = {}): Promise<string[]> {
  const page = await openCases(opened().db, QueueRequest.parse({ limit: 100, ...request }), person, townTime);
  return page.ok ? page.value.rows.map(({ id }) => id) : [page.reason];
}

test("a case of child safety is in the list of who is cleared, and in nobody else's, nor in their numbers", async () => {
  const { db } = opened();
  expect(await idsFor(cleared)).toContain(hidden.caseId);
  expect(await idsFor(mei)).not.toContain(hidden.caseId);
  expect(await idsFor(admin)).not.toContain(hidden.caseId);
  const counts = await Promise.all([cleared, mei].map((person) => queueCounts(db, person, {}, townTime)));
  const [all, general] = counts.map((count) => (count.ok ? count.value.open.count : -1));
  expect(all).toBe((general ?? 0) + 1);
});

test("by its address a hidden case is not there: not to be read in any part, not to be worked on", async () => {
  const { db } = opened();
  const { caseId } = hidden;
  const choice = { caseId, outcome: "no_violation" };
  const notFound = { ok: false, code: "not_found" };
  expect(await caseView(db, mei, caseId, townTime)).toMatchObject(notFound);
  expect(await isAtDesk(db, mei, caseId), "its page has the status of one that is not there").toBe(false);
  expect(await clausesOfCase(db, mei, caseId, "spam")).toMatchObject(notFound);
  expect(await precedentsOf(db, mei, { caseId, ref: "Table.4", now: townTime })).toMatchObject(notFound);
  expect(await madeDecisions(db, mei, caseId)).toMatchObject(notFound);
  expect(await previewCase(mei, choice, townTime)).toMatchObject(notFound);
  expect(await claimCase(mei, { caseId }, townTime)).toMatchObject(notFound);
  expect(await waitFor(mei, { caseId, version: 1, waitingFor: "a colleague" }, townTime)).toMatchObject(notFound);
  expect(await writeNote(mei, { caseId, text: "What is this?" }, townTime)).toMatchObject(notFound);
  expect(await decideCase(mei, { ...choice, version: 1 }, townTime)).toMatchObject(notFound);
  expect(await caseView(db, cleared, caseId, townTime)).toMatchObject({ ok: true });
  expect(await isAtDesk(db, cleared, caseId)).toBe(true);
});

test("neither its number nor its account's page tells somebody who is not cleared that there is such a case", async () => {
  const { db } = opened();
  const [row] = await db.select({ number: cases.number }).from(cases).where(eq(cases.id, hidden.caseId));
  expect(await lookUp(db, mei, String(row?.number))).toMatchObject({ value: { found: [] } });
  expect(await lookUp(db, cleared, String(row?.number))).toMatchObject({
    value: { found: [{ caseId: hidden.caseId }] },
  });
  const page = await accountPage(db, mei, hidden.accountId ?? "", townTime);
  expect(page.ok && page.value.openCases).toEqual([]);
});

test("taking the next case passes over what is hidden, though it is first", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db, { rank: -4, tags: ["next"] });
  expect(await claimNext(mei, { tag: "next" }, townTime)).toMatchObject({ value: { caseId } });
  expect(await claimNext(cleared, {}, townTime)).toMatchObject({ value: { caseId: hidden.caseId } });
});

test("a person is served their languages, platforms and clause groups; a case of no group yet is anybody's", async () => {
  const { db } = opened();
  const english = await aCase(db, { platform: "wechat", language: "en", clauseGroup: "AUP" });
  const chinese = await aCase(db, { platform: "wechat", language: "zh", clauseGroup: "AUP" });
  const fresh = await aCase(db, { platform: "wechat", language: "en" });
  const reader = (skills: Partial<typeof noSkills>): Person => ({ ...mei, skills: { ...noSkills, ...skills } });
  expect(await idsFor(reader({ languages: ["en"] }), { platform: "wechat" })).toEqual([english.caseId, fresh.caseId]);
  expect(await idsFor(reader({ platforms: ["alibaba"] }), { platform: "wechat" })).toEqual([]);
  expect(await idsFor(reader({ groups: ["Table"] }), { platform: "wechat" })).toEqual([fresh.caseId]);
  expect(await idsFor(reader({}), { platform: "wechat" })).toContain(chinese.caseId);
  expect(await claimNext(reader({ languages: ["zh"] }), { platform: "wechat" }, townTime)).toMatchObject({
    value: { caseId: chinese.caseId },
  });
});

test("an admin says what somebody is given, which counts from the next request and stands in the log", async () => {
  const { db } = opened();
  const person = await aPerson(db, { role: "moderator" });
  const ids = await signedIn(person, townTime);
  const asked = { personId: person.id, sessionVersion: 1, languages: ["zh", "en", "zh"], platforms: [], groups: [] };
  expect((await personOfSession(ids, townTime))?.skills).toEqual(noSkills);
  expect(await changeSkills(admin, { ...asked, childSafety: true }, townTime)).toMatchObject({ ok: true });
  expect((await personOfSession(ids, townTime))?.skills).toMatchObject({ languages: ["en", "zh"], childSafety: true });
  expect((await auditOf(db, person.id))[0]).toMatchObject({ verb: "person.change_skills", outcome: "done" });
});

test("nobody gives themselves anything, a moderator gives nothing, and an old view of a person is told so", async () => {
  const { db } = opened();
  const person = await aPerson(db, { role: "moderator" });
  const asked = { sessionVersion: 1, languages: [], platforms: [], groups: [], childSafety: true };
  expect(await changeSkills(admin, { ...asked, personId: admin.id })).toMatchObject({ reason: "own_skills" });
  expect(await changeSkills(actorOf(person), { ...asked, personId: person.id })).toMatchObject({ code: "forbidden" });
  expect(await changeSkills(admin, { ...asked, personId: person.id, sessionVersion: 7 })).toMatchObject({
    code: "stale",
  });
  const [row] = await db.select({ skills: people.skills }).from(people).where(eq(people.id, person.id));
  expect(row?.skills).toEqual({});
});
