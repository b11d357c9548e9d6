import { asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  cases,
  decisions,
  noticeItems,
  outbox,
  reviewFlags,
  sanctions,
  settings,
  statements,
  strikes,
} from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  aDecidedCase,
  anAccount,
  auditOf,
  aViolation,
  caseRow,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { decideCase } from "./decide.command";
import { undoDecision } from "./undo.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
let lead: Person;
const now = townTime;
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  ben = await aColleague(db, { name: "Ben Okafor" });
  lead = await aColleague(db, { role: "supervisor" });
});

test("a decision taken back within the window leaves no message, no sanction, no strike, and the case in the same hands", async () => {
  const { db } = opened();
  const { caseId, decisionId } = await aDecidedCase(db, { by: mei, at: now });
  expect(await undoDecision(mei, { decisionId }, after(29))).toMatchObject({
    ok: true,
    value: { caseId, state: "claimed", version: 3 },
  });
  expect(await caseRow(db, caseId)).toMatchObject({ state: "claimed", claimedBy: mei.id, decidedAt: null });
  const messages = await db.select({ state: outbox.state }).from(outbox).where(eq(outbox.decisionId, decisionId));
  expect(messages.length).toBeGreaterThan(2);
  expect(messages.every(({ state }) => state === "cancelled")).toBe(true);
  const imposed = await db
    .select({ state: sanctions.state })
    .from(sanctions)
    .where(eq(sanctions.decisionId, decisionId));
  expect(imposed.map(({ state }) => state)).toEqual(["lifted", "lifted"]);
  const [strike] = await db
    .select({ overturnedAt: strikes.overturnedAt })
    .from(strikes)
    .where(eq(strikes.decisionId, decisionId));
  expect(strike?.overturnedAt).toEqual(after(29));
  const told = await db
    .select({ delivery: statements.delivery, revokedAt: statements.revokedAt })
    .from(statements)
    .where(eq(statements.decisionId, decisionId));
  expect(told.every(({ delivery, revokedAt }) => delivery === "cancelled" && revokedAt !== null)).toBe(true);
  expect(
    await db.select({ decisionId: noticeItems.decisionId }).from(noticeItems).where(eq(noticeItems.caseId, caseId)),
  ).toEqual([{ decisionId: null }]);
  expect((await auditOf(db, decisionId))[0]).toMatchObject({ verb: "case.undo", outcome: "done" });
});

test("after it was taken back the case can be decided again, and the first decision counts for nothing", async () => {
  const { db } = opened();
  const made = await aDecidedCase(db, { by: mei, at: now });
  await undoDecision(mei, { decisionId: made.decisionId }, after(10));
  const again = await decideCase(
    mei,
    { ...aViolation(made, { sanctions: firstBuyerSanction }), version: 3 },
    after(20),
  );
  expect(again.ok).toBe(true);
  const [row] = await db
    .select({ count: decisions.count })
    .from(decisions)
    .where(eq(decisions.id, again.ok ? again.value.decisionId : ""));
  expect(row?.count).toBe(1);
});

test("once the window is over nobody takes a decision back, not even a supervisor", async () => {
  const { db } = opened();
  const { decisionId, caseId } = await aDecidedCase(db, { by: mei, at: now });
  for (const person of [mei, lead]) {
    expect(await undoDecision(person, { decisionId }, after(30))).toMatchObject({
      ok: false,
      reason: "undo_window_over",
    });
  }
  expect(await caseRow(db, caseId)).toMatchObject({ state: "decided" });
  expect((await auditOf(db, decisionId))[0]).toMatchObject({ outcome: "refused" });
});

test("a colleague cannot take back what somebody else decided; a supervisor can, and the case goes to the queue", async () => {
  const { db } = opened();
  const { decisionId } = await aDecidedCase(db, { by: mei, at: now });
  expect(await undoDecision(ben, { decisionId }, after(5))).toMatchObject({
    ok: false,
    reason: "undo_not_yours",
    values: { name: "Mei Lin" },
  });
  expect(await undoDecision(lead, { decisionId }, after(6))).toMatchObject({ ok: true, value: { state: "open" } });
  expect(await undoDecision(lead, { decisionId }, after(7))).toMatchObject({
    ok: false,
    code: "stale",
    reason: "decision_already_undone",
  });
});

test("an auditor cannot take a decision back", async () => {
  const { db } = opened();
  const auditor = await aColleague(db, { role: "auditor" });
  const { decisionId } = await aDecidedCase(db, { by: mei, at: now });
  expect(await undoDecision(auditor, { decisionId }, after(1))).toMatchObject({ ok: false, code: "forbidden" });
});

test("without an undo window a decision stands at once", async () => {
  const { db } = opened();
  await db.insert(settings).values({ platformId: "wechat", key: "undoSeconds", value: 0, updatedAt: now });
  const about = await aCase(db, { platform: "wechat", contentAt: new Date("2024-02-05T03:00:00Z") });
  const at = new Date("2024-03-01T03:00:00Z");
  const decided = await decideCase(mei, { caseId: about.caseId, version: 1, outcome: "no_violation" }, at);
  expect(await undoDecision(mei, { decisionId: decided.ok ? decided.value.decisionId : "" }, at)).toMatchObject({
    ok: false,
    reason: "undo_window_over",
  });
});

test("a decision that counted the strike within these seconds is flagged for another look", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const first = await aDecidedCase(db, { account, by: mei, at: now });
  const second = await aDecidedCase(db, { account, by: ben, at: after(5) });
  await undoDecision(mei, { decisionId: first.decisionId }, after(10));
  const flags = await db
    .select({ decisionId: reviewFlags.decisionId, reason: reviewFlags.reason })
    .from(reviewFlags)
    .where(eq(reviewFlags.becauseDecisionId, first.decisionId));
  expect(flags).toEqual([{ decisionId: second.decisionId, reason: "undone" }]);
});

test("a report that came in meanwhile opened its own case, so the decision stays and the person is told where to go", async () => {
  const { db } = opened();
  const made = await aDecidedCase(db, { by: mei, at: now });
  await db.insert(cases).values({
    platformId: "taobao-weitao",
    itemId: made.itemId,
    snapshotId: made.snapshotId,
    rank: 1,
    openedAt: after(3),
    dueAt: after(9000),
    source: "guest",
    language: "zh",
  });
  expect(await undoDecision(mei, { decisionId: made.decisionId }, after(5))).toMatchObject({
    ok: false,
    reason: "undo_new_case",
  });
  const states = await db
    .select({ state: outbox.state })
    .from(outbox)
    .where(eq(outbox.decisionId, made.decisionId))
    .orderBy(asc(outbox.id));
  expect(states.every(({ state }) => state === "waiting")).toBe(true);
});
