import { and, eq, ne } from "drizzle-orm";
import { expect, test } from "vitest";
import { mails, outbox } from "@/db/schema";
import { onPostgres, withTestDatabase } from "@/test/database";
import { sendMail } from "./mail";
import { cancelMessages, enqueue, NotNeeded, type OutboxHandlers, Refused } from "./outbox";
import { maxAttempts } from "./outbox.rules";
import { drainOutbox } from "./outbox-lanes";

const { opened } = withTestDatabase();
const db = () => opened().db;
const start = new Date("2026-11-20T10:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

let kinds = 0;
/** A kind of message of its own for one test, so that tests do not send each other's. */
async function given(count: number, more: { decisionId?: string; runAt?: Date } = {}): Promise<string> {
  kinds += 1;
  const kind = `test.${kinds}`;
  await db().transaction(async (tx) => {
    for (let n = 0; n < count; n += 1)
      await enqueue(tx, { kind, payload: { n }, dedupeKey: `${kind} ${n}`, ...more }, start);
  });
  return kind;
}
const rowsOf = (kind: string) => db().select().from(outbox).where(eq(outbox.kind, kind)).orderBy(outbox.dedupeKey);
const statesOf = async (kind: string) => (await rowsOf(kind)).map(({ state }) => state);
/** Sends only this kind: what other tests left waiting is cancelled first. */
async function drained(kind: string, handler: OutboxHandlers[string], at: Date | (() => Date)): Promise<number> {
  await db()
    .update(outbox)
    .set({ state: "cancelled" })
    .where(and(eq(outbox.state, "waiting"), ne(outbox.kind, kind)));
  return drainOutbox(db(), { [kind]: handler }, at);
}

test.runIf(onPostgres)("two workers share a hundred messages, and each is sent once", async () => {
  const kind = await given(100);
  const sent: number[] = [];
  const handler: OutboxHandlers[string] = async ({ payload }) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    sent.push(Number(payload.n));
  };
  const tried = await Promise.all([1, 2, 3].map(() => drainOutbox(db(), { [kind]: handler }, start)));
  expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n));
  expect(tried.filter((count) => count > 0).length, "more than one had work").toBeGreaterThan(1);
  expect(new Set(await statesOf(kind))).toEqual(new Set(["sent"]));
});

test("messages leave in the order in which they became due, and none before its time", async () => {
  kinds += 1;
  const kind = `test.${kinds}`;
  await db().transaction(async (tx) => {
    for (const [n, seconds] of [30, 10, 20, 90].entries())
      await enqueue(tx, { kind, payload: { n }, dedupeKey: `${kind} ${n}`, runAt: after(seconds) }, start);
  });
  const sent: unknown[] = [];
  await drained(kind, async ({ payload }) => void sent.push(payload.n), after(60));
  expect(sent).toEqual([1, 2, 0]);
  expect(await statesOf(kind)).toEqual(["sent", "sent", "sent", "waiting"]);
});

test("the same message written twice is one message", async () => {
  const kind = await given(1);
  const again = { kind, payload: { n: 9 }, dedupeKey: `${kind} 0` };
  await db().transaction((tx) => enqueue(tx, again, start));
  expect((await rowsOf(kind)).map(({ payload }) => payload)).toEqual([{ n: 0 }]);
});

test("a message that fails waits longer each time, and after twelve tries it is stuck for a person to see", async () => {
  const kind = await given(1);
  let tries = 0;
  let at = start;
  const waits: number[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    await drained(
      kind,
      async () => {
        tries += 1;
        throw new Error("the server is down");
      },
      at,
    );
    const [row] = await rowsOf(kind);
    if (row?.state !== "waiting") break;
    waits.push((row.runAt.getTime() - at.getTime()) / 1000);
    // A second too early nothing is tried.
    expect(
      await drained(
        kind,
        async () => {
          tries += 1;
        },
        new Date(row.runAt.getTime() - 1000),
      ),
    ).toBe(0);
    at = row.runAt;
  }
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]);
  expect(tries).toBe(maxAttempts);
  const [row] = await rowsOf(kind);
  expect(row).toMatchObject({
    state: "stuck",
    attempts: maxAttempts,
    lastError: "the server is down",
    lockedUntil: null,
  });
  expect(await drained(kind, async () => undefined, after(999_999))).toBe(0);
});

test("one message that can never be sent and one that nobody is there for do not hold up the third", async () => {
  const kind = await given(3);
  await drained(
    kind,
    async ({ payload }) => {
      if (payload.n === 0) throw new Refused("no such mailbox");
      if (payload.n === 1) throw new NotNeeded("no receiver");
    },
    start,
  );
  expect(await statesOf(kind)).toEqual(["refused", "cancelled", "sent"]);
  expect((await rowsOf(kind)).map(({ lastError }) => lastError)).toEqual(["no such mailbox", "no receiver", null]);
});

test("a kind that nothing here sends is refused, and says so", async () => {
  const kind = await given(1);
  await drainOutbox(db(), {}, start);
  expect(await rowsOf(kind)).toMatchObject([{ state: "refused", lastError: `nothing here sends ${kind}` }]);
});

test("a failed query's parameters do not end up in the reason that people see", async () => {
  const kind = await given(1);
  await drained(
    kind,
    async () => {
      await db()
        .insert(outbox)
        .values({ kind, dedupeKey: `${kind} 0`, payload: { word: "Ana's address" }, runAt: start, createdAt: start });
    },
    start,
  );
  const [row] = await rowsOf(kind);
  expect(row?.lastError).toContain("duplicate key");
  expect(row?.lastError).not.toContain("Ana's address");
});

test("what an undone decision was about to say is never sent, also when its sending had just begun", async () => {
  const decisionId = "0190a6a0-0000-7000-8000-0000000000d1";
  const kind = await given(3, { decisionId });
  const sent: unknown[] = [];
  await drained(
    kind,
    async ({ payload }) => {
      // Taken back while the first is on its way, which then fails.
      if (payload.n === 0) {
        await db().transaction((tx) => cancelMessages(tx, decisionId, start));
        throw new Error("connection lost");
      }
      sent.push(payload.n);
    },
    () => after(40),
  );
  await drained(kind, async ({ payload }) => void sent.push(payload.n), after(9_999));
  expect(await statesOf(kind)).toEqual(["cancelled", "cancelled", "cancelled"]);
  expect(sent).toEqual([]);
});

test("a process that ends between taking and sending leaves the message to others once its lease is over, and the mail is sent once", async () => {
  const kind = await given(1);
  const lost = new Promise<never>(() => undefined);
  // Takes the message, hands the mail over, and never comes back to say so.
  const mail = { to: "ana@person.example", subject: "s", body: "b", language: "en", kind };
  let reached: () => void = () => undefined;
  const handedOver = new Promise<void>((done) => {
    reached = done;
  });
  void drainOutbox(
    db(),
    {
      [kind]: async (message, context) => {
        await sendMail(context.db, { ...mail, outboxId: message.id }, context.now);
        reached();
        await lost;
      },
    },
    start,
  );
  await handedOver;
  const handler: OutboxHandlers[string] = (message, context) =>
    sendMail(context.db, { ...mail, outboxId: message.id }, context.now);
  expect(await drained(kind, handler, after(59)), "the lease holds").toBe(0);
  expect(await drained(kind, handler, after(61))).toBe(1);
  expect(await rowsOf(kind)).toMatchObject([{ state: "sent", attempts: 2 }]);
  expect(await db().$count(mails, eq(mails.kind, kind))).toBe(1);
});

test("whoever comes back after losing the lease leaves the rest of the batch to who has it now", async () => {
  const kind = await given(3);
  const sent: string[] = [];
  let moment = start;
  await drainOutbox(
    db(),
    {
      [kind]: async ({ payload }) => {
        sent.push(`slow ${payload.n}`);
        if (payload.n !== 0) return;
        // The first one hangs for two minutes; meanwhile another process takes what is left.
        moment = after(120);
        await drainOutbox(db(), { [kind]: async (other) => void sent.push(`quick ${other.payload.n}`) }, moment);
      },
    },
    () => moment,
  );
  expect(sent).toEqual(["slow 0", "quick 0", "quick 1", "quick 2"]);
  expect(new Set(await statesOf(kind))).toEqual(new Set(["sent"]));
});

test("a message at which the process ended every time becomes stuck instead of ending it for ever", async () => {
  const kind = await given(1);
  await db().update(outbox).set({ attempts: maxAttempts }).where(eq(outbox.kind, kind));
  let tries = 0;
  await drained(
    kind,
    async () => {
      tries += 1;
    },
    start,
  );
  expect([tries, await statesOf(kind)]).toEqual([0, ["stuck"]]);
});

test("a receiver that hangs holds up neither other receivers nor the mail", async () => {
  kinds += 1;
  await db().update(outbox).set({ state: "cancelled" }).where(eq(outbox.state, "waiting"));
  const sent: string[] = [];
  await db().transaction(async (tx) => {
    const about = [
      ["webhook.event", "wechat"],
      ["webhook.event", "wechat"],
      ["webhook.event", "alibaba"],
      ["mail.receipt", "wechat"],
    ] as const;
    for (const [n, [kind, platformId]] of about.entries())
      await enqueue(tx, { kind, platformId, payload: { n }, dedupeKey: `hang ${kinds} ${n}` }, start);
  });
  let release: () => void = () => undefined;
  const hanging = new Promise<void>((done) => {
    release = done;
  });
  const handlers: OutboxHandlers = {
    "webhook.event": async ({ platformId, payload }) => {
      if (platformId === "wechat") await hanging;
      sent.push(`${platformId} ${payload.n}`);
      if (platformId === "alibaba") setTimeout(release, 20);
    },
    "mail.receipt": async () => void sent.push("mail"),
  };
  await drainOutbox(db(), handlers, start);
  expect(new Set(sent.slice(0, 2))).toEqual(new Set(["alibaba 2", "mail"]));
  expect(sent.slice(2)).toEqual(["wechat 0", "wechat 1"]);
});
