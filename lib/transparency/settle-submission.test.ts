import { desc, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { auditEntries, databaseCopies, databaseQueues, databaseSubmissions, platforms, sanctions } from "@/db/schema";
import { settingsPage } from "@/lib/administration/queries";
import { undoDecision } from "@/lib/decisions/undo.command";
import { metrics } from "@/lib/platform/metrics";
import type { Person } from "@/lib/platform/permissions.rules";
import { startOfDay } from "@/lib/platform/time.rules";
import { withTestDatabase } from "@/test/database";
import { aStoredDecision } from "@/test/report-cases";
import { given, statementsDue, submissionOf } from "@/test/statements-due";
import { aColleague, givenPacks } from "@/test/town";
import { aTransparencyServer } from "@/test/transparency-server";
import { measureDatabase } from "./metrics.queries";
import { sendStatements } from "./send-statements.command";
import { resumeDatabase, settleSubmission } from "./settle-submission.command";
import { databaseLanes, heldSubmissions, reconciliation } from "./submissions.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let server: Awaited<ReturnType<typeof aTransparencyServer>>;
let mei: Person;
let lucia: Person;
let moment = new Date("2026-02-10T03:00:00Z");
const pass = (seconds: number) => {
  moment = new Date(moment.getTime() + seconds * 1000);
};
const send = () => sendStatements(db(), () => moment, 30_000);

beforeAll(async () => {
  server = await aTransparencyServer({ "7|ae": "aliexpress" });
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  lucia = await aColleague(db(), { name: "Lucia Ferri", role: "admin" });
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "7|ae");
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", server.url);
});
afterAll(() => {
  server.close();
  vi.unstubAllEnvs();
});
beforeEach(() => given(db(), "aliexpress", { databaseSend: true, databaseSandbox: false, databaseUrl: server.url }));
afterEach(async () => {
  server.fails(() => null);
  server.refusesAlso(() => null);
  await db().delete(databaseQueues);
  await db().update(databaseSubmissions).set({ state: "given_up" }).where(sql`state <> 'delivered'`);
});

const heldOnes = async () => {
  const page = await heldSubmissions(db(), lucia);
  return page.ok ? page.value.held : [];
};
const lastEntry = async () => (await db().select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1))[0];

test("an admin starts a stopped queue again and it is written down; a moderator may not, and a queue that runs is not started", async () => {
  const [puid = ""] = await statementsDue(db(), mei, 1, moment);
  pass(60);
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "wrong");
  await send();
  vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "7|ae");
  const [lane] = (await databaseLanes(db())).filter(({ platformId }) => platformId === "aliexpress");
  expect(lane).toMatchObject({
    isOn: true,
    isTrial: false,
    stoppedWhy: "token_refused",
    counts: { waiting: 1, held: 0 },
    token: { state: "set", variable: "DATABASE_TOKEN_ALIEXPRESS" },
  });
  expect(await resumeDatabase(mei, { platformIds: ["aliexpress"] }, moment)).toMatchObject({ code: "forbidden" });
  expect(await resumeDatabase(lucia, { platformIds: ["aliexpress"] }, moment)).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ verb: "database.resume", outcome: "done", chain: "aliexpress" });
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "delivered" });
  expect(await resumeDatabase(lucia, { platformIds: ["aliexpress"] }, moment)).toMatchObject({
    reason: "database_not_stopped",
  });
});

test("platforms that one cause stopped are started again in one act, each with its own entry in the log", async () => {
  const stopped = { stoppedAt: moment, stoppedWhy: "no_such_address", lastFailure: "no_such_address" };
  await db()
    .insert(databaseQueues)
    .values(["aliexpress", "wechat"].map((platformId) => ({ platformId, ...stopped })));
  const both = { platformIds: ["aliexpress", "wechat"] };
  const answer = await resumeDatabase(lucia, both, moment);
  expect(answer).toMatchObject({
    ok: true,
    value: { resumed: [{ why: "no_such_address" }, { platformId: "wechat" }] },
  });
  const lanes = await databaseLanes(db());
  expect(lanes.filter(({ stoppedAt }) => stoppedAt !== null)).toEqual([]);
  const entries = await db().select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(2);
  expect(entries.map(({ verb, chain }) => `${verb} ${chain}`).sort()).toEqual([
    "database.resume aliexpress",
    "database.resume wechat",
  ]);
});

test("a held statement is shown with its fields, and an admin says with a reason what becomes of it, once", async () => {
  const [puid = ""] = await statementsDue(db(), mei, 1, moment);
  pass(60);
  server.refusesAlso(() => ({ category: ["It is closed today."] }));
  await send();
  server.refusesAlso(() => null);
  const [held] = await heldOnes();
  expect(held).toMatchObject({ puid, why: "refused", fields: [{ field: "category", said: ["It is closed today."] }] });
  const about = { submissionId: held?.id ?? "", as: "send_again" };
  expect(await settleSubmission(lucia, { ...about, why: "no" }, moment)).toMatchObject({ code: "invalid" });
  expect(await settleSubmission(mei, { ...about, why: "I looked at the database." }, moment)).toMatchObject({
    code: "forbidden",
  });
  expect(await settleSubmission(lucia, { ...about, why: "They opened it again." }, moment)).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ verb: "database.settle", chain: "aliexpress", subjectId: held?.id });
  expect(await settleSubmission(lucia, { ...about, why: "They opened it again." }, moment)).toMatchObject({
    reason: "submission_not_held",
  });
  await send();
  expect(await submissionOf(db(), puid)).toMatchObject({
    state: "delivered",
    settledBy: lucia.id,
    settledWhy: "They opened it again.",
  });
});

test("one that is too old goes again only because a person said so, and the guard counts from then", async () => {
  const [puid = ""] = await statementsDue(db(), mei, 1, moment);
  pass(60);
  server.fails(() => "drop before");
  await send();
  pass(181 * 86_400);
  server.fails(() => null);
  await send();
  const [held] = await heldOnes();
  expect(held).toMatchObject({ puid, why: "too_old" });
  await settleSubmission(
    lucia,
    { submissionId: held?.id, as: "send_again", why: "It is not in their search." },
    moment,
  );
  await send();
  expect(server.of("aliexpress").filter((one) => one.puid === puid)).toEqual([{ puid, times: 1 }]);
});

test("B1: decided = due = accepted, day by day, and every gap says why", async () => {
  const from = moment;
  const day = moment.toISOString().slice(0, 10);
  const [sent = "", undone = "", looked = "", refused = ""] = await statementsDue(db(), mei, 4, moment);
  const [copy] = await db().select().from(databaseCopies).where(eq(databaseCopies.puid, undone));
  await undoDecision(mei, { decisionId: copy?.decisionId ?? "" }, moment);
  await db().update(databaseCopies).set({ state: "to_review" }).where(eq(databaseCopies.puid, looked));
  server.refusesAlso(({ puid }) => (puid === refused ? { category: ["no"] } : null));
  pass(60);
  await send();
  const range = { platformId: "aliexpress", from: startOfDay(day, "UTC"), to: new Date(moment.getTime() + 86_400_000) };
  const asked = { ...range, from: new Date(from.getTime() - 1), now: moment };
  expect(await reconciliation(db(), asked)).toEqual([
    {
      day: expect.stringMatching(/^2026-/),
      decided: 4,
      due: 3,
      accepted: 1,
      gaps: [
        { reason: "taken_back", count: 1 },
        { reason: "to_review", count: 1 },
        { reason: "refused", count: 1 },
      ],
    },
  ]);
  await db().update(databaseCopies).set({ state: "ready" }).where(eq(databaseCopies.puid, looked));
  server.refusesAlso(() => null);
  const [held] = await heldOnes();
  await settleSubmission(lucia, { submissionId: held?.id, as: "send_again", why: "They opened it again." }, moment);
  await send();
  const [later] = await reconciliation(db(), { ...asked, now: moment });
  expect(later).toMatchObject({ decided: 4, due: 3, accepted: 3, gaps: [{ reason: "taken_back", count: 1 }] });
  expect(await submissionOf(db(), sent)).toMatchObject({ state: "delivered" });
});

test("what needs somebody goes page by page, the oldest first and each once; a cursor of another list is refused", async () => {
  await statementsDue(db(), mei, 3, moment);
  await db()
    .update(databaseSubmissions)
    .set({ state: "held", why: "refused" })
    .where(sql`state <> 'delivered' and state <> 'given_up'`);
  const all = await db().$count(databaseSubmissions, eq(databaseSubmissions.state, "held"));
  const seen: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await heldSubmissions(db(), lucia, { limit: 2, ...(after ? { after } : {}) });
    if (!page.ok) throw new Error(page.reason);
    seen.push(...page.value.held.map(({ id }) => id));
    after = page.value.next;
  }
  expect(all).toBeGreaterThan(2);
  expect([seen.length, new Set(seen).size]).toEqual([all, all]);
  expect(await heldSubmissions(db(), lucia, { after: "bm9uc2Vuc2U" })).toMatchObject({ fields: [{ field: "after" }] });
});

test("decisions without a statement show in the reconciliation with their reason, and a platform that sends nothing says so", async () => {
  const at = new Date("2019-03-04T12:00:00Z");
  const bare = async (more: object) => {
    const about = { at, values: [], platform: "wechat", outcome: "violation" as const, ...more };
    const { decisionId, platformId, accountId } = await aStoredDecision(db(), mei, about);
    const restriction = {
      dsaValue: "DECISION_ACCOUNT_SUSPENDED",
      action: "x",
      label: { en: "x" },
      target: "account" as const,
    };
    const lasting = { startsAt: at, state: "in_force" as const, needsStatement: true };
    await db()
      .insert(sanctions)
      .values({ platformId, decisionId, accountId, ...restriction, ...lasting });
  };
  await bare({});
  await bare({ exempt: "deceptive_bulk_commercial", exemptWhy: "Many alike.", exemptItems: 500 });
  // Reported by a visitor, who cannot say whose it is: Art. 17(2) asks for a statement where contact details are known.
  await bare({ accountId: null });
  const range = { from: new Date("2019-03-01T00:00:00Z"), to: new Date("2019-03-09T00:00:00Z"), now: moment };
  expect(await reconciliation(db(), { platformId: "wechat", ...range })).toMatchObject([
    {
      decided: 3,
      due: 1,
      accepted: 0,
      gaps: [
        { reason: "exempt", count: 1 },
        { reason: "nobody_known", count: 1 },
        { reason: "no_statement", count: 1 },
      ],
    },
  ]);
});

test("where sending is switched off, what waits is told as not sent", async () => {
  await statementsDue(db(), mei, 1, moment);
  pass(7 * 86_400);
  const range = { platformId: "aliexpress", from: new Date("2010-01-01"), to: new Date("2030-01-01"), now: moment };
  const gaps = async () => (await reconciliation(db(), range)).flatMap((day) => day.gaps.map(({ reason }) => reason));
  expect(await gaps()).not.toContain("not_sending");
  await given(db(), "aliexpress", { databaseSend: false });
  expect(await gaps()).toContain("not_sending");
  expect(await gaps()).not.toContain("waiting");
});

test.each(["hosting", "small_platform"] as const)(
  "B5: a %s owes the database nothing: what was decided is shown as not due, everywhere, though sending is switched on",
  async (tier) => {
    await statementsDue(db(), mei, 1, moment);
    const [other = ""] = await statementsDue(db(), mei, 1, moment);
    await db().update(databaseCopies).set({ state: "to_review" }).where(eq(databaseCopies.puid, other));
    pass(7 * 86_400);
    const laneOf = async () => (await databaseLanes(db())).find(({ platformId }) => platformId === "aliexpress");
    const closed = (await laneOf())?.counts.given_up ?? 0;
    await db().update(platforms).set({ tier }).where(eq(platforms.id, "aliexpress"));
    // What was closed before is owed as little as what waits.
    const counts = { waiting: 0, to_review: 0, given_up: 0, not_due: closed + 2 };
    expect(await laneOf()).toMatchObject({ isOn: true, isOwed: false, counts });
    const range = { platformId: "aliexpress", from: new Date("2010-01-01"), to: new Date("2030-01-01"), now: moment };
    const days = await reconciliation(db(), range);
    const reasons = days.flatMap(({ gaps }) => gaps.map(({ reason }) => reason));
    expect(reasons).toContain("not_due");
    expect(reasons).not.toContain("waiting");
    expect(days.every(({ due, accepted }) => due === accepted)).toBe(true);
    await measureDatabase(db());
    const told = await metrics().registry.metrics();
    expect(told).toContain('recourse_database_statements{platform="aliexpress",state="not_due"} 2');
    expect(told).not.toContain('recourse_database_statements{platform="aliexpress",state="waiting"}');
    const page = await settingsPage(db());
    expect(page.platforms.find(({ id }) => id === "aliexpress")).toMatchObject({ tier, owesDatabase: false });
    await send();
    expect(server.of("aliexpress").map(({ puid }) => puid)).not.toContain(other);
    await db().update(platforms).set({ tier: "very_large" }).where(eq(platforms.id, "aliexpress"));
    await measureDatabase(db());
    expect(await metrics().registry.metrics()).toContain(
      'recourse_database_statements{platform="aliexpress",state="waiting"} 2',
    );
  },
);
