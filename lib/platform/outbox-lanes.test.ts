import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { outbox } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { enqueue, type OutboxHandlers, Uncertain, Unreachable } from "./outbox";
import { openPostbox } from "./outbox-lanes";

const { opened } = withTestDatabase();
const db = () => opened().db;
const start = new Date("2026-11-20T10:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

beforeEach(() => db().update(outbox).set({ state: "cancelled" }).where(eq(outbox.state, "waiting")));

let keys = 0;
async function written(kind: string, platformId: string, count = 1): Promise<void> {
  await db().transaction(async (tx) => {
    for (let n = 0; n < count; n += 1) {
      keys += 1;
      await enqueue(tx, { kind, platformId, payload: { n }, dedupeKey: `lane ${keys}` }, start);
    }
  });
}
const waitingOn = (platformId: string) => db().select().from(outbox).where(eq(outbox.platformId, platformId));

/** A promise that the test settles. */
function aGate() {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((reached) => {
    open = reached;
  });
  return { gate, open };
}

test("while a receiver hangs, mail that is written later leaves, again and again", async () => {
  const { gate, open } = aGate();
  const sent: string[] = [];
  const handlers: OutboxHandlers = {
    "webhook.event": async ({ platformId }) => {
      await gate;
      sent.push(platformId);
    },
    "mail.receipt": async () => void sent.push("mail"),
  };
  const postbox = openPostbox(db(), handlers, () => start);
  await written("webhook.event", "wechat", 3);
  expect(await postbox.look()).toBe(1);
  for (const count of [1, 2, 3]) {
    await written("mail.receipt", "wechat", 20);
    expect(await postbox.look(), "the mail's lane and no other").toBe(1);
    await expect.poll(() => sent.length).toBe(20 * count);
  }
  open();
  expect(await postbox.idle()).toBe(63);
  expect(sent.slice(60)).toEqual(["wechat", "wechat", "wechat"]);
});

test("a receiver that does not answer is left alone, asked with one message, and gets the rest once it answers", async () => {
  let isAway = true;
  let moment = start;
  const tried: unknown[] = [];
  const handlers: OutboxHandlers = {
    "webhook.event": async ({ payload }) => {
      tried.push(payload.n);
      if (isAway) throw new Unreachable("the receiver did not answer within 10 s");
    },
  };
  const postbox = openPostbox(db(), handlers, () => moment);
  await written("webhook.event", "alibaba", 5);
  const turnAt = async (seconds: number) => {
    moment = after(seconds);
    await postbox.look();
    await postbox.idle();
  };
  await turnAt(0);
  await turnAt(4);
  expect(tried, "one of five waited for it").toEqual([0]);
  await turnAt(5);
  await turnAt(14);
  expect(tried, "then after 5 s, then after 10").toEqual([0, 1]);
  await turnAt(15);
  expect(tried.length).toBe(3);
  isAway = false;
  await turnAt(60);
  expect((await waitingOn("alibaba")).map(({ state }) => state)).toEqual(Array(5).fill("sent"));
  expect(tried.length).toBe(8);
});

test("a postbox that is told to stop finishes what it is sending and takes nothing more", async () => {
  const { gate, open } = aGate();
  const begun: unknown[] = [];
  const handlers: OutboxHandlers = {
    "mail.receipt": async ({ payload }) => {
      begun.push(payload.n);
      await gate;
    },
  };
  const postbox = openPostbox(db(), handlers, () => start);
  await written("mail.receipt", "taobao-weitao", 3);
  await postbox.look();
  await expect.poll(() => begun).toEqual([0]);
  postbox.stop();
  open();
  expect(await postbox.idle()).toBe(1);
  expect(await postbox.look()).toBe(0);
  expect((await waitingOn("taobao-weitao")).map(({ state }) => state).sort((a, b) => a.localeCompare(b))).toEqual([
    "sent",
    "waiting",
    "waiting",
  ]);
});

test("what may have arrived already waits for a person, and is not tried again", async () => {
  await written("mail.receipt", "wechat");
  const handlers: OutboxHandlers = {
    "mail.receipt": async () => {
      throw new Uncertain("it may have arrived");
    },
  };
  const postbox = openPostbox(db(), handlers, () => start);
  await postbox.look();
  expect(await postbox.idle()).toBe(1);
  const [row] = (await waitingOn("wechat")).filter(({ lastError }) => lastError === "it may have arrived");
  expect(row).toMatchObject({ state: "stuck", attempts: 1 });
});
