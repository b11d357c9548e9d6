import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { accounts, apiKeys, decisions } from "@/db/schema";
import { ApiDecision, ApiDecisions } from "@/lib/decisions/api.contract";
import { decisionFor } from "@/lib/decisions/api.queries";
import { decideCase } from "@/lib/decisions/decide.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import { newApiKey } from "@/lib/platform/api-key";
import type { Person } from "@/lib/platform/permissions.rules";
import { aToldDecision, linkOf } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, givenPacks, townTime } from "@/test/town";
import { GET as one } from "./[decisionId]/route";
import { GET as list } from "./route";

const { opened } = withTestDatabase();
const keys = {
  all: newApiKey(),
  weitao: newApiKey(),
  wechat: newApiKey(),
  knowing: newApiKey(),
  other: newApiKey(),
  inbox: newApiKey(),
};
let mei: Person;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  const row = (name: keyof typeof keys, platformIds: string[], permissions = ["decision.read"]) => ({
    name,
    keyHash: keys[name].keyHash,
    platformIds,
    permissions,
    createdAt: townTime,
  });
  await db
    .insert(apiKeys)
    .values([
      row("all", []),
      row("weitao", ["taobao-weitao"]),
      row("wechat", ["wechat", "alibaba"]),
      row("knowing", [], ["decision.read", "account.view"]),
      row("other", [], ["case.view"]),
      row("inbox", [], ["decision.read", "statement.link"]),
    ]);
});

const headers = (key: keyof typeof keys | null): RequestInit =>
  key ? { headers: { authorization: `Bearer ${keys[key].key}` } } : {};

async function listed(search = "", key: keyof typeof keys | null = "all") {
  const answer = await list(new Request(`http://desk.example/api/v1/decisions${search}`, headers(key)));
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function read(decisionId: string, key: keyof typeof keys = "all") {
  const request = new Request(`http://desk.example/api/v1/decisions/${decisionId}`, headers(key));
  const answer = await one(request, { params: Promise.resolve({ decisionId }) });
  return { status: answer.status, body: await answer.json() };
}

const minutes = (count: number) => new Date(townTime.getTime() + count * 60_000);

async function aWechatDecision(at: Date) {
  const made = await aCase(opened().db, { platform: "wechat", openedAt: at });
  const input = {
    caseId: made.caseId,
    version: 1,
    outcome: "no_violation",
    rationale: "An ordinary greeting to a friend.",
  };
  const decided = await decideCase(mei, input, at);
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  return decided.value;
}

/** All pages from the beginning, as a program walks them. */
async function walked(key: keyof typeof keys, limit: number): Promise<string[]> {
  const seen: string[] = [];
  let next: string | null = null;
  do {
    const { body } = await listed(`?limit=${limit}${next ? `&after=${next}` : ""}`, key);
    const page = ApiDecisions.parse(body);
    seen.push(...page.decisions.map(({ id }) => id));
    next = page.next;
  } while (next);
  return seen;
}

test("a program reads the decisions of its platforms, oldest first, page by page, and comes back for what is new", async () => {
  const { db } = opened();
  const made = [];
  for (const at of [3, 1, 2]) made.push({ at, ...(await aDecidedCase(db, { by: mei, at: minutes(at) })) });
  const wechat = await aWechatDecision(minutes(2));
  const inOrder = made.toSorted((a, b) => a.at - b.at).map(({ decisionId }) => decisionId);
  expect(await walked("weitao", 2)).toEqual(inOrder);
  expect(await walked("wechat", 2)).toEqual([wechat.decisionId]);
  const all = await walked("all", 1);
  expect(new Set(all)).toEqual(new Set([...inOrder, wechat.decisionId]));
  const { body } = await listed("?platform=taobao-weitao");
  expect(body).toMatchObject({ next: null, last: expect.any(String) });
  const later = await aDecidedCase(db, { by: mei, at: minutes(4) });
  const news = await listed(`?after=${body.last}&platform=taobao-weitao`);
  expect(news.body.decisions.map(({ id }: { id: string }) => id)).toEqual([later.decisionId]);
  const nothing = await listed(`?after=${news.body.last}&platform=taobao-weitao`);
  expect(nothing.body).toEqual({ decisions: [], next: null, last: news.body.last });
});

test("a decision has its clause, version, sanctions with dates and statement, and names neither who moderated nor who reported", async () => {
  const { db } = opened();
  const told = await aToldDecision(db, { by: mei, at: minutes(10) });
  const { status, body } = await read(told.decisionId);
  expect(status).toBe(200);
  expect(ApiDecision.parse(body)).toMatchObject({
    id: told.decisionId,
    case: told.reference,
    platform: "taobao-weitao",
    outcome: "violation",
    ground: "terms",
    clause: { ref: "Table.4" },
    version: { ref: "v2" },
    state: "in_force",
    statement: { puid: expect.any(String), sentAt: expect.any(String), appealUntil: expect.any(String) },
  });
  expect(
    body.sanctions.map(({ action, state, endsAt }: Record<string, unknown>) => [action, state, endsAt !== null]),
  ).toEqual(expect.arrayContaining([["tb.suspend-comments-7d", "in_force", true]]));
  const [account] = await db
    .select()
    .from(accounts)
    .where(eq(accounts.id, told.accountId ?? ""));
  const whole = JSON.stringify([body, (await listed()).body]);
  const secrets = [
    mei.id,
    "Mei Lin",
    "Ida Vint",
    "notifier.example",
    "account.example",
    account?.externalId,
    account?.handle,
    told.text,
  ];
  for (const secret of secrets) expect(whole).not.toContain(secret);
  const known = (await read(told.decisionId, "knowing")).body;
  expect(known.about).toEqual({
    account: { id: account?.externalId, handle: account?.handle },
    location: expect.stringContaining(told.itemId),
  });
  for (const secret of [mei.id, "Mei Lin", "Ida Vint", "account.example"])
    expect(JSON.stringify(known)).not.toContain(secret);
});

test("it says where a decision stands: in the undo window, taken back, reversed, superseded", async () => {
  const { db } = opened();
  const fresh = await aDecidedCase(db, { by: mei, at: new Date() });
  expect((await read(fresh.decisionId)).body.state).toBe("undo_window");
  // Others may still be committed with an earlier moment: it is listed when that is over.
  expect(await walked("all", 100)).not.toContain(fresh.decisionId);
  expect(await undoDecision(mei, { decisionId: fresh.decisionId })).toMatchObject({ ok: true });
  expect((await read(fresh.decisionId)).body).toMatchObject({ state: "undone", undoneAt: expect.any(String) });

  const [fallen, replaced] = [
    await aToldDecision(db, { by: mei, at: minutes(20) }),
    await aToldDecision(db, { by: mei, at: minutes(21) }),
  ];
  await db
    .update(decisions)
    .set({ reversedAt: minutes(30) })
    .where(eq(decisions.id, fallen.decisionId));
  await db.update(decisions).set({ supersededBy: fallen.decisionId }).where(eq(decisions.id, replaced.decisionId));
  expect((await read(fallen.decisionId)).body.state).toBe("reversed");
  expect((await read(replaced.decisionId)).body).toMatchObject({
    state: "superseded",
    supersededBy: fallen.decisionId,
  });
  expect(await walked("all", 100)).toEqual(expect.arrayContaining([fallen.decisionId, replaced.decisionId]));
});

test("one that can still be taken back is not in the list, nor one that was", async () => {
  const { db } = opened();
  const at = new Date(Date.now() - 20_000);
  const taken = await aDecidedCase(db, { by: mei, at });
  expect(await walked("all", 100)).not.toContain(taken.decisionId);
  expect(await undoDecision(mei, { decisionId: taken.decisionId })).toMatchObject({ ok: true });
  expect(await walked("all", 100)).not.toContain(taken.decisionId);
});

test("another platform's decision is unknown to a key, and its list is refused by name", async () => {
  const wechat = await aWechatDecision(minutes(40));
  expect((await read(wechat.decisionId, "wechat")).status).toBe(200);
  expect(await read(wechat.decisionId, "weitao")).toMatchObject({
    status: 404,
    body: { reason: "decision_not_found" },
  });
  expect((await read("no-id", "weitao")).status).toBe(404);
  const refused = await listed("?platform=wechat", "weitao");
  expect(refused).toMatchObject({
    status: 403,
    body: { reason: "platform_not_yours", errors: [{ field: "platform" }] },
  });
  const unknown = await listed("?platform=myspace", "weitao");
  expect(unknown).toMatchObject({ status: 422, body: { errors: [{ field: "platform", reason: "unknown_platform" }] } });
  expect(unknown.body.errors[0].message).not.toContain("wechat");
});

test("a wrong cursor or limit is named, and without the permission nothing is told", async () => {
  for (const [search, field] of [
    ["?after=abc", "after"],
    ["?limit=0", "limit"],
    ["?limit=many", "limit"],
  ]) {
    const { status, body } = await listed(search);
    expect([status, body.errors[0].field]).toEqual([422, field]);
  }
  expect((await listed("", null)).status).toBe(401);
  const other = await listed("", "other");
  expect([other.status, other.body.reason]).toEqual([403, "key_lacks_permission"]);
  expect(other.headers.get("x-ratelimit-remaining")).not.toBeNull();
});

test("a key made for it learns the link of the person concerned once the decision is final, and no other key does", async () => {
  const { db } = opened();
  const told = await aToldDecision(db, { by: mei, at: minutes(20) });
  expect((await read(told.decisionId, "knowing")).body.statement).not.toHaveProperty("link");
  const { body } = await read(told.decisionId, "inbox");
  const { token } = await linkOf(db, told.decisionId);
  expect(ApiDecision.parse(body).statement?.link).toMatch(new RegExp(`/decision/${token}$`));
  const [kept] = await db.select().from(decisions).where(eq(decisions.id, told.decisionId));
  const early = await decisionFor(
    db,
    { kind: "key", id: v7(), name: "inbox", platformIds: [], permissions: ["decision.read", "statement.link"] },
    told.decisionId,
    kept?.decidedAt ?? townTime,
  );
  expect(early.ok && early.value.statement?.link).toBeNull();
});
