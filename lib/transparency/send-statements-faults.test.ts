import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { databaseQueues, databaseSubmissions, mails } from "@/db/schema";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import { aSendingDesk } from "@/test/sending-desk";
import { submissionOf } from "@/test/statements-due";
import { type Fault, faults, type Judged } from "@/test/transparency-server";
import { deliverDatabaseAlert } from "./alert.store";
import { sendStatements } from "./send-statements.command";

const desk = aSendingDesk();
/** Longer than an answer takes here, however busy the machine is; "late after" costs as much. */
const answerWithinMs = 1_000;
const { db, pass, send, due, timesOf, alerts } = desk;

test("B3: a statement that was stored while the answer was lost is delivered, not doubled: it is asked for after 30 s", async () => {
  const [puid = ""] = await due(1);
  desk.server.fails(({ path }) => (path.endsWith("/statement") ? "drop after" : null));
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "waiting", why: "unreachable" });
  desk.server.fails(() => null);
  pass(10);
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "asking" });
  pass(29);
  await send();
  expect(desk.server.calls.filter(({ path }) => path.includes("existing-puid"))).toEqual([]);
  pass(1);
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "delivered", uuid: null, deliveredAt: desk.now() });
  expect(timesOf(puid)).toEqual([1]);
});

test("a PUID that turns out to be free again is sent again", async () => {
  const [puid = ""] = await due(1);
  desk.server.refusesAlso(() => ({ puid: ["The identifier given is not unique within this platform."] }));
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "asking" });
  desk.server.refusesAlso(() => null);
  pass(30);
  await send();
  expect(timesOf(puid)).toEqual([1]);
  expect((await submissionOf(db(), puid)).uuid).not.toBeNull();
});

test("a redirect that leads to a sign-in page does not mean that the PUID is taken", async () => {
  const [puid = ""] = await due(1);
  desk.server.fails(({ path }) => (path.endsWith("/statement") ? "drop before" : "redirect for existence"));
  desk.server.refusesAlso(() => ({ puid: ["The identifier given is not unique within this platform."] }));
  await send();
  desk.server.fails(({ path }) => (path.includes("existing") ? "redirect for existence" : null));
  pass(30);
  await send();
  pass(30);
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "asking" });
});

test("one wrong statement among four does not hold up the others, and its fields are told in words", async () => {
  const [a = "", b = "", c = "", d = ""] = await due(4);
  desk.server.refusesAlso(({ puid }) =>
    puid === c ? { category: ["The category is not in the list."], territorial_scope: ["?"] } : null,
  );
  const before = await alerts();
  await send();
  expect([a, b, d].flatMap(timesOf)).toEqual([1, 1, 1]);
  expect(await submissionOf(db(), c)).toMatchObject({
    state: "held",
    why: "refused",
    fields: [
      { field: "category", said: ["The category is not in the list."] },
      { field: "territorial_scope", said: ["?"] },
    ],
  });
  expect(await alerts()).toBe(before + 1);
  pass(4_000);
  desk.server.calls.length = 0;
  await send();
  expect(desk.server.calls, "what a person must look at is not tried again").toEqual([]);
});

test("a token that is refused stops the queue, an admin is written to, and nothing is sent until it is started again", async () => {
  const [puid = ""] = await due(1);
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "7|old");
  await send();
  expect(await db().select().from(databaseQueues)).toMatchObject([
    { stoppedAt: desk.now(), stoppedWhy: "token_refused" },
  ]);
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "7|ae");
  pass(7_200);
  await send();
  expect(desk.server.calls.length).toBe(1);
  await drainOutbox(db(), { "mail.database_alert": deliverDatabaseAlert }, desk.now());
  const written = await db().select().from(mails).where(eq(mails.kind, "mail.database_alert"));
  expect(written.at(-1)?.body).toContain("/outbox/database");
  expect(written.some(({ body }) => body.includes("token"))).toBe(true);
  await db().update(databaseQueues).set({ stoppedAt: null, stoppedWhy: null });
  await send();
  expect(timesOf(puid)).toEqual([1]);
});

test("a token without the right to create stops the queue also where the batch only says 500", async () => {
  await due(2);
  desk.server.allows(false);
  for (let turn = 0; turn < 6; turn += 1) {
    await send();
    pass(60);
  }
  expect(await db().select().from(databaseQueues)).toMatchObject([{ stoppedWhy: "not_allowed" }]);
});

test("who asks for rest is left alone for as long as it says", async () => {
  const [puid = ""] = await due(1);
  desk.server.fails(() => "429");
  await send();
  desk.server.fails(() => null);
  pass(6);
  await send();
  expect(desk.server.calls.length).toBe(1);
  pass(1);
  await send();
  expect(timesOf(puid)).toEqual([1]);
});

test("a receiver that says nothing of use for long is told of once, and gets everything when it is back", async () => {
  const puids = await due(3);
  const before = await alerts();
  desk.server.fails(() => "503");
  for (let turn = 0; turn < 12; turn += 1) {
    await send();
    pass(400);
  }
  expect(await alerts()).toBe(before + 1);
  desk.server.fails(() => null);
  pass(4_000);
  await send();
  expect(puids.flatMap(timesOf)).toEqual([1, 1, 1]);
});

test("B1, B3: whatever goes wrong on the way, in the end each statement is there exactly once", {
  timeout: 300_000,
}, async () => {
  const oneRun = fc.record({
    count: fc.integer({ min: 1, max: 9 }),
    mishaps: fc.array(fc.option(fc.constantFrom<Fault>(...faults), { freq: 3 }), { maxLength: 14 }),
    /** Calls in whose middle the process ends: sent, and nothing was written down. */
    deaths: fc.array(fc.nat(8), { maxLength: 2 }),
  });
  let doubles = 0;
  await fc.assert(
    fc.asyncProperty(oneRun, async ({ count, mishaps, deaths }) => {
      await db().delete(databaseQueues);
      const puids = await due(count);
      const { judged, repeated } = desk.server;
      judged.length = 0;
      repeated.length = 0;
      desk.server.calls.length = 0;
      const unheard = new Set<Judged>();
      let calls = 0;
      desk.server.fails(() => {
        const fault = mishaps[calls] ?? null;
        calls += 1;
        return fault;
      });
      for (let turn = 0; turn < 40; turn += 1) {
        if (deaths.includes(turn)) for (const one of await diesInTheMiddle()) unheard.add(one);
        await send(answerWithinMs);
        pass(1_000);
        await db().update(databaseQueues).set({ stoppedAt: null, stoppedWhy: null });
        const rows = await Promise.all(puids.map((puid) => submissionOf(db(), puid)));
        if (rows.every(({ state }) => state === "delivered")) break;
      }
      expect(puids.map((puid) => [puid, timesOf(puid)])).toEqual(puids.map((puid) => [puid, [1]]));
      const rows = await Promise.all(puids.map((puid) => submissionOf(db(), puid)));
      expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["delivered"]));
      // It is sent once more for each answer that nobody heard, and for nothing else; and the answer to that, that its
      // PUID is taken, makes it delivered, without the number that was in the answer which was lost. Where an answer made
      // no sense the database is asked whether it has it, which may settle it without sending.
      for (const { puid, uuid } of rows) {
        const holds = ({ stored, taken }: Judged) => stored.includes(puid) || taken.includes(puid);
        const lost = judged.filter((one) => holds(one) && (unheard.has(one) || !one.isAnswered));
        const again = judged.filter(({ taken }) => taken.includes(puid)).length;
        const isAsked = desk.server.calls.some(({ path }) => path.includes("existing") && path.includes(puid));
        if (isAsked) expect([puid, again <= lost.length]).toEqual([puid, true]);
        else expect([puid, again]).toEqual([puid, lost.length]);
        expect([puid, uuid === null]).toEqual([puid, lost.length > 0]);
        // Whose yes went out whole is sent again only where the process died before it wrote that down.
        const yes = judged.findIndex(({ stored, isAnswered }) => isAnswered && stored.includes(puid));
        const died = judged.filter((one, at) => yes >= 0 && at >= yes && holds(one) && unheard.has(one));
        const asYes = repeated.filter((key) => key.endsWith(` ${puid}`)).length;
        expect([puid, isAsked ? asYes <= died.length : asYes === died.length]).toEqual([puid, true]);
        doubles += again;
      }
    }),
    {
      numRuns: 25,
      examples: [
        [{ count: 1, mishaps: ["drop after", "html 201"], deaths: [] }],
        [{ count: 1, mishaps: ["500 before", null, "html 201"], deaths: [1] }],
      ],
    },
  );
  expect(doubles, "some were sent twice indeed").toBeGreaterThan(0);
});

test("what was stored is never sent again, though the database forgets it after 181 days", async () => {
  const [lost = ""] = await due(1);
  desk.server.lives(() => desk.now());
  desk.server.fails(() => "500 after");
  await send();
  const puids = await due(2);
  desk.server.fails(() => null);
  await db().delete(databaseQueues);
  await db().update(databaseSubmissions).set({ runAt: desk.now() }).where(eq(databaseSubmissions.puid, lost));
  pass(182 * 86_400);
  await send();
  await send();
  expect([lost, ...puids].flatMap(timesOf)).toEqual([1, 1, 1]);
  expect(await submissionOf(db(), lost)).toMatchObject({ state: "held", why: "too_old" });
  expect(desk.server.repeated).toEqual([]);
});

/**
 * What is due is taken and sent, and nothing of it is written down: as if the process had been killed as the first answer
 * came. What the server did meanwhile is given back.
 */
async function diesInTheMiddle(): Promise<Judged[]> {
  const { calls, judged } = desk.server;
  const [called, before] = [calls.length, judged.length];
  const failing = new Proxy(db(), {
    get(target, key) {
      if (key === "update" && calls.length > called) throw new Error("the process was killed");
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  await sendStatements(failing, () => desk.now(), answerWithinMs).catch(() => undefined);
  pass(180);
  return judged.slice(before);
}
