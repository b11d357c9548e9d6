import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { auditDrawItems, cases, decisions, statements } from "@/db/schema";
import { noteLook } from "@/lib/platform/looks";
import { lookAt } from "@/lib/platform/looks.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { aReviewer } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aStoredComplaint } from "@/test/report-cases";
import { aColleague, aDecidedCase, auditOf, givenPacks, townTime } from "@/test/town";
import { answerMark, closeAudit, drawAudit, markItem } from "./audit.command";
import { auditList, auditView } from "./audit.queries";
import { answerRefusal, closeRefusal, markRefusal } from "./audit.rules";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2016-10-01T10:00:00Z");
const asked = {
  title: "September",
  platform: "taobao-weitao",
  from: "2016-09-01",
  to: "2016-09-30",
  size: 4,
  seed: "oak",
};
let [mei, jonas, amara, tomasz, eva]: Person[] = [];
let caseIds: string[];

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db());
  jonas = await aColleague(db(), { role: "supervisor", name: "Jonas Weber" });
  amara = await aColleague(db(), { role: "supervisor" });
  tomasz = await aColleague(db(), { role: "auditor", name: "Tomasz Nowak" });
  eva = await aColleague(db(), { role: "auditor" });
  caseIds = [];
  for (let made = 0; made < 6; made += 1) {
    const by = (made === 0 ? amara : mei) as Person;
    caseIds.push((await aDecidedCase(db(), { by, at: new Date(townTime.getTime() + made * 60_000) })).caseId);
  }
});

async function aDraw(by = tomasz as Person, more: object = {}): Promise<string> {
  const drawn = await drawAudit(by, { ...asked, ...more }, now);
  if (!drawn.ok) throw new Error(JSON.stringify(drawn));
  return drawn.value.drawId;
}
async function seen(drawId: string, by = tomasz as Person) {
  const view = await auditView(db(), by, { drawId });
  if (!view.ok) throw new Error(view.reason);
  return view.value;
}
const ids = async (drawId: string) => (await seen(drawId)).items.map(({ caseId }) => caseId);

test("the same seed, period and platform draw the same decisions in the same order, for whoever draws", async () => {
  const [one, other] = [await aDraw(), await aDraw(eva as Person)];
  expect(await ids(one)).toHaveLength(4);
  expect(await ids(one)).toEqual(await ids(other));
  const orders = new Set<string>();
  for (const seed of ["ash", "elm", "fir", "yew"]) orders.add((await ids(await aDraw(undefined, { seed }))).join());
  expect(orders.size).toBeGreaterThan(1);
  expect(await seen(one)).toMatchObject({ size: 4, population: 6, unmarked: 4, withChildSafety: false });
  expect((await auditOf(db(), one))[0]).toMatchObject({ verb: "audit.draw", outcome: "done" });
});

test("a draw larger than what there is takes all of it, and one of nothing is refused in words", async () => {
  expect((await ids(await aDraw(undefined, { size: 500 }))).toSorted()).toEqual(caseIds.toSorted());
  const drawn = (more: object) => drawAudit(tomasz as Person, { ...asked, ...more }, now);
  expect(await drawn({ from: "2015-01-01", to: "2015-02-01" })).toMatchObject({ reason: "audit_nothing_to_draw" });
  expect(await drawn({ to: "2016-08-01" })).toMatchObject({
    fields: [{ field: "to", reason: "audit_period_backwards" }],
  });
  expect(await drawn({ to: "2016-10-01" })).toMatchObject({
    fields: [{ field: "to", reason: "audit_period_not_over" }],
  });
  expect(await drawn({ platform: "nowhere" })).toMatchObject({ fields: [{ field: "platform" }] });
  for (const [field, wrong] of Object.entries({ size: 501, seed: "", title: "x".repeat(121), from: "yesterday" }))
    expect(await drawn({ [field]: wrong })).toMatchObject({ code: "invalid", fields: [{ field }] });
});

test("an auditor marks what they drew, a supervisor answers a finding once, and the last word ends the marking", async () => {
  const drawId = await aDraw();
  const [first, second, ...rest] = (await seen(drawId)).items;
  const mark = (itemId: string | undefined, more: object, by = tomasz as Person) =>
    markItem(by, { drawId, itemId, ...more }, now);
  const answer = (itemId: string | undefined, by = jonas as Person) =>
    answerMark(by, { drawId, itemId, answer: "The clause covers it: see the exception." }, now);
  expect(await mark(first?.id, { mark: "finding" })).toMatchObject({
    fields: [{ field: "comment", reason: "required" }],
  });
  expect(await mark(first?.id, { mark: "in_order" }, eva)).toMatchObject({ reason: "audit_not_yours" });
  expect(await mark(first?.id, { mark: "in_order" }, jonas)).toMatchObject({ reason: "forbidden" });
  expect(await answer(first?.id)).toMatchObject({ reason: "audit_nothing_to_answer" });
  expect(await mark(first?.id, { mark: "finding", comment: "No exception was considered." })).toMatchObject({
    ok: true,
  });
  expect(await answer(first?.id, tomasz)).toMatchObject({ reason: "forbidden" });
  expect(await closeAudit(tomasz as Person, { drawId, summary: "Done" }, now)).toMatchObject({
    reason: "audit_unmarked",
  });
  for (const item of [second, ...rest]) await mark(item?.id, { mark: "in_order" });
  const by = first?.caseId === caseIds[0] ? jonas : amara;
  expect(await answer(first?.id, by)).toMatchObject({ ok: true });
  expect(await answer(first?.id, by)).toMatchObject({ reason: "audit_answered" });
  expect(await mark(first?.id, { mark: "in_order" })).toMatchObject({ reason: "audit_answered" });
  expect(await closeAudit(tomasz as Person, { drawId, summary: "One finding, answered." }, now)).toMatchObject({
    ok: true,
  });
  expect(await mark(second?.id, { mark: "question", comment: "?" })).toMatchObject({ reason: "audit_closed" });
  expect(await seen(drawId)).toMatchObject({
    summary: "One finding, answered.",
    findings: 1,
    unanswered: 0,
    may: { close: false },
  });
});

test("nobody answers for a decision of their own", async () => {
  const drawId = await aDraw(undefined, { size: 6 });
  const own = (await seen(drawId)).items.find(({ caseId }) => caseId === caseIds[0]);
  await markItem(tomasz as Person, { drawId, itemId: own?.id, mark: "question", comment: "Why?" }, now);
  const given = { drawId, itemId: own?.id, answer: "Because." };
  expect(await answerMark(amara as Person, given, now)).toMatchObject({ reason: "audit_own_decision" });
  expect(await answerMark(jonas as Person, given, now)).toMatchObject({ ok: true });
});

test("what is drawn of child safety is neither drawn nor shown where somebody is not cleared", async () => {
  const drawId = await aDraw(undefined, { size: 6 });
  const hide = (rankWhy: { code: string; points: number }[]) =>
    db()
      .update(cases)
      .set({ rankWhy })
      .where(eq(cases.id, caseIds[2] ?? ""));
  await hide([{ code: "child_abuse", points: 1 }]);
  expect(await seen(drawId)).toMatchObject({ hidden: 1 });
  expect(await ids(drawId)).not.toContain(caseIds[2]);
  expect(await ids(await aDraw(undefined, { size: 6 }))).toHaveLength(5);
  const cleared = { ...(tomasz as Person), skills: { languages: [], platforms: [], groups: [], childSafety: true } };
  expect(await seen(drawId, cleared)).toMatchObject({ hidden: 0 });
  expect(await seen(await aDraw(cleared, { size: 6 }), cleared)).toMatchObject({ size: 6, withChildSafety: true });
  await hide([]);
});

test("a decision is kept from whoever may answer its appeal and has not looked at it, and from nobody else", async () => {
  const drawId = await aDraw(undefined, { size: 6 });
  const rosa = await aReviewer(db(), { name: "Rosa Klein" });
  const caseId = caseIds[3] ?? "";
  const [told] = await db()
    .select({ decisionId: decisions.id, statementId: statements.id, platformId: decisions.platformId })
    .from(decisions)
    .innerJoin(statements, eq(statements.decisionId, decisions.id))
    .where(eq(decisions.caseId, caseId));
  if (!told) throw new Error("no statement");
  const open = { state: "received", outcome: null, decidedAt: null, notifiedAt: null, cause: null } as const;
  await aStoredComplaint(db(), told, { at: now, hours: 100, ...open });
  const page = await auditView(db(), rosa, { drawId, now });
  expect(page).toMatchObject({ value: { kept: 1 } });
  expect(JSON.stringify(page)).not.toContain(caseId);
  expect(await seen(drawId, jonas)).toMatchObject({ kept: 0 });
  expect(await ids(drawId)).toContain(caseId);
});

test("audits come newest first, page by page, each once; moderators see none", async () => {
  const found: string[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const page = await auditList(db(), jonas as Person, after, 3);
    if (!page.ok) throw new Error(page.reason);
    found.push(...page.value.rows.map(({ id }) => id));
    after = page.value.next;
  }
  expect(new Set(found).size).toBe(found.length);
  expect(found.length).toBeGreaterThan(6);
  expect(await auditList(db(), mei as Person)).toMatchObject({ reason: "forbidden" });
  expect(await auditView(db(), jonas as Person, { drawId: "x" })).toMatchObject({ reason: "audit_not_found" });
});

test("a page of a draw goes on after the last position, and ends", async () => {
  const drawId = await aDraw(undefined, { size: 6 });
  const page = async (after: number) => {
    const view = await auditView(db(), tomasz as Person, { drawId, after, limit: 4 });
    return view.ok ? [view.value.items.map(({ position }) => position), view.value.next] : [];
  };
  expect(await page(0)).toEqual([[1, 2, 3, 4], 4]);
  expect(await page(4)).toEqual([[5, 6], null]);
});

test("what was drawn, and a mark after the last word, cannot be changed by anybody", async () => {
  const change = (text: string) => expect(opened().exec(text)).rejects.toThrow();
  await change("update audit_draws set seed = 'x'");
  await change("delete from audit_draw_items");
  await change(
    "update audit_draw_items i set mark = 'finding' from audit_draws d where d.id = i.draw_id and d.closed_at is not null",
  );
  expect(await db().$count(auditDrawItems)).toBeGreaterThan(0);
});

test("each thing that an auditor opens is in the log once a minute, and of others' work nothing is", async () => {
  const [caseId = ""] = caseIds;
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const looks = async () => (await auditOf(db(), caseId)).filter(({ verb }) => verb === "auditor.look");
  for (const [seconds, path] of [
    [0, `/cases/${caseId}?platform=wechat`],
    [5, `/api/cases/${caseId}/decisions`],
    [70, `/cases/${caseId}`],
  ] as const)
    await noteLook(db(), tomasz as Person, path, at(seconds));
  expect(await looks()).toMatchObject([{ outcome: "viewed" }, { outcome: "viewed" }]);
  await noteLook(db(), jonas as Person, `/cases/${caseId}`, at(200));
  for (const path of [`/cases/${caseId}x`, "/cases/------------------------------------", "/api/queue", null])
    await noteLook(db(), eva as Person, path, at(200));
  expect(await looks()).toHaveLength(2);
  expect(lookAt("/api/queue?platform=wechat")).toBeNull();
});

test("a report, its files, what a number counts, a trustee's report, a register and a list are looks like a case is", async () => {
  const id = caseIds[0] ?? "";
  for (const [path, look] of [
    [`/reports/${id}`, { kind: "report", id }],
    [`/reports/${id}/6-0-5`, { kind: "report", id }],
    [`/api/reports/${id}/files/transparency-report.xlsx`, { kind: "report", id }],
    [`/api/commitments/reports/${id}/files/report.pdf`, { kind: "trustee_report", id }],
    ["/commitments/aliexpress-2025", { kind: "page", id: "/commitments/aliexpress-2025" }],
    ["/queue?platform=wechat", { kind: "page", id: "/queue" }],
  ] as const)
    expect(lookAt(path)).toEqual(look);
  await noteLook(db(), tomasz as Person, "/commitments/aliexpress-2025/AE9", now);
  expect(await auditOf(db(), "/commitments/aliexpress-2025/AE9")).toMatchObject([
    { verb: "auditor.look", outcome: "viewed" },
  ]);
});

const mark = fc.constantFrom(null, "in_order", "finding", "question") as fc.Arbitrary<
  null | "in_order" | "finding" | "question"
>;
const moment = fc.option(fc.constant(now));
test("a mark is never moved after its answer or the last word, and only what is no good order is answered", () => {
  fc.assert(
    fc.property(mark, moment, moment, fc.boolean(), (given, answeredAt, closedAt, isMine) => {
      const draw = { closedAt, drawnBy: isMine ? "me" : "other" };
      const item = { mark: given, answeredAt };
      expect(markRefusal(draw, item, "me") === null).toBe(isMine && !closedAt && !answeredAt);
      const answerable = (given === "finding" || given === "question") && !answeredAt;
      expect(answerRefusal({ ...item, decidedBy: "other" }, "me") === null).toBe(answerable);
      expect(answerRefusal({ ...item, decidedBy: "me" }, "me")).not.toBeNull();
      expect(closeRefusal(draw, given === null ? 1 : 0, "me") === null).toBe(isMine && !closedAt && given !== null);
    }),
  );
});
