import { beforeAll, expect, test } from "vitest";
import { apiKeys } from "@/db/schema";
import { newApiKey } from "@/lib/platform/api-key";
import { answerRecommend } from "@/lib/policy/answer.rules";
import { builtInPlatforms, isBuiltIn, readBuiltInPack } from "@/lib/policy/built-in.store";
import { PolicyProblem } from "@/lib/policy/recommend.contract";
import { taobao, wechat } from "@/test/clauses";
import { withTestDatabase } from "@/test/database";
import { prior } from "@/test/recommend";
import { givenPacks } from "@/test/town";
import { POST } from "./route";

const { opened } = withTestDatabase();
const { key, keyHash } = newApiKey();
const shelf = {
  // By name, as the database lists them.
  slugs: builtInPlatforms.toSorted((a, b) => a.localeCompare(b)),
  packOf: (slug: string) => (isBuiltIn(slug) ? readBuiltInPack(slug) : null),
};

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  const row = {
    name: "other client",
    keyHash,
    platformIds: [...builtInPlatforms],
    permissions: ["policy.match"],
    createdAt: new Date(),
  };
  await db.insert(apiKeys).values(row);
});

async function post(body: unknown): Promise<{ status: number; answer: unknown }> {
  const request = new Request("http://desk.example/api/v1/policy/recommend", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${key}` },
  });
  const response = await POST(request);
  return { status: response.status, answer: await response.json() };
}

const weitao = { platform: "taobao-weitao", contentDate: "2016-08-10", decisionDate: "2016-08-18" };
const lines = [
  ...(taobao.rows[4] ?? []).map((clause) => ({ ...weitao, role: "merchant", clause })),
  ...(taobao.rows[12] ?? []).map((clause) => ({
    ...weitao,
    id: clause,
    role: "buyer",
    clause,
    priors: [prior("Table.4"), prior("Table.9", { status: "overturned" }), prior("Table.7")],
    findings: { severe: true, severityEvidence: "In the papers.", alsoBreaks: ["Table.1"] },
  })),
  ...wechat.korea.map((clause) => ({
    platform: "wechat",
    role: "user",
    clause,
    contentDate: "2024-03-01",
    jurisdiction: "KR",
  })),
  { platform: "wechat", role: "user", clause: "AUP 5(a)", contentDate: "2023-07-31", decisionDate: "2024-03-01" },
  {
    platform: "alibaba",
    role: "merchant",
    clause: "II.circumvention",
    contentDate: "2021-03-01",
    findings: { infringements: 3 },
  },
  {
    platform: "aliexpress",
    role: "buyer",
    clause: "5.sensitive.9.c",
    contentDate: "2021-03-01",
    findings: { exception: true },
  },
];

test("the API gives the answers of the command line, word for word, from the packs in the database", async () => {
  for (const line of lines) {
    const asked = { decisionDate: "2024-03-05", ...line };
    expect(await post(asked)).toEqual({ status: 200, answer: answerRecommend(asked, shelf, new Date()) });
  }
});

test("what the command line refuses, the API refuses, with the same sentence about the same field", async () => {
  const asked = { ...weitao, role: "buyer", clause: "Table.6" };
  const wrong = [
    { ...asked, clause: "Table.99" },
    { ...asked, clause: "CG/Hate.2" },
    { ...asked, contentDate: "2016-02-30" },
    { ...asked, role: "" },
    { ...asked, priors: [{ clause: "Table.4", contentDate: "2016-08-01", status: "maybe" }] },
    { ...asked, findings: { alsoBreaks: ["Table.4", "Table.13"] } },
  ];
  for (const line of wrong) {
    const { status, answer } = await post(line);
    const problem = refusal(line);
    expect([status, answer]).toMatchObject([
      422,
      { errors: [{ field: problem.field, message: expect.stringContaining(problem.message) }] },
    ]);
  }
});

test("an unknown platform is told as everywhere in the API, with those that are the key's", async () => {
  const { status, answer } = await post({ ...weitao, platform: "myspace", role: "buyer", clause: "Table.6" });
  const errors = [{ field: "platform", message: expect.stringContaining("taobao-weitao") }];
  expect([status, answer]).toMatchObject([422, { errors }]);
});

function refusal(line: unknown): PolicyProblem {
  try {
    answerRecommend(line, shelf, new Date());
  } catch (error) {
    if (error instanceof PolicyProblem) return error;
  }
  throw new Error("It was answered.");
}
