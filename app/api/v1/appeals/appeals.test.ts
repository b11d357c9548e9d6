import { beforeAll, expect, test } from "vitest";
import { appealAttachments } from "@/db/schema";
import { linkAnswer } from "@/lib/appeals/link-status.queries";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { aToldDecision, linkOf, someWords } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aPicture } from "@/test/media-files";
import { aColleague, aDecidedCase, givenPacks } from "@/test/town";
import { POST } from "./route";

const { opened } = withTestDatabase();
let mei: Person;
// The route takes the clock of the machine, so these decisions are of today.
const today = new Date();
const contentAt = new Date("2016-08-18T13:04:00Z");

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db);
});

async function aLink() {
  const { db } = opened();
  const at = new Date(today.getTime() - 3_600_000);
  const { decisionId } = await aToldDecision(db, { by: mei, at, contentAt });
  return (await linkOf(db, decisionId)).token;
}

async function send(body: unknown, headers: Record<string, string> = {}) {
  const request = new Request("https://desk.example/api/v1/appeals", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const answer = await POST(request);
  return { status: answer.status, type: answer.headers.get("content-type"), body: await answer.json() };
}

test("whoever holds the link files an appeal with a token and a few words: 201, a reference, a date", async () => {
  const token = await aLink();
  const answer = await send({ token, text: someWords });
  expect(answer).toMatchObject({ status: 201, body: { reference: expect.stringMatching(/^A-/) } });
  expect(Date.parse(answer.body.dueAt)).toBeGreaterThan(today.getTime());
  expect(await send({ token, text: someWords })).toMatchObject({
    status: 409,
    type: "application/problem+json",
    body: { reason: "appeal_already_filed" },
  });
});

test("A4: what shows that somebody is right comes with an appeal by the API as with the form: cleaned, within the same limits", async () => {
  const token = await aLink();
  const asFile = (name: string, bytes: Uint8Array | string) => ({
    name,
    content: Buffer.from(bytes).toString("base64"),
  });
  const photo = asFile("kitchen.jpg", await aPicture());
  const bill = asFile("../bill.exe", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
  const refusals = [
    [asFile("run.pdf", Uint8Array.of(0x4d, 0x5a, 0x90, 0)), "attachment_kind"],
    [asFile("long.txt", "a".repeat(4_000_001)), "attachment_too_large"],
    [{ name: "odd.txt", content: "not base64!" }, "not_base64"],
    [{ name: "no content.txt" }, "required"],
  ] as const;
  for (const [file, reason] of refusals) {
    const refused = await send({ token, text: someWords, files: [bill, file] });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ reason }] } });
    expect(refused.body.errors[0].field).toMatch(/^files/);
  }
  const many = await send({ token, text: someWords, files: Array(6).fill(bill) });
  expect(many).toMatchObject({ status: 422, body: { errors: [{ field: "files", reason: "too_many" }] } });
  const key = { "idempotency-key": "appeal with files" };
  const filed = await send({ token, text: someWords, files: [photo, bill] }, key);
  expect(filed).toMatchObject({ status: 201, body: { reference: expect.stringMatching(/^A-/) } });
  expect((await send({ token, text: someWords, files: [photo, bill] }, key)).body).toEqual(filed.body);
  const kept = await opened()
    .db.select({ name: appealAttachments.name, kind: appealAttachments.kind })
    .from(appealAttachments)
    .orderBy(appealAttachments.position);
  expect(kept).toEqual([
    { name: "kitchen.webp", kind: "picture" },
    { name: "bill.pdf", kind: "pdf" },
  ]);
});

test("a repeat with the same Idempotency-Key is answered with the same reference", async () => {
  const body = { token: await aLink(), text: someWords };
  const key = { "idempotency-key": "appeal-1" };
  const first = await send(body, key);
  expect(first.status).toBe(201);
  expect((await send(body, key)).body).toEqual(first.body);
  expect(await send({ ...body, text: "Other words." }, key)).toMatchObject({ status: 409 });
});

test("each wrong request is told what is wrong, in the reader's language and with the right status", async () => {
  const token = await aLink();
  expect(await send("{")).toMatchObject({ status: 422, body: { reason: "body_not_json" } });
  expect(await send({ token })).toMatchObject({ status: 422, body: { errors: [{ field: "text" }] } });
  expect(await send({ token: token.slice(1), text: "?" })).toMatchObject({
    status: 404,
    body: { reason: "link_unknown" },
  });
  expect(await send({ token, text: "x".repeat(12_000_000) })).toMatchObject({ status: 413 });
  const chinese = await send({ token: token.slice(1), text: "?" }, { "accept-language": "zh-CN" });
  expect(chinese.body.title).toMatch(/\p{Script=Han}/u);
});

test("the page of a link has the status that tells what became of it", async () => {
  const { db } = opened();
  const token = await aLink();
  expect([(await linkAnswer(token)).status, (await linkAnswer(token.slice(1))).status]).toEqual([null, 404]);
  const undone = await aDecidedCase(db, { by: mei, at: today, contentAt });
  const link = await linkOf(db, undone.decisionId);
  expect(await linkAnswer(link.token, today)).toEqual({ status: 404, language: null });
  expect((await undoDecision(mei, { decisionId: undone.decisionId }, today)).ok).toBe(true);
  expect(await linkAnswer(link.token, today)).toEqual({ status: 410, language: null });
});
