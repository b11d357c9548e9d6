import { and, desc, eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { apiKeys, auditEntries, cases, decisions, people } from "@/db/schema";
import { consentToKey, endConsent } from "@/lib/people/consent.command";
import { newApiKey } from "@/lib/platform/api-key";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aCase, aColleague, caseRow, givenPacks, townTime } from "@/test/town";
import { POST as decision } from "./[caseId]/decision/route";
import { GET as next } from "./next/route";
import { GET as list } from "./route";

const { opened } = withTestDatabase();
const db = () => opened().db;
beforeAll(() => givenPacks(db()));
// Each test has a queue of its own: what others left is decided.
beforeEach(async () => {
  await db().update(cases).set({ state: "decided", decidedAt: townTime });
});

async function aKey(permissions = ["case.view", "case.act"], platformIds: string[] = []) {
  const { key, keyHash } = newApiKey();
  const row = { name: "Reply bot", keyHash, platformIds, permissions, createdAt: townTime };
  const [made] = await db().insert(apiKeys).values(row).returning({ id: apiKeys.id });
  return { key, id: made?.id ?? "" };
}
type Key = Awaited<ReturnType<typeof aKey>>;

/** A program and a person who lets it act for them. */
async function allowed(): Promise<{ key: Key; mei: Person }> {
  const [key, mei] = [await aKey(), await aColleague(db())];
  expect(await consentToKey(mei, { keyId: key.id })).toMatchObject({ ok: true });
  return { key, mei };
}

function asked(path: string, { key }: Key, person: string, body?: unknown, repeat?: string): Request {
  const headers = new Headers({ authorization: `Bearer ${key}`, "acting-for": person });
  if (repeat) headers.set("idempotency-key", repeat);
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return new Request(`http://desk.example/api/v1/cases${path}`, { ...init, headers });
}
const told = async (answer: Response) => ({ status: answer.status, body: await answer.json() });
const taken = async (key: Key, person: string, search = "") => told(await next(asked(`/next${search}`, key, person)));
const nextOf = async (key: Key, person: string, search = "") => (await taken(key, person, search)).body.next?.case.id;

type Deciding = { caseId: string; search?: string; repeat?: string };
async function decided(key: Key, person: string, { caseId, search = "", repeat }: Deciding) {
  const { version } = await caseRow(db(), caseId);
  const body = {
    version: repeat ? 2 : version,
    outcome: "no_violation",
    rationale: "A greeting between friends, nothing is sold.",
  };
  return told(
    await decision(asked(`/${caseId}/decision${search}`, key, person, body, repeat), {
      params: Promise.resolve({ caseId }),
    }),
  );
}
const refusalsOf = (key: Key) =>
  db()
    .select({ verb: auditEntries.verb, id: auditEntries.subjectId, chain: auditEntries.chain, body: auditEntries.body })
    .from(auditEntries)
    .where(and(eq(auditEntries.actorId, key.id), eq(auditEntries.outcome, "refused")))
    .orderBy(desc(auditEntries.seq));

test("a key alone decides for nobody: who does not allow it, is away, or is not there gets one and the same answer", async () => {
  const made = await aCase(db());
  const [key, other] = [await aKey(), await aKey()];
  const [mei, away] = [await aColleague(db()), await aColleague(db())];
  await consentToKey(away, { keyId: key.id });
  await db().update(people).set({ disabledAt: townTime }).where(eq(people.id, away.id));
  await consentToKey(mei, { keyId: other.id });
  const answers = [];
  for (const named of [mei.id, `${mei.id}@desk.example`, away.id, "nobody@desk.example", key.id, "x'--"])
    answers.push(await taken(key, named));
  expect(answers[0]).toMatchObject({
    status: 403,
    body: { reason: "acting_not_allowed", errors: [{ field: "Acting-For", reason: "acting_not_allowed" }] },
  });
  expect(answers[0]?.body.detail).toContain("Own account");
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect((await decided(key, mei.id, { caseId: made.caseId })).body.reason).toBe("acting_not_allowed");
  expect((await caseRow(db(), made.caseId)).state).toBe("open");
  // The first of an hour; the others are counted.
  const [entry, ...more] = await refusalsOf(key);
  expect([entry?.verb, entry?.id, more]).toEqual(["case.act", mei.id, []]);
  expect(JSON.parse(entry?.body ?? "{}").detail).toEqual({ reason: "acting_not_allowed" });
});

test("stopping a program works at once, and leaves what it decided", async () => {
  const { key, mei } = await allowed();
  const [first, second] = [await aCase(db(), { rank: 1 }), await aCase(db(), { rank: 2 })];
  expect((await decided(key, mei.id, { caseId: first.caseId })).status).toBe(200);
  await endConsent(mei, { keyId: key.id });
  expect((await taken(key, mei.id)).body.reason).toBe("acting_not_allowed");
  expect((await decided(key, mei.id, { caseId: second.caseId })).status).toBe(403);
  const [row] = await db().select().from(decisions).where(eq(decisions.caseId, first.caseId));
  expect(row?.decidedBy).toBe(mei.id);
});

test("a call that had begun when its person stopped the program, or an admin revoked the key, changes nothing", async () => {
  const made = await aCase(db());
  for (const end of [
    (mei: Person, key: Key) => endConsent(mei, { keyId: key.id }),
    (_: Person, key: Key) => db().update(apiKeys).set({ revokedAt: townTime }).where(eq(apiKeys.id, key.id)),
  ]) {
    const { key, mei } = await allowed();
    const through = { keyId: key.id, platformIds: [] };
    await end(mei, key);
    expect(await claimCase({ ...mei, through }, { caseId: made.caseId })).toMatchObject({
      reason: "acting_not_allowed",
    });
  }
  expect((await caseRow(db(), made.caseId)).state).toBe("open");
});

test("a key without the permission to act, and one that names another's platform, are refused and written down", async () => {
  const { mei } = await allowed();
  const reader = await aKey(["case.view"]);
  expect((await list(asked("", reader, mei.id))).status).toBe(403);
  expect(await refusalsOf(reader)).toMatchObject([{ verb: "case.act", id: "case.act", chain: "desk" }]);
  const weitao = await aKey(["case.view", "case.act"], ["taobao-weitao"]);
  await consentToKey(mei, { keyId: weitao.id });
  expect((await told(await list(asked("?platform=wechat", weitao, mei.id)))).body.reason).toBe("platform_not_yours");
  const [entry] = await db()
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.chain, "wechat"), eq(auditEntries.verb, "case.view")));
  expect(entry).toMatchObject({ outcome: "refused", subjectId: "wechat", actorId: mei.id });
  expect(JSON.parse(entry?.body ?? "{}").detail).toEqual({ reason: "platform_not_yours", key: weitao.id });
});

test("a program that asks for the next case again is given the one it has, until it names it or is through with it", async () => {
  const { key, mei } = await allowed();
  const made = [];
  for (const rank of [1, 2, 3]) made.push((await aCase(db(), { rank, tags: rank === 2 ? ["adult"] : [] })).caseId);
  const [first, adult, last] = made;
  expect([await nextOf(key, mei.id), await nextOf(key, mei.id)]).toEqual([first, first]);
  expect((await caseRow(db(), first ?? "")).version).toBe(2);
  expect(await nextOf(key, mei.id, "?tag=adult")).toBe(adult);
  expect(await nextOf(key, mei.id, `?except=${first}&except=${adult}`)).toBe(last);
  await decided(key, mei.id, { caseId: last ?? "" });
  expect([first, adult]).toContain(await nextOf(key, mei.id));
  // Another program of the same person has taken nothing yet.
  const other = await aKey();
  await consentToKey(mei, { keyId: other.id });
  expect((await taken(other, mei.id)).body).toEqual({ next: null });
});

test("a case that its person opened at the desk, or whose claim ran out, is not given to the program again as its own", async () => {
  const { key, mei } = await allowed();
  const [first, second] = [await aCase(db(), { rank: 1 }), await aCase(db(), { rank: 2 })];
  expect(await nextOf(key, mei.id)).toBe(first.caseId);
  await claimCase(mei, { caseId: first.caseId });
  expect(await nextOf(key, mei.id)).toBe(second.caseId);
  await db().update(cases).set({ leaseUntil: townTime }).where(eq(cases.id, second.caseId));
  const ben = await aColleague(db());
  await consentToKey(ben, { keyId: key.id });
  expect(await nextOf(key, ben.id)).toBe(second.caseId);
  expect((await taken(key, mei.id)).body).toEqual({ next: null });
});

test("a decision sent again after a lost answer is answered with the same next case, and takes no other", async () => {
  const { key, mei } = await allowed();
  const [first, second, third] = [
    await aCase(db(), { rank: 1 }),
    await aCase(db(), { rank: 2 }),
    await aCase(db(), { rank: 3 }),
  ];
  expect(await nextOf(key, mei.id)).toBe(first.caseId);
  const request = { caseId: first.caseId, search: "?next=1", repeat: "once-1" };
  const answers = [await decided(key, mei.id, request), await decided(key, mei.id, request)];
  for (const { body } of answers) expect(body.next.case.id).toBe(second.caseId);
  expect(answers[1]?.body.decided).toEqual(answers[0]?.body.decided);
  expect((await caseRow(db(), third.caseId)).state).toBe("open");
});

test.runIf(onPostgres)("a program that asks six times at once for one person takes one case", async () => {
  const { key, mei } = await allowed();
  for (let rank = 1; rank <= 6; rank += 1) await aCase(db(), { rank });
  const got = await Promise.all([1, 2, 3, 4, 5, 6].map(() => nextOf(key, mei.id)));
  expect(new Set(got).size).toBe(1);
  expect(await db().$count(cases, eq(cases.state, "claimed"))).toBe(1);
});
