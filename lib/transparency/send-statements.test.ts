import { eq, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { auditEntries, databaseCopies, databaseQueues, databaseSubmissions, platforms } from "@/db/schema";
import { changeSetting } from "@/lib/administration/change-setting.command";
import { settingsPage } from "@/lib/administration/queries";
import { undoDecision } from "@/lib/decisions/undo.command";
import { dayIn } from "@/lib/platform/time.rules";
import { changeTier } from "@/lib/policy/tier-change.command";
import { aSendingDesk, platform } from "@/test/sending-desk";
import { given, statementsDue, submissionOf } from "@/test/statements-due";
import { aColleague } from "@/test/town";

const desk = aSendingDesk();
const { db, pass, send, due, timesOf, alerts } = desk;

test("B1: each statement is sent once, only when its decision can no longer be taken back, and what came back is kept", async () => {
  const [puid = ""] = await statementsDue(db(), desk.mei, 1, desk.now());
  await send();
  expect(timesOf(puid), "within the undo window").toEqual([]);
  pass(60);
  await send();
  await send();
  const row = await submissionOf(db(), puid);
  expect(timesOf(puid)).toEqual([1]);
  expect(row).toMatchObject({ state: "delivered", deliveredAt: desk.now(), attempts: 1, uuid: expect.any(String) });
  expect(row.response).toMatchObject({ puid, permalink: "p", uuid: row.uuid });
  expect(desk.server.calls.map(({ path }) => path)).toEqual(["/api/v1/statement"]);
  expect(desk.server.calls[0]?.headers).toMatchObject({ accept: "application/json", authorization: "Bearer 7|ae" });
});

test("B1: several statements leave in one batch, one by itself, and each platform's with its own token", async () => {
  const puids = await due(7);
  await send();
  pass(60);
  const [alone = ""] = await due(1);
  await send();
  expect(desk.server.calls.map((call) => [call.path, call.puids.length])).toEqual([
    ["/api/v1/statements", 7],
    ["/api/v1/statement", 1],
  ]);
  expect([...puids, alone].flatMap(timesOf)).toEqual(Array(8).fill(1));
  expect(desk.server.of("wechat")).toEqual([]);
});

test("B5: where sending is switched off nothing leaves, and what waited leaves once it is on", async () => {
  const [puid = ""] = await due(1);
  await given(db(), platform, { databaseSend: false });
  await send();
  expect(desk.server.calls).toEqual([]);
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "waiting", attempts: 0 });
  await given(db(), platform, { databaseSend: true });
  await send();
  expect(timesOf(puid)).toEqual([1]);
});

test("B5: a micro or small platform owes the database nothing, whatever the switch says", async () => {
  const [puid = ""] = await due(1);
  const as = (tier: "small_platform" | "very_large") =>
    db().update(platforms).set({ tier }).where(eq(platforms.id, platform));
  await as("small_platform");
  await send();
  expect(timesOf(puid)).toEqual([]);
  await as("very_large");
  await send();
  expect(timesOf(puid)).toEqual([1]);
});

test("a statement is owed by what the platform was when the decision was made: neither sent after nor dropped when that changes", async () => {
  const [before = ""] = await due(1);
  const [{ zone } = { zone: "" }] = await db()
    .select({ zone: platforms.zone })
    .from(platforms)
    .where(eq(platforms.id, platform));
  const turn = async (tier: "small_platform" | "very_large") => {
    pass(60);
    const why = "The figures of two years.";
    const effectiveFrom = dayIn(desk.now(), zone);
    const given = { platform, tier, isMarketplace: true, effectiveFrom, why };
    expect(await changeTier(desk.lucia, given, desk.now())).toMatchObject({ ok: true });
    pass(60);
  };
  await turn("small_platform");
  const [during = ""] = await due(1);
  await send();
  expect([timesOf(before), timesOf(during)]).toEqual([[1], []]);
  await turn("very_large");
  const [after = ""] = await due(1);
  await send();
  expect([timesOf(before), timesOf(during), timesOf(after)]).toEqual([[1], [], [1]]);
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
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", desk.server.url);
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
  desk.server.stored.clear();
  await given(db(), platform, { databaseSandbox: false });
  await send();
  expect(timesOf(puid)).toEqual([1]);
  expect(await submissionOf(db(), puid)).toMatchObject({
    state: "delivered",
    uuid: expect.any(String),
    firstTriedAt: desk.now(),
  });
});

test("a platform's token goes to the origin it was given for, and to no other; without it nothing leaves", async () => {
  await due(1);
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", "https://other.example");
  await send();
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", desk.server.url);
  expect(desk.server.calls).toEqual([]);
  expect(await db().select().from(databaseQueues)).toMatchObject([{ stoppedWhy: "no_token" }]);
});

test("what was tried 181 days ago is not sent blindly again: the database has forgotten it, and a person decides", async () => {
  const [old = "", never = ""] = await due(2);
  desk.server.fails(({ puids }) => (puids.includes(old) ? "drop after" : null));
  await db()
    .update(databaseSubmissions)
    .set({ runAt: new Date(desk.now().getTime() + 200 * 86_400_000) })
    .where(eq(databaseSubmissions.puid, never));
  await send();
  expect(timesOf(old)).toEqual([1]);
  desk.server.fails(() => null);
  desk.server.stored.clear();
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
  expect(desk.server.calls).toEqual([]);
});

test("a decision that was taken back is never told, and a copy that waits for a look stays until it is released", async () => {
  const [undone = "", looked = ""] = await statementsDue(db(), desk.mei, 2, desk.now());
  const [copy] = await db().select().from(databaseCopies).where(eq(databaseCopies.puid, undone));
  expect((await undoDecision(desk.mei, { decisionId: copy?.decisionId ?? "" }, desk.now())).ok).toBe(true);
  await db().update(databaseCopies).set({ state: "to_review" }).where(eq(databaseCopies.puid, looked));
  pass(60);
  await send();
  expect(desk.server.calls).toEqual([]);
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

test("a stop whose cause was a setting is over once the setting is changed, and one that has another cause is not", async () => {
  const [puid = ""] = await due(1);
  const lucia = await aColleague(db(), { name: "Lucia Ferri", role: "admin" });
  const at = async (key: string, value: unknown) => {
    const page = await settingsPage(db());
    const row = page.settings.find((one) => one.key === key)?.rows.find((one) => one.platformId === platform);
    return changeSetting(lucia, { key, platformId: platform, value, seenAt: row?.changedAt ?? null }, desk.now());
  };
  await given(db(), platform, { databaseSandbox: true, databaseUrl: "https://transparency.dsa.ec.europa.eu" });
  await send();
  expect(await db().select().from(databaseQueues)).toMatchObject([{ stoppedWhy: "trial_at_production" }]);
  expect(await at("databaseUrl", desk.server.url)).toMatchObject({ ok: true, value: { resumed: [platform] } });
  expect(await db().select().from(databaseQueues)).toMatchObject([{ stoppedAt: null, stoppedWhy: null }]);
  expect(await at("databaseSandbox", false)).toMatchObject({ ok: true, value: { resumed: [] } });
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "wrong");
  await send();
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "7|ae");
  expect(await at("databaseSandbox", true)).toMatchObject({ ok: true, value: { resumed: [] } });
  expect(await db().select().from(databaseQueues)).toMatchObject([{ stoppedWhy: "token_refused" }]);
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "waiting" });
});

test("a queue that had no token goes on by itself once it has one, and the log says so", async () => {
  const [puid = ""] = await due(1);
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", "https://other.example");
  await send();
  await send();
  expect(await db().select().from(databaseQueues)).toMatchObject([{ stoppedWhy: "no_token" }]);
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", desk.server.url);
  await send();
  expect(timesOf(puid)).toEqual([1]);
  const written = await db().select().from(auditEntries).where(eq(auditEntries.verb, "database.resume"));
  expect(written).toMatchObject([{ actorKind: "system", subjectId: platform }]);
});
