import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { outbox, settings } from "@/db/schema";
import { aFolder } from "@/test/child";
import { withTestDatabase } from "@/test/database";
import { enqueue } from "./outbox";
import { drainOutbox } from "./outbox-lanes";
import { webhookSecret, webhookSender } from "./webhook";

process.env.DATA_DIR = aFolder();
const { opened } = withTestDatabase();
const db = () => opened().db;

type Got = { method: string; url: string; headers: IncomingHttpHeaders; body: string };
let got: Got[] = [];
let answer: (response: ServerResponse) => void = (response) => response.end();
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    got.push({
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(parts).toString("utf8"),
    });
    answer(response);
  });
});
const listening = new Promise<string>((ready) =>
  server.listen(0, "127.0.0.1", () => ready(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`)),
);
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(async () => {
  got = [];
  await receiveAt("wechat", await listening);
});
afterEach(() => db().delete(settings));

async function receiveAt(platformId: string, url: string): Promise<void> {
  const row = { platformId, key: "webhookUrl", value: url, updatedAt: new Date() };
  await db()
    .insert(settings)
    .values(row)
    .onConflictDoUpdate({ target: [settings.platformId, settings.key], set: { value: url } });
}

let keys = 0;
/** Sends one event and gives the row afterwards. */
async function sent(platformId = "wechat", { now = new Date(), patienceMs = 10_000 } = {}) {
  keys += 1;
  const dedupeKey = `event ${keys}`;
  const payload = { event: "decision.made", decisionId: "d-1", action: "删除内容" };
  await db().transaction((tx) => enqueue(tx, { kind: "webhook.event", payload, dedupeKey, platformId }, now));
  await drainOutbox(db(), { "webhook.event": webhookSender(patienceMs) }, now);
  const [row] = await db().select().from(outbox).where(eq(outbox.dedupeKey, dedupeKey));
  if (!row) throw new Error("the row stays");
  await db().update(outbox).set({ state: "cancelled" }).where(eq(outbox.state, "waiting"));
  return row;
}

const signed = ({ headers }: Got) => ({
  "webhook-id": String(headers["webhook-id"]),
  "webhook-timestamp": String(headers["webhook-timestamp"]),
  "webhook-signature": String(headers["webhook-signature"]),
});

test("the receiver can check who sent it with the Standard Webhooks library, and reads the event", async () => {
  answer = (response) => response.writeHead(204).end();
  const row = await sent();
  expect(row).toMatchObject({ state: "sent", attempts: 1 });
  const [call] = got;
  if (!call) throw new Error("nothing came");
  expect(call).toMatchObject({ method: "POST", url: "/hook", headers: { "content-type": "application/json" } });
  const read = new Webhook(webhookSecret("wechat")).verify(call.body, signed(call));
  expect(read).toEqual({
    type: "decision.made",
    timestamp: row.createdAt.toISOString(),
    data: { platform: "wechat", decisionId: "d-1", action: "删除内容" },
  });
  expect(call.headers["webhook-id"]).toBe(row.id);
});

test("a changed body, another platform's secret and a letter of an hour ago do not pass the check", async () => {
  answer = (response) => response.end("thanks");
  await sent();
  await sent("wechat", { now: new Date(Date.now() - 3_600_000) });
  const [call, old] = got;
  if (!call || !old) throw new Error("nothing came");
  const ours = new Webhook(webhookSecret("wechat"));
  expect(() => ours.verify(call.body.replace("d-1", "d-2"), signed(call))).toThrow("No matching signature");
  expect(() => new Webhook(webhookSecret("alibaba")).verify(call.body, signed(call))).toThrow("No matching signature");
  expect(() => ours.verify(old.body, signed(old))).toThrow("too old");
});

test("a receiver in trouble is asked again later, with the same number", async () => {
  answer = (response) => response.writeHead(500).end("<html>an error page</html>");
  const row = await sent();
  expect(row).toMatchObject({ state: "waiting", lastError: "the receiver answered 500" });
  expect(row.runAt.getTime()).toBeGreaterThan(Date.now());
});

test("a receiver that answers 410 gets no more of this", async () => {
  answer = (response) => response.writeHead(410).end();
  expect(await sent()).toMatchObject({ state: "refused", lastError: expect.stringContaining("wants no more") });
});

test("a receiver that does not answer in time, or is not there, is asked again later", async () => {
  answer = () => undefined;
  expect(await sent("wechat", { patienceMs: 300 })).toMatchObject({
    state: "waiting",
    lastError: "the receiver did not answer within 0.3 s",
  });
  await receiveAt("wechat", "http://127.0.0.1:9/");
  expect(await sent()).toMatchObject({ state: "waiting", lastError: expect.stringContaining("cannot be reached") });
});

test("where a redirect leads nothing is sent", async () => {
  const home = await listening;
  answer = (response) => response.writeHead(got.length > 1 ? 200 : 307, { location: `${home}/elsewhere` }).end();
  expect(await sent()).toMatchObject({ state: "waiting", lastError: "the receiver answered 307" });
  expect(got.map(({ url }) => url)).toEqual(["/hook"]);
});

test("where no receiver is set the event stays as a record and is not tried again", async () => {
  expect(await sent("alibaba")).toMatchObject({ state: "cancelled", attempts: 1 });
  expect(got).toEqual([]);
});

test("a receiver's address with a password in it does not end up in the reason", async () => {
  await receiveAt("wechat", "http://ana:hidden-word@127.0.0.1:9/");
  const { state, lastError } = await sent();
  expect([state, lastError]).toEqual(["waiting", "the receiver cannot be reached"]);
});
