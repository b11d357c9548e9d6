import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, people } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aCase, aColleague, auditOf, caseRow, givenPacks, townTime } from "@/test/town";
import { claimCase, claimNext, releaseCase, renewLease } from "./claim.command";
import { forMe, questionsOf } from "./for-me.queries";
import { answerQuestion, askColleague, handCase, holdCase } from "./handing.command";
import { mostHeld } from "./handing.rules";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
let kim: Person;
let auditor: Person;
const now = townTime;
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  ben = await aColleague(db, { name: "Ben Okafor" });
  kim = await aColleague(db, { name: "Kim Park" });
  auditor = await aColleague(db, { role: "auditor" });
});

async function claimedBy(person: Person, at = now) {
  const { caseId } = await aCase(opened().db);
  const claimed = await claimCase(person, { caseId }, at);
  if (!claimed.ok) throw new Error(claimed.reason);
  return { caseId, version: claimed.value.version };
}

async function listOf(person: Person, at = now) {
  const list = await forMe(opened().db, person, at);
  if (!list.ok) throw new Error(list.reason);
  return list.value;
}

test("a held case stays theirs for four hours, is listed as held, and opening it takes it in hand again", async () => {
  const seen = await claimedBy(mei);
  expect((await holdCase(mei, seen, now)).ok).toBe(true);
  expect(await listOf(mei, hoursLater(3))).toMatchObject([{ kind: "held", caseId: seen.caseId }]);
  expect(await claimCase(ben, { caseId: seen.caseId }, hoursLater(3))).toMatchObject({ reason: "case_claimed" });
  expect((await renewLease(mei, { caseId: seen.caseId }, hoursLater(3))).ok).toBe(true);
  expect(await listOf(mei, hoursLater(3))).toEqual([]);
  expect((await auditOf(opened().db, seen.caseId)).map(({ verb }) => verb)).toContain("case.hold");
  await releaseCase(mei, { caseId: seen.caseId }, hoursLater(3));
});

test("a sixth case cannot be held, and nothing changes", async () => {
  const held = await Promise.all(Array.from({ length: mostHeld }, () => claimedBy(ben)));
  for (const seen of held) expect((await holdCase(ben, seen, now)).ok).toBe(true);
  const one = await claimedBy(ben);
  expect(await holdCase(ben, one, now)).toMatchObject({ code: "refused", reason: "hold_limit" });
  // What is held already may be held on: it is none more.
  const again = { caseId: held[0]?.caseId ?? "", version: (held[0]?.version ?? 0) + 1 };
  expect(await holdCase(ben, again, hoursLater(1))).toMatchObject({ ok: true });
  expect(await caseRow(opened().db, one.caseId)).toMatchObject({ heldUntil: null, version: one.version });
  for (const { caseId } of held) await releaseCase(ben, { caseId }, now);
});

test("an auditor holds, hands and asks nothing; a changed case is told as such", async () => {
  const seen = await claimedBy(mei);
  expect(await holdCase(auditor, seen, now)).toMatchObject({ code: "forbidden" });
  expect(await handCase(auditor, { ...seen, to: ben.id, why: "yours" }, now)).toMatchObject({ code: "forbidden" });
  expect(await askColleague(auditor, { ...seen, to: ben.id, text: "?" }, now)).toMatchObject({ code: "forbidden" });
  const old = { ...seen, version: seen.version - 1 };
  expect(await handCase(mei, { ...old, to: ben.id, why: "yours" }, now)).toMatchObject({ reason: "case_changed" });
  expect(await holdCase(ben, seen, now)).toMatchObject({ reason: "case_claimed", values: { name: "Mei Lin" } });
  expect(await caseRow(opened().db, seen.caseId)).toMatchObject({ claimedBy: mei.id, handedTo: null });
});

test("a handed case is told with who and why, comes first for its person, and is kept from others for a day", async () => {
  const { db } = opened();
  const seen = await claimedBy(mei);
  await aCase(db, { rank: -2_000_000 });
  expect((await handCase(mei, { ...seen, to: ben.id, why: "You know this seller." }, now)).ok).toBe(true);
  expect(await listOf(ben)).toMatchObject([
    { kind: "handed", caseId: seen.caseId, who: "Mei Lin", words: "You know this seller." },
  ]);
  expect(await claimCase(kim, { caseId: seen.caseId }, now)).toMatchObject({
    code: "conflict",
    reason: "case_handed",
    values: { name: "Ben Okafor" },
  });
  expect(await claimNext(kim, {}, now)).not.toMatchObject({ value: { caseId: seen.caseId } });
  expect(await claimNext(ben, {}, now)).toMatchObject({ ok: true, value: { caseId: seen.caseId } });
  const { version } = await caseRow(db, seen.caseId);
  // And it may be handed back.
  const back = { caseId: seen.caseId, version, to: mei.id, why: "I do not." };
  expect((await handCase(ben, back, now)).ok).toBe(true);
  expect(await listOf(mei)).toMatchObject([{ kind: "handed", who: "Ben Okafor", words: "I do not." }]);
  expect((await claimCase(kim, { caseId: seen.caseId }, hoursLater(25))).ok).toBe(true);
});

test("whoever asks for the next case is not given what is kept for a colleague, until the day is over", async () => {
  const { db } = opened();
  const language = "zz-handed";
  const { caseId } = await aCase(db, { language });
  const claimed = await claimCase(mei, { caseId }, now);
  if (!claimed.ok) throw new Error(claimed.reason);
  const handed = { caseId, version: claimed.value.version, to: ben.id, why: "you know this shop" };
  expect(await handCase(mei, handed, now)).toMatchObject({ ok: true });
  const next = async (person: Person, at: Date) => {
    const answer = await claimNext(person, { language }, at);
    return answer.ok ? (answer.value?.caseId ?? null) : answer.reason;
  };
  expect(await next(kim, hoursLater(1))).toBeNull();
  expect(await next(mei, hoursLater(23)), "nor who handed it").toBeNull();
  expect(await next(kim, hoursLater(24))).toBe(caseId);
  expect(await caseRow(db, caseId)).toMatchObject({
    claimedBy: kim.id,
    handedTo: null,
    handedBy: null,
    handedWhy: null,
  });
});

test.each([
  ["themselves", async () => mei, "hand_self"],
  ["an auditor", async () => auditor, "hand_role"],
  ["somebody who left", async () => withRow({ disabledAt: now }), "hand_unknown"],
  ["somebody of another platform", async () => withRow({ skills: { platforms: ["wechat"] } }), "hand_platform"],
  ["somebody who reads another language", async () => withRow({ skills: { languages: ["fr"] } }), "hand_language"],
])("a case is not handed to %s, and stays where it was", async (_whom, person, reason) => {
  const seen = await claimedBy(mei);
  const to = await person();
  expect(await handCase(mei, { ...seen, to: to.id, why: "Please look." }, now)).toMatchObject({
    code: "refused",
    fields: [{ field: "to", reason }],
  });
  expect(await caseRow(opened().db, seen.caseId)).toMatchObject({ claimedBy: mei.id, version: seen.version });
});

async function withRow(more: Partial<typeof people.$inferInsert>): Promise<Person> {
  const person = await aColleague(opened().db);
  await opened().db.update(people).set(more).where(eq(people.id, person.id));
  return person;
}

test("a case of child safety is neither handed nor asked to somebody who is not cleared", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  await db.execute(`update cases set rank_why = '[{"code": "child_abuse", "points": 480}]' where id = '${caseId}'`);
  const cleared: Person = { ...mei, skills: { languages: [], platforms: [], groups: [], childSafety: true } };
  const claimed = await claimCase(cleared, { caseId }, now);
  const version = claimed.ok ? claimed.value.version : 0;
  const refused = { code: "refused", fields: [{ field: "to", reason: "hand_not_cleared" }] };
  expect(await handCase(cleared, { caseId, version, to: ben.id, why: "Please." }, now)).toMatchObject(refused);
  expect(await askColleague(cleared, { caseId, version, to: ben.id, text: "Is it?" }, now)).toMatchObject(refused);
});

test("a question is told to who is asked, the case stays the asker's, and the answer comes back once", async () => {
  const { db } = opened();
  const seen = await claimedBy(mei);
  const asked = await askColleague(mei, { ...seen, to: kim.id, text: "Is this slang an insult?" }, now);
  expect(asked.ok).toBe(true);
  expect(await caseRow(db, seen.caseId)).toMatchObject({ state: "claimed", claimedBy: mei.id });
  expect(await listOf(kim)).toMatchObject([{ kind: "asked", who: "Mei Lin", words: "Is this slang an insult?" }]);
  const questions = await questionsOf(db, kim, seen.caseId);
  const questionId = questions.ok ? (questions.value[0]?.id ?? "") : "";
  const answer = { questionId, text: "No, it is friendly." };
  expect(await answerQuestion(ben, answer, now)).toMatchObject({ code: "not_found", reason: "question_not_found" });
  expect((await answerQuestion(kim, answer, hoursLater(1))).ok).toBe(true);
  expect(await answerQuestion(kim, answer, hoursLater(1))).toMatchObject({ reason: "question_over" });
  expect(await listOf(kim)).toEqual([]);
  expect(await listOf(mei, hoursLater(1))).toMatchObject([
    { kind: "answered", who: "Kim Park", words: "No, it is friendly." },
    { kind: "held", caseId: seen.caseId },
  ]);
  expect((await auditOf(db, seen.caseId)).map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(["case.ask", "case.answer"]),
  );
});

test("a question about a case that was decided meanwhile is over: nobody needs the answer any more", async () => {
  const { db } = opened();
  const seen = await claimedBy(mei);
  expect(await askColleague(mei, { ...seen, to: kim.id, text: "Is this a joke?" }, now)).toMatchObject({ ok: true });
  const questions = await questionsOf(db, kim, seen.caseId);
  const questionId = questions.ok ? (questions.value[0]?.id ?? "") : "";
  await db
    .update(cases)
    .set({ state: "decided", decidedAt: now, claimedBy: null, leaseUntil: null, heldUntil: null })
    .where(eq(cases.id, seen.caseId));
  expect(await answerQuestion(kim, { questionId, text: "Yes." }, now)).toMatchObject({ reason: "question_over" });
  expect(await questionsOf(db, kim, seen.caseId)).toMatchObject({ value: [{ answer: null }] });
});

test("a question about a case that became hidden from who was asked is not there to be answered", async () => {
  const { db } = opened();
  const seen = await claimedBy(mei);
  expect(await askColleague(mei, { ...seen, to: kim.id, text: "How old?" }, now)).toMatchObject({ ok: true });
  const questions = await questionsOf(db, kim, seen.caseId);
  const questionId = questions.ok ? (questions.value[0]?.id ?? "") : "";
  await db
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 480 }] })
    .where(eq(cases.id, seen.caseId));
  expect((await listOf(kim)).map(({ caseId }) => caseId)).not.toContain(seen.caseId);
  expect(await questionsOf(db, kim, seen.caseId)).toMatchObject({ value: [] });
  expect(await answerQuestion(kim, { questionId, text: "Ten." }, now)).toMatchObject({ reason: "question_not_found" });
});

test.runIf(onPostgres)("of two people who hand one case at the same moment one wins", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { caseId, version } = await aCase(opened().db);
    const results = await Promise.all([
      handCase(mei, { caseId, version, to: kim.id, why: "Yours." }, now),
      handCase(ben, { caseId, version, to: kim.id, why: "Yours." }, now),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  }
});

test.runIf(onPostgres)("two holds at once do not pass the limit", async () => {
  const dana = await aColleague(opened().db, { name: "Dana" });
  const seen = await Promise.all(Array.from({ length: mostHeld + 2 }, () => claimedBy(dana)));
  const results = await Promise.all(seen.map((one) => holdCase(dana, one, now)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(mostHeld);
});
