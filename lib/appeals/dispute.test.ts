import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, disputes, noticeItems, notices, outbox } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { madeDecisions } from "@/lib/decisions/made.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { after, anAppealDesk, aToldDecision, days, effectsIn, fieldsOf, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDispute, disputeRow, givenBodies, log } from "@/test/disputes";
import { aColleague, auditOf, aViolation, caseRow, firstBuyerSanction } from "@/test/town";
import { confirmRemedy } from "./confirm-remedy.command";
import {
  engageDispute,
  extendDispute,
  payDispute,
  recordOutcome,
  refuseDispute,
  remindOfDisputes,
} from "./dispute.command";
import { DisputeListRequest } from "./dispute.contract";
import { disputeCounts, disputeView, listDisputes } from "./dispute.queries";
import { answerDispute, implementDispute } from "./dispute-answer.command";
import { ownDisputes } from "./dispute-known.queries";
import { reversalKey } from "./reversal.store";
import { waiveRemedy } from "./waive.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
const { statesOf } = effectsIn(opened);
let mei: Person;
let ben: Person;
let amara: Person;
let bodyId: string;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  ben = await aColleague(db(), { name: "Ben Adler" });
  bodyId = await givenBodies(db());
});
const about = {
  text: "The body asks us to give the post back.",
  decidedOn: "2016-10-20",
  bodyFees: 12_000,
  userCosts: 3_050,
};

/** A dispute about a fresh decision; each body number is its own. */
async function disputed(more: Record<string, unknown> = {}) {
  const told = await aToldDecision(db(), { by: mei });
  return { told, dispute: await aDispute(db(), amara, { caseId: told.caseId, bodyId, ...more }) };
}
type Seen = { disputeId: string; version: number };
async function found(dispute: Seen, outcome: string, more: Record<string, unknown> = {}): Promise<Seen> {
  const done = await recordOutcome(amara, { ...dispute, outcome, ...about, ...more }, after(days(50)));
  if (!done.ok) throw new Error(JSON.stringify(done));
  return done.value;
}
const viewOf = async (disputeId: string, at = after(days(60))) => {
  const view = await disputeView(db(), disputeId, amara, at);
  if (!view.ok) throw new Error(view.reason);
  return view.value;
};

test("D1: a merchant goes to a body without having complained to us, and the dispute is on record with no complaint on file", async () => {
  const { told, dispute } = await disputed({ bodyReference: "SH-1" });
  expect(await db().select().from(appeals).where(eq(appeals.decisionId, told.decisionId))).toEqual([]);
  expect(await disputeRow(db(), dispute.disputeId)).toMatchObject({ state: "received", by: "affected" });
  expect(await viewOf(dispute.disputeId)).toMatchObject({ appeal: null, body: "Settlement House" });
  expect((await auditOf(db(), dispute.disputeId)).map(({ verb }) => verb)).toEqual(["dispute.log"]);
  const made = await madeDecisions(db(), amara, told.caseId);
  expect(made.ok && made.value[0]?.disputes).toMatchObject([{ id: dispute.disputeId, state: "received" }]);
});

test("D1: only a body that was certified when it received the dispute is taken, and the same dispute only once", async () => {
  const told = await aToldDecision(db(), { by: mei });
  const given = { caseId: told.caseId, bodyId, bodyReference: "SH-2" };
  const ended = await givenBodies(db(), "Schlichtung Beispiel");
  const late = { ...given, bodyId: ended, receivedOn: "2017-07-01", at: after(days(320)) };
  expect(fieldsOf(await log(db(), amara, late))).toEqual(["bodyId dispute_body_not_certified"]);
  expect(await log(db(), amara, { ...late, receivedOn: "2017-06-30" })).toMatchObject({ ok: true });
  expect(fieldsOf(await log(db(), amara, { ...given, receivedOn: "2016-12-01" }))).toEqual([
    "receivedOn date_in_future",
  ]);
  await aDispute(db(), amara, given);
  expect(await log(db(), amara, given)).toMatchObject({ reason: "dispute_known" });
  expect(await log(db(), mei, given)).toMatchObject({ code: "forbidden" });
});

test("D2: taking part can be refused only by naming an earlier dispute on the same content that was settled", async () => {
  const { told, dispute: first } = await disputed();
  const again = await aDispute(db(), amara, { caseId: told.caseId, bodyId });
  const { dispute: elsewhere } = await disputed();
  const refuse = (earlier: string) => refuseDispute(amara, { ...again, earlier, why: reasons }, after(days(4)));
  const referenceOfDispute = async ({ disputeId }: Seen) => (await disputeRow(db(), disputeId)).reference;
  expect(fieldsOf(await refuse(""))).toEqual(["earlier dispute_earlier_needed"]);
  expect(fieldsOf(await refuse(await referenceOfDispute(again)))).toEqual(["earlier dispute_earlier_needed"]);
  expect(fieldsOf(await refuse(await referenceOfDispute(elsewhere)))).toEqual([
    "earlier dispute_earlier_other_content",
  ]);
  expect(fieldsOf(await refuse(await referenceOfDispute(first)))).toEqual(["earlier dispute_earlier_open"]);
  await found(first, "for_platform");
  expect(await refuse(await referenceOfDispute(first))).toMatchObject({ ok: true });
  expect(await disputeRow(db(), again.disputeId)).toMatchObject({ state: "refused", earlierId: first.disputeId });
  const byHand = db()
    .update(disputes)
    .set({ refusedAt: after(0) })
    .where(eq(disputes.id, elsewhere.disputeId));
  await expect(byHand).rejects.toThrow();
});

test("D2: once the platform takes part it cannot refuse, and who saw an old view is told", async () => {
  const { dispute } = await disputed();
  const engaged = await engageDispute(
    amara,
    { ...dispute, position: "We say that the rule was broken." },
    after(days(4)),
  );
  expect(engaged).toMatchObject({ ok: true, value: { version: 2 } });
  const stale = await refuseDispute(amara, { ...dispute, earlier: "", why: reasons }, after(days(4)));
  expect(stale).toMatchObject({ reason: "dispute_changed" });
  const view = await viewOf(dispute.disputeId);
  expect(view.may).toMatchObject({ engage: false, refuse: false, outcome: true, answer: false });
  expect(view.steps.map(({ step, by }) => `${step} ${by}`)).toContain("engaged Amara Okafor");
});

test("D2: what a body finds binds nobody: a person says what we do, with reasons, and not who decided", async () => {
  const { told, dispute } = await disputed();
  const now = await found(dispute, "for_user");
  expect(await statesOf(told.decisionId)).toEqual(["in_force", "in_force"]);
  const decider = { ...mei, role: "supervisor" } as Person;
  const answer = { ...now, answer: "not", why: reasons };
  expect(await answerDispute(decider, answer, after(days(51)))).toMatchObject({ reason: "dispute_own_decision" });
  const key = { kind: "key", id: "k", name: "k", platformIds: [], permissions: ["dispute.manage"] } as const;
  expect(await answerDispute(key, answer, after(days(51)))).toMatchObject({ code: "forbidden" });
  expect(fieldsOf(await answerDispute(amara, { ...answer, why: " " }, after(days(51))))).toEqual(["why required"]);
  expect(await answerDispute(amara, answer, after(days(51)))).toMatchObject({ ok: true, value: { remedies: 0 } });
  expect(await statesOf(told.decisionId)).toEqual(["in_force", "in_force"]);
  expect(await disputeRow(db(), dispute.disputeId)).toMatchObject({
    state: "closed",
    answer: "not",
    implementedAt: null,
  });
});

test("D3: the desk is reminded after 90 days and, where the body said that it is very complex, after 180", async () => {
  const { dispute } = await disputed();
  const row = () => disputeRow(db(), dispute.disputeId);
  // Received on 8 September: the 90th day is 7 December, the 180th 7 March.
  expect((await row()).dueAt).toEqual(new Date("2016-12-07T22:59:59.999Z"));
  await remindOfDisputes(db(), new Date("2016-12-07T22:59:00Z"));
  expect((await row()).reminded90At).toBeNull();
  const over = new Date("2016-12-07T23:00:00Z");
  await remindOfDisputes(db(), over);
  expect(await row()).toMatchObject({ reminded90At: over, reminded180At: null });
  expect(await viewOf(dispute.disputeId, over)).toMatchObject({ isLate: true });
  const { version } = await row();
  const extended = { disputeId: dispute.disputeId, version, why: "The body says that it needs an expert." };
  expect(await extendDispute(amara, extended, over)).toMatchObject({ ok: true });
  expect((await row()).dueAt).toEqual(new Date("2017-03-07T22:59:59.999Z"));
  expect(await viewOf(dispute.disputeId, over)).toMatchObject({ isLate: false, isExtended: true });
  const later = new Date("2017-03-07T23:00:00Z");
  await remindOfDisputes(db(), later);
  await remindOfDisputes(db(), new Date("2017-03-09T00:00:00Z"));
  expect(await row()).toMatchObject({ reminded90At: over, reminded180At: later });
  expect((await auditOf(db(), dispute.disputeId)).map(({ verb }) => verb).slice(0, 2)).toEqual([
    "dispute.remind",
    "dispute.extend",
  ]);
});

test("D4: who pays follows from the outcome, and is never typed", async () => {
  const { dispute: won } = await disputed();
  const forUser = await found(won, "for_user");
  expect((await viewOf(won.disputeId)).costs).toMatchObject({ owed: 15_050, userOwes: false, paidAt: null });
  expect(await payDispute(amara, forUser, after(days(55)))).toMatchObject({ ok: true, value: { cents: 15_050 } });
  const { version } = await disputeRow(db(), won.disputeId);
  const twice = await payDispute(amara, { disputeId: won.disputeId, version }, after(days(55)));
  expect(twice).toMatchObject({ reason: "dispute_nothing_to_pay" });
  const { dispute: lost } = await disputed();
  await found(lost, "for_platform");
  expect((await viewOf(lost.disputeId)).costs).toMatchObject({ owed: 12_000, userOwes: false });
  const { dispute: abusive } = await disputed();
  await found(abusive, "for_platform", { manifestBadFaith: true });
  expect((await viewOf(abusive.disputeId)).costs).toMatchObject({ owed: 12_000, userOwes: true });
});

test("D5: what the platform follows is carried out by the ledger, and only then it counts as implemented", async () => {
  const { told, dispute } = await disputed();
  const decided = await found(dispute, "for_user");
  const before = await disputeCounts(db(), amara, after(days(51)));
  const followed = await answerDispute(amara, { ...decided, answer: "follow", why: reasons }, after(days(51)));
  expect(followed).toMatchObject({ ok: true, value: { reopenedCase: null } });
  expect(await statesOf(told.decisionId)).toEqual(["lifted", "lifted"]);
  const { version } = await disputeRow(db(), dispute.disputeId);
  const seen = { disputeId: dispute.disputeId, version };
  expect(await implementDispute(amara, seen, after(days(51)))).toMatchObject({ reason: "dispute_ledger_open" });
  await theWorkerRuns(db(), after(days(51) + 60));
  const untold = (await viewOf(dispute.disputeId)).ledger.find(({ kind }) => kind === "tell_platform");
  expect(untold).toMatchObject({ state: "waiting", needsPerson: true });
  const confirmed = { remedyId: untold?.id, how: "Their operator wrote that the post is up again." };
  expect(await confirmRemedy(amara, confirmed, after(days(51) + 90))).toMatchObject({ ok: true });
  const view = await viewOf(dispute.disputeId);
  expect(view.ledger.map(({ kind }) => kind)).toContain("tell_notifier");
  expect(view).toMatchObject({ ledgerLeft: 0, may: { implement: true }, decision: { stands: false } });
  expect(await implementDispute(amara, seen, after(days(52)))).toMatchObject({ ok: true });
  expect(await disputeRow(db(), dispute.disputeId)).toMatchObject({ state: "closed", implementedAt: after(days(52)) });
  const counts = await disputeCounts(db(), amara, after(days(52)));
  expect((counts.share ?? 0) * counts.reversed).toBeCloseTo((before.share ?? 0) * before.reversed + 1);
});

test("D5: what nobody could be told is given up on the dispute's own page with a reason by name, and then it counts as implemented", async () => {
  const { dispute } = await disputed();
  const decided = await found(dispute, "for_user");
  const followed = await answerDispute(amara, { ...decided, answer: "follow", why: reasons }, after(days(51)));
  if (!followed.ok) throw new Error(followed.reason);
  const seen = { disputeId: dispute.disputeId, version: followed.value.version };
  await theWorkerRuns(db(), after(days(51) + 60));
  const key = reversalKey({ ...seen, appealId: null, decisionId: (await disputeRow(db(), seen.disputeId)).decisionId });
  await db()
    .update(outbox)
    .set({ state: "refused", doneAt: after(days(51)) })
    .where(eq(outbox.dedupeKey, key));
  const before = await viewOf(seen.disputeId);
  const line = before.ledger.find(({ kind }) => kind === "tell_platform");
  expect(line).toMatchObject({ state: "failed", mayWaive: true });
  const left = await implementDispute(amara, seen, after(days(52)));
  expect(left).toMatchObject({ ok: false, reason: "dispute_ledger_open" });
  const why = "The receiver was switched off for good; the platform was told by telephone.";
  const waived = { remedyId: line?.id, why };
  expect(await waiveRemedy(mei, waived, after(days(52)))).toMatchObject({ code: "forbidden" });
  expect(await waiveRemedy(amara, waived, after(days(52)))).toEqual({ ok: true, value: { disputeId: seen.disputeId } });
  const view = await viewOf(seen.disputeId);
  expect(view.ledger.find(({ id }) => id === line?.id)).toMatchObject({ state: "waived", waived: { why } });
  expect((await auditOf(db(), line?.id ?? ""))[0]).toMatchObject({ verb: "remedy.waive", outcome: "done" });
  expect(await implementDispute(amara, seen, after(days(53)))).toMatchObject({ ok: true });
});

test("D5: followed in part, only what is named falls, and the part has to be named", async () => {
  const { told, dispute } = await disputed();
  const decided = await found(dispute, "partly");
  const part = { ...decided, answer: "partly", why: reasons };
  expect(fieldsOf(await answerDispute(amara, part, after(days(51))))).toEqual(["liftSanctions appeal_part_needed"]);
  const [measure] = (await viewOf(dispute.disputeId)).measures;
  const named = { ...part, liftSanctions: [measure?.id] };
  expect(await answerDispute(amara, named, after(days(51)))).toMatchObject({ ok: true });
  expect((await statesOf(told.decisionId)).sort()).toEqual(["in_force", "lifted"]);
});

test("D5, A9: a notifier who was right before the body has the case opened again; somebody else than the earlier decider decides it anew, and then it counts", async () => {
  const told = await aToldDecision(db(), {
    by: mei,
    decision: { outcome: "no_violation", rationale: "There is nothing in it that the rules forbid." },
  });
  const [report] = await db()
    .select({ reference: notices.reference })
    .from(notices)
    .innerJoin(noticeItems, eq(noticeItems.noticeId, notices.id))
    .where(eq(noticeItems.caseId, told.caseId));
  const given = { caseId: told.caseId, bodyId, by: "notifier" };
  expect(fieldsOf(await log(db(), amara, { ...given, notice: "N-0000-0000" }))).toEqual(["notice dispute_no_report"]);
  const dispute = await aDispute(db(), amara, { ...given, notice: report?.reference });
  const decided = await found(dispute, "for_user");
  const followed = await answerDispute(amara, { ...decided, answer: "follow", why: reasons }, after(days(51)));
  expect(followed).toMatchObject({ ok: true, value: { reopenedCase: told.caseId } });
  await theWorkerRuns(db(), after(days(51) + 60));
  expect(await viewOf(dispute.disputeId)).toMatchObject({ ledgerLeft: 1, may: { implement: false } });
  const { version } = await caseRow(db(), told.caseId);
  const anew = aViolation({ ...told, version }, { sanctions: firstBuyerSanction });
  const refused = { reason: "case_needs_another_person" };
  expect(await claimCase(mei, { caseId: told.caseId }, after(days(52)))).toMatchObject(refused);
  expect(await decideCase(mei, anew, after(days(52)))).toMatchObject(refused);
  expect(await decideCase(ben, anew, after(days(52)))).toMatchObject({ ok: true });
  expect(await viewOf(dispute.disputeId)).toMatchObject({ ledgerLeft: 0, may: { implement: true } });
});

test("the person's own page knows of the dispute: the body, the day and where it stands, and nobody else's", async () => {
  const { dispute } = await disputed();
  await disputed();
  const { statementId } = await disputeRow(db(), dispute.disputeId);
  expect([...(await ownDisputes(db(), [statementId])).values()]).toEqual([
    { body: "Settlement House", receivedOn: "2016-09-08", state: "open", outcome: null },
  ]);
});

test("disputes come by the body's deadline, page by page, each once", async () => {
  const all: string[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const request = DisputeListRequest.parse({ limit: 2, ...(next ? { after: next } : {}) });
    const page = await listDisputes(db(), request, amara, after(days(60)));
    if (!page.ok) throw new Error(page.reason);
    all.push(...page.value.rows.map(({ dueAt, id }) => `${dueAt} ${id}`));
    next = page.value.next;
  }
  expect(all.length).toBeGreaterThan(2);
  expect(all).toEqual([...new Set(all)].sort((a, b) => (a < b ? -1 : 1)));
  const odd = DisputeListRequest.parse({ after: "bm9uc2Vuc2U" });
  expect(await listDisputes(db(), odd, amara, after(0))).toMatchObject({ fields: [{ field: "after" }] });
  expect(await listDisputes(db(), DisputeListRequest.parse({}), mei, after(0))).toMatchObject({ code: "forbidden" });
});
