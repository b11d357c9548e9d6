import { gunzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { accounts, databaseCopies, decisions, researchExports } from "@/db/schema";
import { revokeApiKey } from "@/lib/administration/api-key.command";
import { actorOfApiKey } from "@/lib/platform/api-key";
import type { Person } from "@/lib/platform/permissions.rules";
import { grantResearch } from "@/lib/research/grant.command";
import { exportLog, grantList } from "@/lib/research/list.queries";
import { withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, anAccount, auditOf, givenPacks, townTime } from "@/test/town";
import { GET as readPage } from "./decisions/route";
import { GET as takeExport } from "./export/route";

const { opened } = withTestDatabase();
const db = () => opened().db;
const day = (more: number) => new Date(Date.now() + more * 86_400_000).toISOString().slice(0, 10);
const asked = {
  holder: "Ada Vint",
  institution: "Institute for Open Questions",
  purpose: "How often appeals change a decision, by clause and by measure.",
  platformIds: [] as string[],
  until: day(30),
};
let [mei, lucia, tomasz]: Person[] = [];

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db());
  lucia = await aColleague(db(), { role: "admin", name: "Lucía Herrera" });
  tomasz = await aColleague(db(), { role: "auditor" });
  for (let made = 0; made < 7; made += 1)
    await aDecidedCase(db(), { by: mei, at: new Date(townTime.getTime() + made * 86_400_000) });
  await db().update(databaseCopies).set({ state: "ready" });
});

async function aGrant(more: object = {}) {
  const granted = await grantResearch(lucia as Person, { ...asked, ...more });
  if (!granted.ok) throw new Error(JSON.stringify(granted));
  return granted.value;
}
const call = (route: typeof readPage, path: string, key: string | null) =>
  route(
    new Request(
      `http://desk.example/api/v1/research/${path}`,
      key ? { headers: { authorization: `Bearer ${key}` } } : {},
    ),
  );
const page = async (key: string, search = "") => (await call(readPage, `decisions${search}`, key)).json();
const taken = async (key: string, search = "") => (await call(takeExport, `export${search}`, key)).text();

test("a granted key reads every public decision, page by page and each once, and as one file", async () => {
  const { key } = await aGrant();
  const found: { id: string }[] = [];
  for (let after = ""; ; ) {
    const { decisions: rows, next } = await page(key, `?limit=3${after}`);
    found.push(...rows);
    if (next === null) break;
    after = `&after=${next}`;
  }
  expect(found).toHaveLength(7);
  expect(new Set(found.map(({ id }) => id)).size).toBe(7);
  const lines = (await taken(key))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toEqual(found);
  expect(lines[0]).toMatchObject({
    platform: "taobao-weitao",
    clause: "Table.4",
    policyVersion: "v2",
    state: "in_force",
  });
});

test("nobody is in it: no PUID, no account, no person of the desk, nothing that waits for a look", async () => {
  const account = await anAccount(db(), { handle: "shop-of-nobody-else" });
  const made = await aDecidedCase(db(), { by: mei as Person, at: townTime, account });
  await db().update(databaseCopies).set({ state: "to_review" }).where(eq(databaseCopies.decisionId, made.decisionId));
  const { key } = await aGrant();
  const text = (await taken(key)) + (await taken(key, "?format=csv"));
  const people = await db().select({ handle: accounts.handle, externalId: accounts.externalId }).from(accounts);
  for (const word of ["puid", mei?.id ?? "", ...people.flatMap(({ handle, externalId }) => [handle, externalId])])
    expect(text).not.toContain(word);
  expect(
    text
      .trim()
      .split("\n")
      .filter((line) => line.startsWith("{")),
  ).toHaveLength(7);
});

test("CSV has the names of the fields and a row a decision, a period is by whole days, and a packed file is the same", async () => {
  const { key } = await aGrant();
  const csv = await taken(key, "?format=csv&from=2016-09-08&to=2016-09-09");
  const [head, ...rows] = csv.trim().split("\r\n");
  expect(head).toMatch(/^id,platform,decidedAt,state,clause,policyVersion,sanctions,decision_visibility,/);
  expect(rows).toHaveLength(2);
  const packed = await call(takeExport, "export?gzip=1", key);
  expect(packed.headers.get("content-type")).toBe("application/gzip");
  expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(await taken(key));
});

test("what was taken is listed: who, what, when, how many; and an export is in the audit log too", async () => {
  const { key, keyId } = await aGrant({ holder: "Bo Lindqvist" });
  await page(key, "?limit=2");
  await taken(key, "?format=csv&platform=taobao-weitao");
  const log = await exportLog(db(), tomasz as Person, "");
  const mine = log.ok ? log.value.rows.filter(({ holder }) => holder === "Bo Lindqvist") : [];
  expect(mine.map(({ format, platform, rows }) => [format, platform, rows])).toEqual([
    ["csv", "taobao-weitao", 7],
    ["page", "", 2],
  ]);
  expect((await auditOf(db(), mine[0]?.id ?? ""))[0]).toMatchObject({ verb: "research.export", outcome: "done" });
  const [granted] = await auditOf(db(), keyId);
  expect(granted).toMatchObject({ verb: "research.grant", outcome: "done" });
  expect(granted?.body).not.toContain("Lindqvist");
});

test("a reader who goes away in the middle leaves an export that says it was not finished", async () => {
  const { key } = await aGrant({ holder: "Cas Moreau" });
  const body = (await call(takeExport, "export?format=csv", key)).body;
  const reader = body?.getReader();
  await reader?.read();
  await reader?.cancel();
  const log = await exportLog(db(), lucia as Person, "");
  const mine = log.ok ? log.value.rows.filter(({ holder }) => holder === "Cas Moreau") : [];
  expect(mine).toMatchObject([{ rows: 0, endedAt: null }]);
});

test("a key opens nothing once it was revoked, or its time is over", async () => {
  const { key, keyId } = await aGrant();
  const header = `Bearer ${key}`;
  expect(await actorOfApiKey(db(), header)).toMatchObject({ permissions: ["research.read"] });
  expect(await actorOfApiKey(db(), header, new Date(Date.now() + 32 * 86_400_000))).toBeNull();
  expect(await revokeApiKey(lucia as Person, { keyId })).toMatchObject({ ok: true });
  expect((await call(readPage, "decisions", key)).status).toBe(401);
  expect((await call(takeExport, "export", key)).status).toBe(401);
  const list = await grantList(db(), tomasz as Person, "", new Date());
  expect(list.ok && list.value.rows.find((row) => row.keyId === keyId)?.state).toBe("revoked");
});

test("a key for one platform reads that one, and no key reads nothing", async () => {
  const { key } = await aGrant({ platformIds: ["wechat"] });
  expect(await page(key)).toEqual({ decisions: [], next: null });
  expect((await call(readPage, "decisions?platform=taobao-weitao", key)).status).toBe(403);
  expect((await call(readPage, "decisions", null)).status).toBe(401);
  expect((await call(takeExport, "export", null)).status).toBe(401);
});

test("a call that cannot be is refused naming the field, and too many exports in an hour wait", async () => {
  const { key } = await aGrant();
  const wrong = {
    "?platform=nowhere": "platform",
    "?after=x": "after",
    "?limit=501": "limit",
    "?from=yesterday": "from",
    "?from=2016-02-02&to=2016-01-01": "to",
  };
  for (const [search, field] of Object.entries(wrong))
    expect(await page(key, search)).toMatchObject({ errors: [{ field }] });
  expect((await call(takeExport, "export?format=xml", key)).status).toBe(422);
  const answers: number[] = [];
  for (let times = 0; times < 11; times += 1) {
    const answer = await call(takeExport, "export?from=2001-01-01&to=2001-01-02", key);
    await answer.text();
    answers.push(answer.status);
  }
  expect([answers.filter((status) => status === 200).length, answers.at(-1)]).toEqual([10, 429]);
});

test("only an admin grants, for a purpose, to a time that is to come and not too far", async () => {
  for (const person of [mei, tomasz])
    expect(await grantResearch(person as Person, asked)).toMatchObject({ reason: "forbidden" });
  const refused = async (more: object) => {
    const answer = await grantResearch(lucia as Person, { ...asked, ...more });
    return answer.ok ? [] : (answer.fields ?? []).map(({ field }) => field);
  };
  expect(await refused({ until: day(-2) })).toEqual(["until"]);
  expect(await refused({ until: day(900) })).toEqual(["until"]);
  expect(await refused({ purpose: "curious" })).toEqual(["purpose"]);
  expect(await refused({ holder: " " })).toEqual(["holder"]);
  expect(await refused({ platformIds: ["nowhere"] })).toEqual(["platformIds"]);
  expect(await exportLog(db(), mei as Person, "")).toMatchObject({ reason: "forbidden" });
});

test("a reversed decision stays listed, as what it is", async () => {
  const [first] = await db().select().from(decisions).limit(1);
  await db()
    .update(decisions)
    .set({ reversedAt: new Date() })
    .where(eq(decisions.id, first?.id ?? ""));
  const { key } = await aGrant();
  const states = (await page(key, "?limit=500")).decisions.map(({ state }: { state: string }) => state);
  expect(states.filter((state: string) => state === "reversed")).toHaveLength(1);
  expect(await db().$count(researchExports)).toBeGreaterThan(0);
});
