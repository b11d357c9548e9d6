import { beforeAll, expect, test } from "vitest";
import { apiKeys } from "@/db/schema";
import { answerMatch } from "@/lib/matching/answer.rules";
import { builtInMatcher } from "@/lib/matching/built-in.store";
import { newApiKey } from "@/lib/platform/api-key";
import { AuditFilter, auditPage } from "@/lib/platform/audit-log";
import { builtInPlatforms } from "@/lib/policy/built-in.store";
import { withTestDatabase } from "@/test/database";
import { givenPacks } from "@/test/town";
import { POST as match } from "./match/route";
import { POST as recommend } from "./recommend/route";

const { opened } = withTestDatabase();
const everywhere = newApiKey();
const weitao = newApiKey();
const reporter = newApiKey();

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  const row = (name: string, keyHash: string, platformIds: string[], permissions: string[]) => ({
    name,
    keyHash,
    platformIds,
    permissions,
    createdAt: new Date(),
  });
  await db
    .insert(apiKeys)
    .values([
      row("everywhere", everywhere.keyHash, [], ["policy.match"]),
      row("weitao", weitao.keyHash, ["taobao-weitao"], ["policy.match"]),
      row("reporter", reporter.keyHash, [], ["notice.create"]),
    ]);
});

type Asked = { key?: string | null; headers?: Record<string, string> };

async function ask(route: typeof match, body: unknown, { key = everywhere.key, headers = {} }: Asked = {}) {
  const request = new Request("http://desk.example/api/v1/policy", {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { ...headers, ...(key ? { authorization: `Bearer ${key}` } : {}) },
  });
  const response = await route(request);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const follows = { platform: "taobao-weitao", text: "求关注回粉！互粉一下嘛", role: "buyer", contentDate: "2016-08-01" };
const lines = [
  { ...follows, id: "n-1" },
  { ...follows, text: null, explanation: "一直@我要求关注" },
  { platform: "wechat", text: "加微信 abc123 领红包", contentDate: "2024-03-01", lang: "zh-Hans" },
  { platform: "alibaba", text: "Original Rolex replica, contact me outside the platform", contentDate: "2021-03-01" },
  { platform: "aliexpress", text: "", contentDate: "2021-03-01" },
];

test("the API finds the clauses that the command line finds, with the same words behind them", async () => {
  const shelf = { slugs: builtInPlatforms, matcherOf: builtInMatcher };
  for (const line of lines) {
    const { status, body } = await ask(match, line);
    expect([status, body]).toEqual([200, answerMatch(line, shelf, new Date())]);
  }
});

test("what cannot be read is refused with the field and what to do, in the reader's language", async () => {
  const wrong: [object, string, string][] = [
    [{ ...follows, platform: "myspace" }, "platform", "unknown_platform"],
    [{ platform: "wechat" }, "text", "invalid_input"],
    [{ ...follows, text: 12 }, "text", "invalid_input"],
    [{ ...follows, contentDate: "2016-02-30" }, "contentDate", "invalid_date"],
    [{ text: "hello" }, "platform", "invalid_input"],
    [{ ...follows, role: "king" }, "role", "unknown_role"],
    [{ platform: "wechat", text: "hello", role: "king" }, "role", "unknown_role"],
    [{ ...follows, surface: "moonbase" }, "surface", "unknown_surface"],
    [{ ...follows, contentdate: "2016-08-01" }, "contentdate", "field_unknown"],
  ];
  for (const [line, field, reason] of wrong) {
    const { status, headers, body } = await ask(match, line);
    expect([status, headers.get("content-type")]).toEqual([422, "application/problem+json"]);
    expect(body.errors).toEqual([{ field, reason, message: expect.stringMatching(`^${field}: `) }]);
    expect(body.errors[0].message.split(`${field}: `)).toHaveLength(2);
  }
  const inChinese = await ask(match, "{oops", { headers: { "accept-language": "zh-CN" } });
  expect(inChinese.body.detail).toMatch(/JSON.*。/);
});

test("what the engine cannot recommend on has the command line's code as its reason, and the platforms of the key alone", async () => {
  const line = { platform: "taobao-weitao", role: "buyer", clause: "Table.6", contentDate: "2016-07-05" };
  const wrong: [object, string, string][] = [
    [{ ...line, platform: "myspace" }, "platform", "unknown_platform"],
    [{ ...line, contentDate: "2016-02-30" }, "contentDate", "invalid_date"],
    [{ ...line, clause: "Table.99" }, "clause", "unknown_clause"],
    [{ ...line, clause: "II.circumvention" }, "clause", "clause_of_another_platform"],
    [{ ...line, clause: "" }, "clause", "invalid_input"],
  ];
  for (const [body, field, reason] of wrong) {
    const answer = await ask(recommend, body, { key: weitao.key });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ field, reason, message: expect.stringMatching(`^${field}: `) }]);
  }
  const { body } = await ask(recommend, { ...line, platform: "myspace" }, { key: weitao.key });
  expect(body.errors[0].message).toMatch(/Use one of taobao-weitao\.$/);
});

test("a body that is JSON but no object is refused as such: there is no field to name", async () => {
  for (const route of [match, recommend]) {
    for (const body of ["[]", '[{"platform":"wechat"}]', '"wechat"', "7", "null"]) {
      const { status, body: answer } = await ask(route, body);
      expect([status, answer.reason, answer.errors]).toEqual([422, "body_not_object", undefined]);
    }
  }
});

test("a key of one platform gets no answer about another, of either question, and the try is in the log", async () => {
  const clause = { role: "merchant", clause: "II.circumvention", contentDate: "2021-03-01" };
  const tries: [typeof match, object][] = [
    [match, { platform: "alibaba", text: "hello" }],
    [recommend, { ...clause, platform: "alibaba" }],
    [recommend, { ...clause, platform: " alibaba " }],
  ];
  for (const [route, line] of tries) {
    const { status, body } = await ask(route, line, { key: weitao.key });
    expect(status).toBe(403);
    expect(body).toMatchObject({ reason: "platform_not_yours", errors: [{ field: "platform" }] });
    expect(body.detail).toBe("This key is not made for alibaba.");
  }
  expect((await ask(match, follows, { key: weitao.key })).status).toBe(200);
  expect((await ask(recommend, { ...clause, platform: "alibaba" })).status).toBe(200);
  const { items } = await auditPage(opened().db, AuditFilter.parse({ outcome: "refused", verb: "policy.match" }));
  expect(items.map(({ subjectId }) => subjectId)).toContain("alibaba");
});

test("a visitor and a key made for something else are told what is missing, with the limit on each answer", async () => {
  for (const route of [match, recommend]) {
    const wrong = await ask(route, follows, { key: newApiKey().key });
    expect([wrong.status, wrong.body.reason]).toEqual([401, "key_unknown"]);
    expect(Number(wrong.headers.get("x-ratelimit-remaining"))).toBeGreaterThan(0);
    const visitor = await ask(route, follows, { key: null });
    expect([visitor.status, visitor.body.reason]).toEqual([401, "key_needed"]);
    const other = await ask(route, follows, { key: reporter.key });
    expect([other.status, other.body.reason]).toEqual([403, "key_lacks_permission"]);
    expect(other.body.detail).toContain("policy.match");
    expect(Number(other.headers.get("x-ratelimit-limit"))).toBeGreaterThan(0);
  }
});
