import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { v7 } from "uuid";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mails } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { POST } from "./route";

const { opened } = withTestDatabase();
const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
beforeEach(() => void vi.stubEnv("MAIL_EVENTS_SECRET", secret));
afterEach(() => vi.unstubAllEnvs());

async function aSentMail(): Promise<string> {
  const outboxId = v7();
  const about = { toAddress: "ana@people.eu", subject: "S", body: "B", language: "en", kind: "mail.receipt" };
  const messageId = `<${outboxId}@desk.moderation.eu>`;
  await opened()
    .db.insert(mails)
    .values({ outboxId, ...about, route: "smtp", messageId, sentAt: new Date() });
  return messageId;
}
const stored = async (messageId: string) =>
  (await opened().db.select().from(mails).where(eq(mails.messageId, messageId)))[0];

type Signing = { at?: Date; with?: string; body?: string; without?: string };
async function send(event: unknown, { at = new Date(), with: key = secret, body, without }: Signing = {}) {
  const text = JSON.stringify(event);
  const headers = new Headers({
    "content-type": "application/json",
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(key).sign("msg_1", at, text),
  });
  if (without) headers.delete(without);
  const request = new Request("https://desk.example/api/v1/mail/events", {
    method: "POST",
    headers,
    body: body ?? text,
  });
  const answer = await POST(request);
  return { status: answer.status, type: answer.headers.get("content-type"), body: await answer.json() };
}
const bounced = (messageId: string) => ({
  messageId,
  event: "bounced",
  at: new Date().toISOString(),
  reason: "550 5.1.1 no such user ana@people.eu",
});

test("a signed report that a mail came back is written down without the address, and a repeat changes nothing", async () => {
  const messageId = await aSentMail();
  expect(await send(bounced(messageId))).toMatchObject({ status: 200, body: { changed: true } });
  const first = await stored(messageId);
  expect(first).toMatchObject({ bounceReason: "550 5.1.1 no such user the address", bouncedAt: expect.any(Date) });
  expect(await send({ ...bounced(messageId), reason: "another" })).toMatchObject({
    status: 200,
    body: { changed: false },
  });
  expect(await stored(messageId)).toEqual(first);
});

test("the Message-ID is taken without its brackets too, and a delivery is written down", async () => {
  const messageId = await aSentMail();
  const event = { ...bounced(messageId.slice(1, -1)), event: "delivered" };
  expect(await send(event)).toMatchObject({ status: 200, body: { changed: true } });
  expect(await stored(messageId)).toMatchObject({ deliveredAt: expect.any(Date), bouncedAt: null });
});

const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const other = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
const wrong: [string, Signing, string][] = [
  ["signed with another secret", { with: other }, "signature_wrong"],
  ["changed after it was signed", { body: `{"messageId":"x"}` }, "signature_wrong"],
  ["six minutes old", { at: minutes(-6) }, "signature_late"],
  ["of a time to come", { at: minutes(6) }, "signature_late"],
  ["without a signature", { without: "webhook-signature" }, "signature_missing"],
  ["without a time", { without: "webhook-timestamp" }, "signature_missing"],
  ["without a number", { without: "webhook-id" }, "signature_missing"],
];
test.each(wrong)(
  "a report that is %s is refused as a problem, and nothing is written down",
  async (_, signing, reason) => {
    const messageId = await aSentMail();
    const answer = await send(bounced(messageId), signing);
    expect(answer).toMatchObject({ status: 401, type: "application/problem+json", body: { reason } });
    expect(answer.body.detail).not.toBe(reason);
    expect(await stored(messageId)).toMatchObject({ bouncedAt: null });
  },
);

test("without a secret, or with one that is none, no report is taken", async () => {
  const messageId = await aSentMail();
  for (const set of ["", "secret", "whsec_short"]) {
    vi.stubEnv("MAIL_EVENTS_SECRET", set);
    expect(await send(bounced(messageId))).toMatchObject({ status: 404, body: { reason: "mail_events_off" } });
  }
});

test("a signed report is told what is wrong with it: no such mail, no such event, no JSON", async () => {
  expect(await send(bounced("<nobody@people.eu>"))).toMatchObject({ status: 404, body: { reason: "mail_unknown" } });
  const messageId = await aSentMail();
  const answer = await send({ ...bounced(messageId), event: "opened" });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: "event" }] } });
});
