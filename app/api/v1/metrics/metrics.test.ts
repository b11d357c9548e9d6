import { beforeAll, expect, test } from "vitest";
import { apiKeys, outbox } from "@/db/schema";
import { newApiKey } from "@/lib/platform/api-key";
import type { Actor } from "@/lib/platform/permissions.rules";
import { metricsText } from "@/lib/queue/metrics.queries";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, givenPacks, townTime } from "@/test/town";
import { GET as one } from "../decisions/[decisionId]/route";
import { GET } from "./route";

const { opened } = withTestDatabase();
const db = () => opened().db;
const keys = { monitor: newApiKey(), some: newApiKey(), other: newApiKey() };

beforeAll(async () => {
  await givenPacks(db());
  const row = (name: keyof typeof keys, platformIds: string[], permissions: string[]) => {
    return { name, keyHash: keys[name].keyHash, platformIds, permissions, createdAt: townTime };
  };
  await db()
    .insert(apiKeys)
    .values([
      row("monitor", [], ["metrics.read", "decision.read"]),
      row("some", ["wechat"], ["metrics.read"]),
      row("other", [], ["case.view"]),
    ]);
});

const requestOf = (path: string, key: keyof typeof keys | null) =>
  new Request(
    `http://desk.example/api/v1${path}`,
    key ? { headers: { authorization: `Bearer ${keys[key].key}` } } : {},
  );

/** The value of one line, found by its whole name and labels; undefined when it is not told. */
function lineOf(text: string, line: string): number | undefined {
  const found = text.split("\n").find((candidate) => candidate.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length));
}

const monitor: Actor = { kind: "key", id: "m", name: "m", platformIds: [], permissions: ["metrics.read"] };
async function textAt(now: Date): Promise<string> {
  const told = await metricsText(db(), monitor, now);
  if (!told.ok) throw new Error(told.reason);
  return told.value;
}

test("a monitor sees what waits, by platform and state, and how old the oldest message is", async () => {
  const before = await textAt(townTime);
  expect(lineOf(before, 'recourse_queue_open_cases{platform="wechat"}')).toBe(0);
  expect(lineOf(before, "recourse_outbox_oldest_waiting_seconds")).toBe(0);
  await aCase(db(), { platform: "wechat" });
  await aCase(db(), { platform: "wechat" });
  await aCase(db());
  const mei = await aColleague(db());
  await aDecidedCase(db(), { by: mei, at: townTime });
  await db()
    .insert(outbox)
    .values([
      { kind: "mail.x", dedupeKey: "x", state: "stuck", runAt: townTime, createdAt: townTime },
      { kind: "mail.x", dedupeKey: "y", state: "sent", runAt: townTime, createdAt: townTime },
    ]);
  // Asked again at once, it tells what it knew.
  expect(lineOf(await textAt(townTime), 'recourse_queue_open_cases{platform="wechat"}')).toBe(0);
  const after = await textAt(new Date(townTime.getTime() + 60_000));
  expect(lineOf(after, 'recourse_queue_open_cases{platform="wechat"}')).toBe(2);
  expect(lineOf(after, 'recourse_queue_open_cases{platform="taobao-weitao"}')).toBe(1);
  expect(lineOf(after, 'recourse_outbox_messages{state="stuck"}')).toBe(1);
  expect(lineOf(after, 'recourse_outbox_messages{state="waiting"}')).toBeGreaterThan(0);
  expect(lineOf(after, 'recourse_outbox_messages{state="sent"}')).toBeUndefined();
  expect(lineOf(after, "recourse_outbox_oldest_waiting_seconds")).toBe(60);
  const decided = 'recourse_decisions_total{platform="taobao-weitao",outcome="violation"}';
  expect((lineOf(after, decided) ?? 0) - (lineOf(before, decided) ?? 0)).toBe(1);
});

test("how long calls took is told by route and status, and no id is in it", async () => {
  const decisionId = "01a1f92d-0fda-74d7-821a-271e002dfb51";
  const count = 'recourse_api_request_duration_seconds_count{route="/decisions/{id}",method="GET",status="404"}';
  const read = async () => (await GET(requestOf("/metrics", "monitor"))).text();
  const before = lineOf(await read(), count) ?? 0;
  await one(requestOf(`/decisions/${decisionId}`, "monitor"), { params: Promise.resolve({ decisionId }) });
  const text = await read();
  expect(lineOf(text, count)).toBe(before + 1);
  expect(text).not.toContain(decisionId);
});

test("a monitor sees how many duties towards people are overdue, by kind and by whose date it is", async () => {
  const text = await (await GET(requestOf("/metrics", "monitor"))).text();
  // Cases of 2016 that nobody decided.
  expect(lineOf(text, 'recourse_overdue_duties{kind="notice",basis="target"}')).toBeGreaterThan(0);
  expect(lineOf(text, 'recourse_overdue_duties{kind="appeal",basis="target"}')).toBe(0);
});

test("it needs a key made for it, for all platforms", async () => {
  const told = async (key: keyof typeof keys | null) => {
    const answer = await GET(requestOf("/metrics", key));
    return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
  };
  expect(await told("monitor")).toMatchObject({
    status: 200,
    type: expect.stringContaining("text/plain; version=0.0.4"),
  });
  expect((await told(null)).status).toBe(401);
  for (const [key, reason] of [
    ["other", "key_lacks_permission"],
    ["some", "key_all_platforms"],
  ] as const) {
    const { status, text } = await told(key);
    expect([status, JSON.parse(text).reason]).toEqual([403, reason]);
    expect(text).not.toContain("recourse_");
  }
});
