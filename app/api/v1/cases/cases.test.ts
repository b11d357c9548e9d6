import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { apiKeys, cases, decisions } from "@/db/schema";
import { consentToKey } from "@/lib/people/consent.command";
import { newApiKey } from "@/lib/platform/api-key";
import type { Person } from "@/lib/platform/permissions.rules";
import { ApiCases } from "@/lib/queue/api.contract";
import { claimCase } from "@/lib/queue/claim.command";
import { aFirstLook, aReviewer, aTakenAppeal, aToldDecision } from "@/test/appeals";
import { onPostgres, withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  anAccount,
  auditOf,
  aViolation,
  caseRow,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { POST as decision } from "./[caseId]/decision/route";
import { GET as whole } from "./[caseId]/route";
import { HEAD as headOfNext, GET as next } from "./next/route";
import { GET as list } from "./route";

const { opened } = withTestDatabase();
const db = () => opened().db;
const keys = { desk: newApiKey(), weitao: newApiKey(), two: newApiKey(), reader: newApiKey() };
type KeyName = keyof typeof keys;
let keyId: string;
let actingKeys: string[];
let mei: Person;
let ben: Person;

beforeAll(async () => {
  await givenPacks(db());
  [mei, ben] = [await aColleague(db(), { name: "Mei Lin" }), await aColleague(db(), { name: "Ben Ode" })];
  const row = (name: KeyName, platformIds: string[], permissions: string[]) => {
    return { name, keyHash: keys[name].keyHash, platformIds, permissions, createdAt: townTime };
  };
  const made = await db()
    .insert(apiKeys)
    .values([
      row("desk", [], ["case.view", "case.act"]),
      row("weitao", ["taobao-weitao"], ["case.view", "case.act"]),
      row("two", ["wechat", "alibaba"], ["case.view", "case.act"]),
      row("reader", [], ["case.view"]),
    ])
    .returning({ id: apiKeys.id, name: apiKeys.name });
  keyId = made.find(({ name }) => name === "desk")?.id ?? "";
  actingKeys = made.filter(({ name }) => name !== "reader").map(({ id }) => id);
  for (const person of [mei, ben]) await allowAll(person);
});

async function allowAll(person: Person): Promise<void> {
  for (const id of actingKeys) expect(await consentToKey(person, { keyId: id })).toMatchObject({ ok: true });
}

// Each test has a queue of its own: what others left is decided.
beforeEach(() =>
  db()
    .update(cases)
    .set({ state: "decided", decidedAt: townTime })
    .then(() => undefined),
);

type Asked = { key?: KeyName | null; for?: string; body?: unknown; idempotencyKey?: string };

function requestOf(path: string, { key = "desk", for: person, body, idempotencyKey }: Asked): Request {
  const headers = new Headers();
  if (key) headers.set("authorization", `Bearer ${keys[key].key}`);
  if (person !== undefined) headers.set("acting-for", person);
  if (idempotencyKey) headers.set("idempotency-key", idempotencyKey);
  const post = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return new Request(`http://desk.example/api/v1/cases${path}`, { headers, ...post });
}

async function told(answer: Response) {
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
const listed = async (search = "", asked: Asked = {}) => told(await list(requestOf(search, asked)));
const taken = async (asked: Asked, search = "") => told(await next(requestOf(`/next${search}`, asked)));
const read = async (caseId: string, asked: Asked) =>
  told(await whole(requestOf(`/${caseId}`, asked), { params: Promise.resolve({ caseId }) }));
const decided = async (caseId: string, asked: Asked, search = "") =>
  told(await decision(requestOf(`/${caseId}/decision${search}`, asked), { params: Promise.resolve({ caseId }) }));

test("a program takes the next case for a person, decides it for them, and the log names both", async () => {
  const made = await aCase(db(), { rank: 1 });
  const later = await aCase(db(), { rank: 2 });
  const got = await taken({ for: mei.id });
  expect(got).toMatchObject({ status: 200, body: { next: { case: { id: made.caseId, claimedBy: { isMe: true } } } } });
  expect(got.body.next).toMatchObject({ content: { text: made.text }, clauses: expect.any(Array) });
  const { version } = got.body.next.case;
  const body = aViolation({ ...made, version }, { sanctions: firstBuyerSanction });
  const answer = await decided(made.caseId, { for: `${mei.id}@DESK.example`, body }, "?next=1");
  expect(answer).toMatchObject({
    status: 200,
    body: { decided: { caseId: made.caseId, outcome: "violation" }, next: { case: { id: later.caseId } } },
  });
  const [row] = await db().select().from(decisions).where(eq(decisions.caseId, made.caseId));
  expect(row?.decidedBy).toBe(mei.id);
  const entries = (await auditOf(db(), made.caseId)).map(({ verb, body }) => ({ verb, ...JSON.parse(body) }));
  for (const verb of ["case.claim_next", "case.decide"])
    expect(entries.find((entry) => entry.verb === verb)).toMatchObject({
      actorKind: "person",
      actorId: mei.id,
      detail: { key: keyId },
    });
});

test("the same request sent twice decides once, and the same key with another body is refused", async () => {
  const made = await aCase(db());
  const body = { version: 1, outcome: "no_violation", rationale: "A greeting between friends, nothing is sold." };
  const asked = { for: mei.id, idempotencyKey: "once-1" };
  const first = await decided(made.caseId, { ...asked, body });
  expect(first.status).toBe(200);
  expect((await decided(made.caseId, { ...asked, body })).body).toEqual(first.body);
  const other = await decided(made.caseId, { ...asked, body: { ...body, rationale: "Other words." } });
  expect([other.status, other.body.reason]).toEqual([409, "idempotency_other_body"]);
  expect(await db().select().from(decisions).where(eq(decisions.caseId, made.caseId))).toHaveLength(1);
});

test("what the desk refuses is refused here: a case in other hands, an old view, a decision that leaves the table", async () => {
  const made = await aCase(db());
  await claimCase(ben, { caseId: made.caseId });
  const refused = await decided(made.caseId, { for: mei.id, body: aViolation({ ...made, version: 2 }) });
  expect([refused.status, refused.body.reason]).toEqual([409, "case_claimed"]);
  const stale = await decided(made.caseId, { for: ben.id, body: aViolation(made) });
  expect([stale.status, stale.body.reason]).toEqual([409, "case_changed"]);
  const bad = await decided(made.caseId, { for: ben.id, body: aViolation({ ...made, version: 2 }) });
  expect(bad).toMatchObject({ status: 422, body: { errors: [{ field: "deviation" }, { field: "sanctions" }] } });
  expect((await caseRow(db(), made.caseId)).state).toBe("claimed");
});

test("who is named must have a role that allows this, and a key must be made for it", async () => {
  await aCase(db());
  expect((await taken({})).body.errors).toMatchObject([{ field: "Acting-For", reason: "acting_for_needed" }]);
  for (const role of ["auditor", "admin"] as const) {
    const watcher = await aColleague(db(), { role });
    await allowAll(watcher);
    expect((await taken({ for: watcher.id })).status).toBe(403);
  }
  const unable = await taken({ key: "reader", for: mei.id });
  expect([unable.status, unable.body.detail]).toEqual([403, expect.stringContaining("case.act")]);
  expect((await listed("", { key: "reader", for: mei.id })).status).toBe(403);
  expect((await taken({ key: null, for: mei.id })).status).toBe(401);
  expect(headOfNext(new Request("http://desk.example/api/v1/cases/next", { method: "HEAD" })).status).toBe(405);
  const states = await db().select({ state: cases.state }).from(cases).where(eq(cases.state, "claimed"));
  expect(states).toEqual([]);
});

test("a key reaches the cases of its platforms only, whoever it acts for", async () => {
  const wechat = await aCase(db(), { platform: "wechat", rank: 1 });
  const weitao = await aCase(db(), { rank: 2 });
  const seen = async (key: KeyName) => ApiCases.parse((await listed("", { key })).body).cases.map(({ id }) => id);
  expect(await seen("desk")).toEqual([wechat.caseId, weitao.caseId]);
  expect(await seen("weitao")).toEqual([weitao.caseId]);
  expect(await seen("two")).toEqual([wechat.caseId]);
  const body = { version: 1, outcome: "no_violation", rationale: "A greeting between friends." };
  const unknown = await decided(wechat.caseId, { key: "weitao", for: mei.id, body });
  expect([unknown.status, unknown.body.reason]).toEqual([404, "case_not_found"]);
  expect((await taken({ key: "weitao", for: mei.id })).body.next.case.id).toBe(weitao.caseId);
  expect((await taken({ key: "weitao", for: ben.id })).body).toEqual({ next: null });
  expect((await taken({ key: "two", for: ben.id })).body.next.case.id).toBe(wechat.caseId);
  const refused = await listed("?platform=wechat", { key: "weitao" });
  expect([refused.status, refused.body.reason]).toEqual([403, "platform_not_yours"]);
});

test("the queue comes by page with the desk's filters, and tells no program who works on a case", async () => {
  const made = [];
  for (const rank of [1, 2, 3]) made.push((await aCase(db(), { rank, tags: rank === 2 ? ["adult"] : [] })).caseId);
  await claimCase(mei, { caseId: made[0] });
  const first = await listed("?limit=2");
  expect(first.body.cases.map(({ id }: { id: string }) => id)).toEqual(made.slice(0, 2));
  const second = await listed(`?limit=2&after=${first.body.next}`);
  expect(second.body).toMatchObject({ cases: [{ id: made[2] }], next: null });
  expect((await listed("?tag=adult")).body.cases).toMatchObject([{ id: made[1], heldBy: "nobody" }]);
  expect(first.body.cases[0].heldBy).toBe("another");
  expect(JSON.stringify(first.body)).not.toMatch(/Mei Lin|claimedBy/);
  expect((await listed("?state=mine", { for: mei.id })).body.cases).toMatchObject([{ id: made[0], heldBy: "you" }]);
  expect((await listed("?state=mine")).body.errors).toMatchObject([{ field: "state", reason: "mine_needs_person" }]);
  expect((await listed("?state=lost")).body.errors).toMatchObject([{ field: "state" }]);
  expect((await listed("?order=age&after=abc")).body.errors).toMatchObject([{ field: "after" }]);
});

test("a case that changed is read again as its person sees it, and is not taken by that", async () => {
  const made = await aCase(db());
  expect(await read(made.caseId, { for: mei.id })).toMatchObject({
    status: 200,
    body: { case: { id: made.caseId, version: 1, claimedBy: null }, content: { text: made.text } },
  });
  expect((await caseRow(db(), made.caseId)).state).toBe("open");
  for (const [caseId, key] of [
    [made.caseId, "two"],
    [keyId, "desk"],
    ["no-id", "desk"],
  ] as const)
    expect(await read(caseId, { key, for: mei.id })).toMatchObject({ status: 404, body: { reason: "case_not_found" } });
  expect((await read(made.caseId, {})).body.errors).toMatchObject([{ field: "Acting-For" }]);
  expect((await read(made.caseId, { key: "reader", for: mei.id })).status).toBe(403);
});

test.runIf(onPostgres)("programs that ask for several people at the same moment get different cases", async () => {
  for (let rank = 1; rank <= 6; rank += 1) await aCase(db(), { rank });
  const several = await Promise.all([1, 2, 3, 4, 5, 6].map(() => aColleague(db())));
  for (const person of several) await allowAll(person);
  const got = await Promise.all(several.map(({ id }) => taken({ for: id })));
  expect(new Set(got.map(({ body }) => body.next?.case.id)).size).toBe(6);
});

test("a program reads no case, and is given none, that tells its person what an appeal is about which they look at blind", async () => {
  const amara = await aReviewer(db(), { name: "Amara Okafor" });
  await allowAll(amara);
  const account = await anAccount(db(), { language: "en" });
  const { decisionId, caseId } = await aToldDecision(db(), { by: mei, account });
  const held = await aTakenAppeal(db(), decisionId, amara, { isBlind: true });
  const other = await aCase(db(), { account });
  const asked = { for: amara.id };
  const closed = { status: 422, body: { reason: "appeal_blind_first" } };
  for (const one of [caseId, other.caseId]) expect(await read(one, asked)).toMatchObject(closed);
  expect(await taken(asked)).toMatchObject({ status: 200, body: { next: null } });
  await aFirstLook(amara, held);
  expect(await read(caseId, asked)).toMatchObject({ status: 200, body: { case: { id: caseId } } });
  expect(await taken(asked)).toMatchObject({ status: 200, body: { next: { case: { id: other.caseId } } } });
});
