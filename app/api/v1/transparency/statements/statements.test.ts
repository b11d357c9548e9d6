import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisions, settings } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { PublicStatements } from "@/lib/decisions/public-statement.contract";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, aViolation, givenPacks } from "@/test/town";
import { GET } from "./route";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
const text = "Ask Ola Nordmann at ola@mail.example, he sells it cheaper than this shop.";
const start = Date.parse("2026-01-10T03:00:00Z");
const minutes = (count: number) => new Date(start + count * 60_000);

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
});

/** A review on AliExpress that annoys others, decided in a year that the database knows. */
async function decidedAt(at: Date, more: Record<string, unknown> = {}): Promise<string> {
  const account = await anAccount(db(), { platformId: "aliexpress", language: "en", handle: "greenarrow88" });
  const about = await aCase(db(), { account, text, language: "en", contentAt: new Date("2026-01-05T03:00:00Z") });
  const sanctions = [{ action: "ae.suspend-account", openEnded: true }];
  const result = await decideCase(mei, aViolation(about, { clause: "2.annoy", sanctions, ...more }), at);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value.decisionId;
}

async function read(search = "") {
  const answer = await GET(new Request(`http://desk.example/api/v1/transparency/statements${search}`));
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function walked(limit: number, from: string | null = null) {
  const seen = [];
  let [next, last] = [from, from];
  do {
    const page = PublicStatements.parse((await read(`?limit=${limit}${next ? `&after=${next}` : ""}`)).body);
    seen.push(...page.statements);
    ({ next, last } = page);
  } while (next);
  return { seen, last };
}

test("anybody reads the statements without a key, page by page, and finds nobody in them", async () => {
  for (const count of [2, 0, 1]) await decidedAt(minutes(count));
  const { seen } = await walked(2);
  expect(seen.map(({ createdAt }) => createdAt)).toEqual([0, 1, 2].map((count) => minutes(count).toISOString()));
  expect(seen[0]).toMatchObject({
    platform: "aliexpress",
    state: "in_force",
    statement: { decision_account: "DECISION_ACCOUNT_SUSPENDED", category: expect.any(String) },
  });
  for (const word of ["Nordmann", "ola@mail", "greenarrow88", "Ida", "Mei Lin", mei.id, "puid"])
    expect(JSON.stringify(seen)).not.toContain(word);
  const { headers } = await read();
  expect(Number(headers.get("x-ratelimit-remaining"))).toBeGreaterThan(0);
});

test("a text that had to be cleaned waits until somebody has looked at it", async () => {
  const before = (await walked(100)).seen.length;
  await decidedAt(minutes(3), {
    ground: "terms_and_law",
    legalGround: "Example Act, section 12",
    legalExplanation: "The review of greenarrow88 insults a person, who wrote to us from ann@mail.example about it.",
  });
  expect((await walked(100)).seen).toHaveLength(before);
});

test("a statement appears when its decision can no longer be taken back, and never behind a cursor that has passed", async () => {
  const { last } = await walked(100);
  const slow = { platformId: "aliexpress", key: "undoSeconds", value: 3000, updatedAt: minutes(0) };
  await db().insert(settings).values(slow);
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
  const held = await decidedAt(ago(100));
  await db().delete(settings).where(eq(settings.key, "undoSeconds"));
  await decidedAt(ago(90));
  // The second can no longer be taken back, but the first still can.
  expect((await walked(100, last)).seen).toEqual([]);
  expect(await undoDecision(mei, { decisionId: held })).toMatchObject({ ok: true });
  expect((await walked(100, last)).seen).toHaveLength(1);
});

test("a decision that fell on appeal is told as fallen", async () => {
  const decisionId = await decidedAt(minutes(5));
  await db()
    .update(decisions)
    .set({ reversedAt: minutes(6) })
    .where(eq(decisions.id, decisionId));
  const { seen } = await walked(100);
  expect(seen.find(({ createdAt }) => createdAt === minutes(5).toISOString())?.state).toBe("reversed");
});

test("a platform may be asked for, and what is wrong is named", async () => {
  expect((await read("?platform=aliexpress&limit=1")).body.statements).toHaveLength(1);
  expect((await read("?platform=wechat")).body).toEqual({ statements: [], next: null, last: null });
  for (const [search, field] of [
    ["?platform=myspace", "platform"],
    ["?after=abc", "after"],
    ["?limit=101", "limit"],
  ]) {
    const { status, headers, body } = await read(search);
    expect([status, headers.get("content-type")]).toEqual([422, "application/problem+json"]);
    expect(body.errors).toMatchObject([{ field }]);
  }
});
