import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { databaseCopies, databaseQueues, databaseSubmissions, mails, outbox } from "@/db/schema";
import { undoDecision } from "@/lib/decisions/undo.command";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { given, statementsDue, submissionOf } from "@/test/statements-due";
import { aColleague, givenPacks } from "@/test/town";
import { aTransparencyServer, type Fault, faults } from "@/test/transparency-server";
import { deliverDatabaseAlert } from "./alert.store";
import { sendStatements } from "./send-statements.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
const start = new Date("2026-01-10T03:00:00Z");
const platform = "aliexpress";
let server: Awaited<ReturnType<typeof aTransparencyServer>>;
let mei: Person;
/** The clock of all tests goes on: nothing of one is due in another. */
let moment = start;
const pass = (seconds: number) => {
  moment = new Date(moment.getTime() + seconds * 1000);
};

beforeAll(async () => {
  server = await aTransparencyServer({ "7|ae": "aliexpress", "8|wx": "wechat" });
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  await aColleague(db(), { name: "Lucia Ferri", role: "admin" });
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "7|ae");
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", server.url);
});
afterAll(() => {
  server.close();
  vi.unstubAllEnvs();
});
beforeEach(() => given(db(), platform, { databaseSend: true, databaseSandbox: false, databaseUrl: server.url }));
afterEach(async () => {
  server.fails(() => null);
  server.allows(true);
  server.refusesAlso(() => null);
  server.calls.length = 0;
  await db().delete(databaseQueues);
  // What a test left behind is nothing of the next one's.
  await db().update(databaseSubmissions).set({ state: "given_up" }).where(sql`state <> 'delivered'`);
});

const send = (timeoutMs = 2_000) => sendStatements(db(), () => moment, timeoutMs);
/** Decisions whose undo window is over. */
async function due(count: number): Promise<string[]> {
  const puids = await statementsDue(db(), mei, count, moment);
  pass(60);
  return puids;
}
const timesOf = (puid: string) =>
  server
    .of(platform)
    .filter((one) => one.puid === puid)
    .map(({ times }) => times);
const alerts = async () => (await db().select().from(outbox).where(eq(outbox.kind, "mail.database_alert"))).length;

test("B1: each statement is sent once, only when its decision can no longer be taken back, and what came back is kept", async () => {
  const [puid = ""] = await statementsDue(db(), mei, 1, moment);
  await send();
  expect(timesOf(puid), "within the undo window").toEqual([]);
  pass(60);
  await send();
  await send();
  const row = await submissionOf(db(), puid);
  expect(timesOf(puid)).toEqual([1]);
  expect(row).toMatchObject({ state: "delivered", deliveredAt: moment, attempts: 1, uuid: expect.any(String) });
  expect(row.response).toMatchObject({ puid, permalink: "p", uuid: row.uuid });
  expect(server.calls.map(({ path }) => path)).toEqual(["/api/v1/statement"]);
  expect(server.calls[0]?.headers).toMatchObject({ accept: "application/json", authorization: "Bearer 7|ae" });
});

test("B1: several statements leave in one batch, one by itself, and each platform's with its own token", async () => {
  const puids = await due(7);
  await send();
  pass(60);
  const [alone = ""] = await due(1);
  await send();
  expect(server.calls.map((call) => [call.path, call.puids.length])).toEqual([
    ["/api/v1/statements", 7],
    ["/api/v1/statement", 1],
  ]);
  expect([...puids, alone].flatMap(timesOf)).toEqual(Array(8).fill(1));
  expect(server.of("wechat")).toEqual([]);
});

test("B5: where sending is switched off nothing leaves, and what waited leaves once it is on", async () => {
  const [puid = ""] = await due(1);
  await given(db(), platform, { databaseSend: false });
  await send();
  expect(server.calls).toEqual([]);
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "waiting", attempts: 0 });
  await given(db(), platform, { databaseSend: true });
  await send();
  expect(timesOf(puid)).toEqual([1]);
});

test("a trial run refuses the database's own host, however it is written, and somebody is told", async () => {
  const [puid = ""] = await due(1);
  const before = await alerts();
  const spoken = vi.spyOn(globalThis, "fetch");
  for (const url of ["https://transparency.dsa.ec.europa.eu", "https://TRANSPARENCY.dsa.ec.europa.eu.:443/api"]) {
    await db().delete(databaseQueues);
    await given(db(), platform, { databaseSandbox: true, databaseUrl: url });
    vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", url);
    await send();
    pass(1);
    const [queue] = await db().select().from(databaseQueues);
    expect(queue).toMatchObject({ platformId: platform, stoppedWhy: "trial_at_production" });
  }
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", server.url);
  expect(spoken).not.toHaveBeenCalled();
  spoken.mockRestore();
  expect(await alerts()).toBe(before + 2);
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "waiting", attempts: 0 });
});

test("what was told in a trial run only is told to the database itself once the trial is over", async () => {
  const [puid = ""] = await due(1);
  await given(db(), platform, { databaseSandbox: true });
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({
    state: "tried",
    uuid: null,
    deliveredAt: null,
    firstTriedAt: null,
  });
  await send();
  expect(timesOf(puid)).toEqual([1]);
  // The database itself has never heard of it.
  server.stored.clear();
  await given(db(), platform, { databaseSandbox: false });
  await send();
  expect(timesOf(puid)).toEqual([1]);
  expect(await submissionOf(db(), puid)).toMatchObject({
    state: "delivered",
    uuid: expect.any(String),
    firstTriedAt: moment,
  });
});

test("a platform's token goes to the origin it was given for, and to no other; without it nothing leaves", async () => {
  await due(1);
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", "https://other.example");
  await send();
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", server.url);
  expect(server.calls).toEqual([]);
  expect(await db().select().from(databaseQueues)).toMatchObject([{ stoppedWhy: "no_token" }]);
});

test("B3: a statement that was stored while the answer was lost is delivered, not doubled: it is asked for after 30 s", async () => {
  const [puid = ""] = await due(1);
  server.fails(({ path }) => (path.endsWith("/statement") ? "drop after" : null));
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "waiting", why: "unreachable" });
  server.fails(() => null);
  pass(10);
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "asking" });
  pass(29);
  await send();
  expect(server.calls.filter(({ path }) => path.includes("existing-puid"))).toEqual([]);
  pass(1);
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "delivered", uuid: null, deliveredAt: moment });
  expect(timesOf(puid)).toEqual([1]);
});

test("a PUID that turns out to be free again is sent again", async () => {
  const [puid = ""] = await due(1);
  server.refusesAlso(() => ({ puid: ["The identifier given is not unique within this platform."] }));
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "asking" });
  server.refusesAlso(() => null);
  pass(30);
  await send();
  expect(timesOf(puid)).toEqual([1]);
  expect((await submissionOf(db(), puid)).uuid).not.toBeNull();
});

test("a redirect that leads to a sign-in page does not mean that the PUID is taken", async () => {
  const [puid = ""] = await due(1);
  server.fails(({ path }) => (path.endsWith("/statement") ? "drop before" : "redirect for existence"));
  server.refusesAlso(() => ({ puid: ["The identifier given is not unique within this platform."] }));
  await send();
  server.fails(({ path }) => (path.includes("existing") ? "redirect for existence" : null));
  pass(30);
  await send();
  pass(30);
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "asking" });
});

test("one wrong statement among four does not hold up the others, and its fields are told in words", async () => {
  const [a = "", b = "", c = "", d = ""] = await due(4);
  server.refusesAlso(({ puid }) =>
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
  server.calls.length = 0;
  await send();
  expect(server.calls, "what a person must look at is not tried again").toEqual([]);
});

test("a token that is refused stops the queue, an admin is written to, and nothing is sent until it is started again", async () => {
  const [puid = ""] = await due(1);
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "7|old");
  await send();
  expect(await db().select().from(databaseQueues)).toMatchObject([{ stoppedAt: moment, stoppedWhy: "token_refused" }]);
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "7|ae");
  pass(7_200);
  await send();
  expect(server.calls.length).toBe(1);
  await drainOutbox(db(), { "mail.database_alert": deliverDatabaseAlert }, moment);
  const written = await db().select().from(mails).where(eq(mails.kind, "mail.database_alert"));
  expect(written.at(-1)?.body).toContain("/outbox/database");
  expect(written.some(({ body }) => body.includes("token"))).toBe(true);
  await db().update(databaseQueues).set({ stoppedAt: null, stoppedWhy: null });
  await send();
  expect(timesOf(puid)).toEqual([1]);
});

test("a token without the right to create stops the queue also where the batch only says 500", async () => {
  await due(2);
  server.allows(false);
  for (let turn = 0; turn < 6; turn += 1) {
    await send();
    pass(60);
  }
  expect(await db().select().from(databaseQueues)).toMatchObject([{ stoppedWhy: "not_allowed" }]);
});

test("who asks for rest is left alone for as long as it says", async () => {
  const [puid = ""] = await due(1);
  server.fails(() => "429");
  await send();
  server.fails(() => null);
  pass(6);
  await send();
  expect(server.calls.length).toBe(1);
  pass(1);
  await send();
  expect(timesOf(puid)).toEqual([1]);
});

test("a receiver that says nothing of use for long is told of once, and gets everything when it is back", async () => {
  const puids = await due(3);
  const before = await alerts();
  server.fails(() => "503");
  for (let turn = 0; turn < 12; turn += 1) {
    await send();
    pass(400);
  }
  expect(await alerts()).toBe(before + 1);
  server.fails(() => null);
  pass(4_000);
  await send();
  expect(puids.flatMap(timesOf)).toEqual([1, 1, 1]);
});

test("what was tried 181 days ago is not sent blindly again: the database has forgotten it, and a person decides", async () => {
  const [old = "", never = ""] = await due(2);
  server.fails(({ puids }) => (puids.includes(old) ? "drop after" : null));
  await db()
    .update(databaseSubmissions)
    .set({ runAt: new Date(moment.getTime() + 200 * 86_400_000) })
    .where(eq(databaseSubmissions.puid, never));
  await send();
  expect(timesOf(old)).toEqual([1]);
  server.fails(() => null);
  server.stored.clear();
  pass(200 * 86_400);
  await send();
  expect(await submissionOf(db(), old)).toMatchObject({ state: "held", why: "too_old" });
  expect([timesOf(old), timesOf(never)], "one that was never tried is simply sent").toEqual([[], [1]]);
});

test("B2: personal data in a text that nobody looked at keeps a statement here, and what the database would refuse too", async () => {
  const [puid = ""] = await due(1);
  const [copy] = await db().select().from(databaseCopies).where(eq(databaseCopies.puid, puid));
  const again = async (payload: Record<string, unknown>) => {
    await db().execute(sql`alter table database_copies disable trigger database_copies_frozen`);
    await db().update(databaseCopies).set({ payload }).where(eq(databaseCopies.puid, puid));
    await db().execute(sql`alter table database_copies enable trigger database_copies_frozen`);
    await db().update(databaseSubmissions).set({ state: "waiting" }).where(eq(databaseSubmissions.puid, puid));
    await send();
    return submissionOf(db(), puid);
  };
  expect(await again({ ...copy?.payload, decision_facts: "Write to ann@mail.example." })).toMatchObject({
    state: "held",
    why: "personal_data",
    fields: [{ field: "decision_facts", said: ["email"] }],
  });
  const invalid = await again({ ...copy?.payload, category: "STATEMENT_CATEGORY_OLD", automated_detection: true });
  expect([invalid.why, invalid.fields.map(({ field }) => field).toSorted()]).toEqual([
    "invalid",
    ["automated_detection", "category"],
  ]);
  expect(server.calls).toEqual([]);
});

test("a decision that was taken back is never told, and a copy that waits for a look stays until it is released", async () => {
  const [undone = "", looked = ""] = await statementsDue(db(), mei, 2, moment);
  const [copy] = await db().select().from(databaseCopies).where(eq(databaseCopies.puid, undone));
  expect((await undoDecision(mei, { decisionId: copy?.decisionId ?? "" }, moment)).ok).toBe(true);
  await db().update(databaseCopies).set({ state: "to_review" }).where(eq(databaseCopies.puid, looked));
  pass(60);
  await send();
  expect(server.calls).toEqual([]);
  await db().update(databaseCopies).set({ state: "ready" }).where(eq(databaseCopies.puid, looked));
  await send();
  expect([timesOf(undone), timesOf(looked)]).toEqual([[], [1]]);
});

test("B4: what was delivered is never sent again, whoever tries", async () => {
  const [puid = ""] = await due(1);
  await send();
  const again = db().update(databaseSubmissions).set({ state: "waiting" }).where(eq(databaseSubmissions.puid, puid));
  await expect(again).rejects.toMatchObject({ code: "42501" });
  await expect(db().delete(databaseSubmissions)).rejects.toMatchObject({ code: "42501" });
});

test("B1, B3: whatever goes wrong on the way, in the end each statement is there exactly once", {
  timeout: 120_000,
}, async () => {
  const oneRun = fc.record({
    count: fc.integer({ min: 1, max: 9 }),
    mishaps: fc.array(fc.option(fc.constantFrom<Fault>(...faults), { freq: 3 }), { maxLength: 14 }),
    /** Calls in whose middle the process ends: sent, and nothing was written down. */
    deaths: fc.array(fc.nat(8), { maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(oneRun, async ({ count, mishaps, deaths }) => {
      await db().delete(databaseQueues);
      const puids = await due(count);
      let calls = 0;
      server.fails(() => {
        const fault = mishaps[calls] ?? null;
        calls += 1;
        return fault;
      });
      for (let turn = 0; turn < 40; turn += 1) {
        if (deaths.includes(turn)) await diesInTheMiddle();
        await send(60);
        pass(1_000);
        await db().update(databaseQueues).set({ stoppedAt: null, stoppedWhy: null });
        const rows = await Promise.all(puids.map((puid) => submissionOf(db(), puid)));
        if (rows.every(({ state }) => state === "delivered")) break;
      }
      expect(puids.map((puid) => [puid, timesOf(puid)])).toEqual(puids.map((puid) => [puid, [1]]));
      const states = await Promise.all(puids.map(async (puid) => (await submissionOf(db(), puid)).state));
      expect(new Set(states)).toEqual(new Set(["delivered"]));
    }),
    { numRuns: 25 },
  );
});

/** Everything that is due is taken and sent, and nothing of it is written down: as if the process had been killed then. */
async function diesInTheMiddle(): Promise<void> {
  const failing = new Proxy(db(), {
    get(target, key) {
      if (key === "update") throw new Error("the process was killed");
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  await sendStatements(failing, () => moment, 60).catch(() => undefined);
  pass(180);
}
