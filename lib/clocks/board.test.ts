import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  cases,
  disputes,
  mails,
  orders,
  outbox,
  platforms,
  platformTierChanges,
  sanctions,
  statements,
} from "@/db/schema";
import { outboxHandlers } from "@/lib/boot/handlers";
import { startDueSanctions } from "@/lib/decisions/sanction.command";
import { metrics } from "@/lib/platform/metrics";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDispute, givenBodies } from "@/test/disputes";
import { aCase, aColleague, aDecidedCase, auditOf, townTime } from "@/test/town";
import { alertWhenOverdue } from "./alert.command";
import { clockPage, clockSummaries, needsYou } from "./board.queries";
import { ClockRequest } from "./contract";
import { measureClocks } from "./metrics.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
});

const board = async (asked: Record<string, unknown>, now: Date, by = amara) => {
  const page = await clockPage(db(), by, ClockRequest.parse(asked), now);
  if (!page.ok) throw new Error(page.reason);
  return page.value;
};
const hour = 3_600_000;
const later = (hours: number) => new Date(townTime.getTime() + hours * hour);

test("S2: a statement of reasons stands as a date of the law, due at the end of the day the restriction starts where its reader is", async () => {
  const { decisionId } = await aDecidedCase(db(), { by: mei, at: townTime });
  const { rows } = await board({ kind: "statement" }, after(1));
  const [owed] = await db().select().from(statements).where(eq(statements.decisionId, decisionId));
  // Noon in China: the day there ends at 16:00 UTC.
  expect(owed).toMatchObject({ zone: "Asia/Shanghai", dueAt: new Date("2016-09-07T15:59:59.999Z") });
  expect(rows).toMatchObject([
    { id: owed?.id, basis: "statutory", dueAt: "2016-09-07T15:59:59.999Z", isOverdue: false },
  ]);
  await startDueSanctions(db(), after(60));
  await drainOutbox(db(), outboxHandlers, after(60));
  expect((await board({ kind: "statement" }, after(61))).rows).toEqual([]);
  // Their six months have begun, and the measure will end: a right of theirs, and a date that the decision set.
  const [window] = (await board({ kind: "appeal_window" }, after(61))).rows;
  expect(window).toMatchObject({ basis: "statutory", holder: null, isOverdue: false });
  const [ends] = (await board({ kind: "sanction_end" }, after(61))).rows;
  const [suspended] = await db()
    .select()
    .from(sanctions)
    .where(sql`${sanctions.decisionId} = ${decisionId} and ${sanctions.endsAt} is not null`);
  expect(ends).toMatchObject({ id: suspended?.id, basis: "decided", dueAt: suspended?.endsAt?.toISOString() });
});

test("dates of the law and own targets are never mixed: each filter shows its own alone", async () => {
  await aCase(db(), { dueAt: later(300) });
  for (const basis of ["statutory", "target", "decided"] as const) {
    const { rows } = await board({ basis, limit: 100 }, after(62));
    expect(new Set(rows.map((row) => row.basis))).toEqual(new Set([basis]));
  }
  const all = (await board({ limit: 100 }, after(62))).rows;
  const notice = all.filter(({ kind }) => kind === "notice");
  expect(new Set(notice.map(({ basis }) => basis))).toEqual(new Set(["target"]));
});

test("T1: a trusted flagger's notice has a clock of its own; an order has one instead of its cases' own", async () => {
  const flagged = await aCase(db(), { source: "trusted_flagger", dueAt: later(4) });
  const ordered = await aCase(db(), { source: "authority", dueAt: later(4) });
  const [order] = await db()
    .insert(orders)
    .values({
      ...{ platformId: "taobao-weitao", kind: "act", authority: "Court of Riga", country: "LV", language: "lv" },
      ...{ email: "court@authority.example", receivedAt: townTime, recordedAt: townTime },
    })
    .returning({ id: orders.id });
  const { rows } = await board({ limit: 100 }, after(63));
  expect(rows.filter(({ id }) => id === flagged.caseId)).toMatchObject([{ kind: "trusted_flagger", basis: "target" }]);
  expect(rows.filter(({ id }) => id === ordered.caseId)).toEqual([]);
  // 24 hours, as the settings start.
  expect(rows.filter(({ id }) => id === order?.id)).toMatchObject([
    { kind: "order", basis: "target", reference: "Court of Riga", dueAt: later(24).toISOString() },
  ]);
});

test("the board is read page by page, each duty once, the soonest first, whatever kinds it is of", async () => {
  const whole = (await board({ limit: 100 }, after(64))).rows;
  const read: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof board>> = await board(
      { limit: 2, ...(cursor ? { after: cursor } : {}) },
      after(64),
    );
    read.push(...page.rows.map(({ id, kind }) => `${kind} ${id}`));
    cursor = page.next;
  }
  expect(whole.length).toBeGreaterThan(4);
  expect(read).toEqual(whole.map(({ id, kind }) => `${kind} ${id}`));
  const dues = whole.map(({ dueAt }) => dueAt);
  expect(dues).toEqual([...dues].sort((one, other) => (one < other ? -1 : 1)));
  const wrong = await clockPage(db(), amara, ClockRequest.parse({ after: "bm9uc2Vuc2U" }), after(64));
  expect(wrong).toMatchObject({ ok: false, fields: [{ reason: "cursor_unknown" }] });
});

test("A5: an appeal past its target stands as overdue with who holds it, and needs that person", async () => {
  const { decisionId } = await aToldDecision(db(), { by: mei });
  const { appealId } = await aTakenAppeal(db(), decisionId, amara);
  const now = after(days(1 + 15));
  const { rows } = await board({ view: "overdue", kind: "appeal", holder: "me" }, now);
  expect(rows).toMatchObject([{ id: appealId, isOverdue: true, isMine: true, holder: { name: amara.name } }]);
  expect((await board({ kind: "appeal", holder: "nobody" }, now)).rows).toEqual([]);
  const needs = await needsYou(db(), amara, now, 50);
  expect(needs.ok && needs.value.rows.map(({ id }) => id)).toContain(appealId);
  // A moderator hears of what they hold, and of nothing else.
  const idle = await needsYou(db(), mei, now, 50);
  expect(idle.ok && idle.value.rows).toEqual([]);
  const held = await aCase(db(), { dueAt: later(1) });
  const claim = { state: "claimed" as const, claimedBy: mei.id, leaseUntil: after(days(99)) };
  await db().update(cases).set(claim).where(eq(cases.id, held.caseId));
  const hers = await needsYou(db(), mei, now, 50);
  expect(hers.ok && hers.value.rows.map(({ id }) => id)).toEqual([held.caseId]);
});

test("whoever is not cleared for it never sees that a case of child safety has a clock", async () => {
  const { caseId } = await aCase(db(), { dueAt: later(2) });
  const why = [{ code: "child_abuse", points: 1 }];
  await db().update(cases).set({ rankWhy: why }).where(eq(cases.id, caseId));
  const ids = (await board({ limit: 100 }, after(65))).rows.map(({ id }) => id);
  expect(ids).not.toContain(caseId);
  const skills = { languages: [], platforms: [], groups: [], childSafety: true };
  const cleared = (await board({ limit: 100 }, after(65), { ...amara, skills })).rows.map(({ id }) => id);
  expect(cleared).toContain(caseId);
});

test("what is overdue is written to whoever holds it and, where nobody does, to the supervisors, once a day", async () => {
  const now = after(days(30));
  const told = await alertWhenOverdue(db(), now);
  expect(told).toBeGreaterThanOrEqual(3);
  expect(await alertWhenOverdue(db(), new Date(now.getTime() + hour))).toBe(0);
  await drainOutbox(db(), outboxHandlers, now);
  const sent = await db().select().from(mails).where(eq(mails.kind, "mail.overdue"));
  expect(new Set(sent.map(({ toAddress }) => toAddress))).toEqual(
    new Set(
      (await db().select().from(outbox).where(eq(outbox.kind, "mail.overdue"))).flatMap(
        ({ payload }) => `${payload.personId}@desk.example`,
      ),
    ),
  );
  const toMei = sent.find(({ toAddress }) => toAddress.startsWith(mei.id));
  expect(toMei?.body).toContain("Decision on a notice (Own target)");
  expect((await auditOf(db(), "overdue")).map(({ verb }) => verb)).toEqual(["clock.alert"]);
  expect(await alertWhenOverdue(db(), new Date(now.getTime() + 24 * hour))).toBe(told);
});

test("D3: a dispute has two dates, the desk's own for taking part and the body's ninety days by law; nobody here is late for the body", async () => {
  const told = await aToldDecision(db(), { by: mei });
  const bodyId = await givenBodies(db());
  const { disputeId } = await aDispute(db(), amara, { caseId: told.caseId, bodyId });
  const [row] = await db().select().from(disputes).where(eq(disputes.id, disputeId));
  if (!row) throw new Error("no dispute");
  const mine = async (kind: string, now: Date) =>
    (await board({ kind }, now)).rows.filter(({ id }) => id === disputeId);
  expect(await mine("dispute_engage", row.recordedAt)).toMatchObject([{ basis: "target", isOverdue: false }]);
  expect(await mine("dispute_body", row.recordedAt)).toMatchObject([
    { basis: "statutory", dueAt: row.dueAt.toISOString(), href: `/disputes/${disputeId}` },
  ]);
  const late = new Date(row.dueAt.getTime() + hour);
  expect((await mine("dispute_engage", late))[0]?.isOverdue).toBe(true);
  const said = await clockSummaries(db(), amara, late);
  const late90 = said.ok
    ? said.value.kinds.filter(({ kind, overdue }) => kind === "dispute_body" && overdue > 0)
    : null;
  expect(late90).toEqual([]);
});

test("the summary counts what is overdue, and reckons from what was done in the last 24 hours", async () => {
  const now = after(days(30));
  const read = await clockSummaries(db(), amara, now);
  const appeal = read.ok ? read.value.kinds.find(({ kind }) => kind === "appeal") : undefined;
  expect(appeal).toMatchObject({ basis: "target", overdue: 1, forecast: { due: 1, done: 0, late: 1 } });
  const automatic = read.ok ? read.value.kinds.find(({ kind }) => kind === "statement") : undefined;
  expect(automatic?.forecast).toBeNull();
  await measureClocks(db(), now);
  const text = await metrics().registry.metrics();
  expect(text).toContain('recourse_overdue_duties{kind="appeal",basis="target"} 1');
});

test("the board is for supervisors, admins and auditors", async () => {
  const request = ClockRequest.parse({});
  expect(await clockPage(db(), mei, request, townTime)).toMatchObject({ ok: false, code: "forbidden" });
  for (const role of ["admin", "auditor"] as const) {
    const reader = await aColleague(db(), { role });
    expect(await clockPage(db(), reader, request, townTime)).toMatchObject({ ok: true });
  }
});

test("Art. 19: where a provider does not owe a complaint, the six months that people are given are the desk's own target", async () => {
  const { decisionId } = await aDecidedCase(db(), { by: mei, at: townTime });
  await startDueSanctions(db(), after(60));
  await drainOutbox(db(), outboxHandlers, after(60));
  const [owed] = await db().select().from(statements).where(eq(statements.decisionId, decisionId));
  const windows = async (basis: string) =>
    (await board({ kind: "appeal_window", basis }, after(61))).rows.filter(({ id }) => id === owed?.id);
  expect([(await windows("statutory")).length, (await windows("target")).length]).toEqual([1, 0]);
  const as = (tier: "small_platform" | "online_platform") =>
    db()
      .update(platforms)
      .set({ tier })
      .where(eq(platforms.id, owed?.platformId ?? ""));
  await as("small_platform");
  expect([(await windows("statutory")).length, await windows("target")]).toMatchObject([0, [{ basis: "target" }]]);
  await as("online_platform");
});

test("Art. 19: what a provider owed when it arose stays owed when its tier turns, and what arose before it owed becomes no date of the law", async () => {
  const told = async (from: number) => {
    const { decisionId } = await aDecidedCase(db(), { by: mei, at: after(from) });
    await startDueSanctions(db(), after(from + 60));
    await drainOutbox(db(), outboxHandlers, after(from + 60));
    const [row] = await db().select().from(statements).where(eq(statements.decisionId, decisionId));
    return { id: row?.id ?? "", platformId: row?.platformId ?? "" };
  };
  const early = await told(100);
  const turn = async (
    to: "small_platform" | "online_platform",
    from: "small_platform" | "online_platform",
    at: Date,
  ) => {
    const change = {
      platformId: early.platformId,
      fromTier: from,
      fromMarketplace: true,
      tier: to,
      isMarketplace: true,
    };
    const when = { effectiveFrom: at.toISOString().slice(0, 10), setAt: at, appliedAt: at };
    await db()
      .insert(platformTierChanges)
      .values({ ...change, ...when, why: "The figures of two years." });
    await db().update(platforms).set({ tier: to }).where(eq(platforms.id, early.platformId));
  };
  const owed = async () => {
    const { rows } = await board({ kind: "appeal_window", basis: "statutory" }, after(1_000));
    return rows.map(({ id }) => id);
  };
  await turn("small_platform", "online_platform", after(300));
  const between = await told(400);
  expect((await owed()).includes(early.id)).toBe(true);
  expect((await owed()).includes(between.id)).toBe(false);
  await turn("online_platform", "small_platform", after(600));
  const late = await told(700);
  const now = await owed();
  expect([early, between, late].map(({ id }) => now.includes(id))).toEqual([true, false, true]);
  await db().delete(platformTierChanges);
});
