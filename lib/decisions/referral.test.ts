import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisions, noticeItems, statements } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { escalateCase, waitFor, wakeWaiting } from "@/lib/queue/commands";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aViolation, caseRow, firstBuyerSanction, givenPacks, townTime } from "@/test/town";
import { decideCase } from "./decide.command";
import { caseView } from "./queries";
import { undoDecision } from "./undo.command";

const { opened } = withTestDatabase();
let mei: Person;
let lead: Person;
const now = townTime;
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  lead = await aColleague(db, { role: "supervisor" });
});

async function aReferral(to: "police" | "other_team" = "police", by = mei) {
  const { db } = opened();
  const about = await aCase(db);
  const seen = await caseRow(db, about.caseId);
  const why = "A threat against a named person, with a date and a place.";
  const input = { caseId: about.caseId, version: seen.version, outcome: "referred", to, country: "DE", why };
  const referred = await decideCase(by, input, now);
  if (!referred.ok) throw new Error(JSON.stringify(referred));
  return { ...about, referralId: referred.value.decisionId };
}

test("K3: what was referred to the police is back in the queue when the undo window is over, its reports unanswered", async () => {
  const { db } = opened();
  const { caseId } = await aReferral();
  expect(await caseRow(db, caseId)).toMatchObject({ state: "waiting", decidedAt: null, claimedBy: null });
  await wakeWaiting(db, after(29));
  expect(await caseRow(db, caseId)).toMatchObject({ state: "waiting" });
  await wakeWaiting(db, after(30));
  expect(await caseRow(db, caseId)).toMatchObject({ state: "open", restingState: "open", waitingUntil: null });
  const reports = await db.select().from(noticeItems).where(eq(noticeItems.caseId, caseId));
  expect(reports.map(({ decisionId }) => decisionId)).toEqual([null]);
});

test("what another team was given comes back when the case is due, if nobody fetched it before", async () => {
  const { db } = opened();
  const { caseId } = await aReferral("other_team");
  const { dueAt } = await caseRow(db, caseId);
  await wakeWaiting(db, new Date(dueAt.getTime() - 1));
  expect(await caseRow(db, caseId)).toMatchObject({ state: "waiting" });
  await wakeWaiting(db, dueAt);
  expect(await caseRow(db, caseId)).toMatchObject({ state: "open" });
});

test("a referred case is decided like any other: the notifier is answered then, and the referral stays on record", async () => {
  const { db } = opened();
  const { caseId, referralId, ...about } = await aReferral();
  const { version } = await caseRow(db, caseId);
  const input = { ...aViolation({ caseId, ...about }, { sanctions: firstBuyerSanction }), version };
  const decided = await decideCase(mei, input, after(60));
  expect(decided).toMatchObject({ ok: true, value: { outcome: "violation" } });
  const decisionId = decided.ok ? decided.value.decisionId : "";
  const told = await db
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.addressee, "notifier")));
  expect(told).toHaveLength(1);
  expect(await caseRow(db, caseId)).toMatchObject({ state: "decided", decidedAt: after(60) });
  const standing = await db.select().from(decisions).where(eq(decisions.caseId, caseId));
  expect(standing.map(({ supersededBy, undoneAt }) => [supersededBy, undoneAt])).toEqual([
    [null, null],
    [null, null],
  ]);
  // Once the case was decided, the referral is no longer taken back.
  expect(await undoDecision(mei, { decisionId: referralId }, after(61))).toMatchObject({ ok: false });
});

test("the page of a referred case says who knows, and that it is still to be decided", async () => {
  const { db } = opened();
  const { caseId } = await aReferral();
  const seen = await caseView(db, mei, caseId, after(5));
  expect(seen).toMatchObject({
    value: { decision: { outcome: "referred", referredTo: "police", byMe: true }, case: { state: "waiting" } },
  });
});

test("a referral taken back is in the hands of who made it, and rests where it was: escalated, if it was", async () => {
  const { db } = opened();
  const plain = await aReferral();
  expect(await undoDecision(mei, { decisionId: plain.referralId }, after(29))).toMatchObject({ ok: true });
  expect(await caseRow(db, plain.caseId)).toMatchObject({
    state: "claimed",
    claimedBy: mei.id,
    restingState: "open",
    waitingUntil: null,
  });
  const about = await aCase(db);
  await escalateCase(mei, { caseId: about.caseId, version: 1, to: "legal", why: "Is this a crime?" }, now);
  const why = "A threat against a named person, with a date and a place.";
  const input = { caseId: about.caseId, version: 2, outcome: "referred", to: "judicial", country: "FR", why };
  const referred = await decideCase(lead, input, now);
  const decisionId = referred.ok ? referred.value.decisionId : "";
  expect(await undoDecision(lead, { decisionId }, after(10))).toMatchObject({ ok: true });
  expect(await caseRow(db, about.caseId)).toMatchObject({ state: "claimed", restingState: "escalated" });
});

test("a referral taken back leaves no trace: what waited waits again for the same, in the list of who let it wait", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const until = after(3_600);
  const waiting = { caseId: about.caseId, version: 1, waitingFor: "the owner's papers", until: until.toISOString() };
  expect(await waitFor(mei, waiting, now)).toMatchObject({ ok: true });
  const why = "A threat against a named person, with a date and a place.";
  const input = { caseId: about.caseId, version: 2, outcome: "referred", to: "police", country: "FR", why };
  const referred = await decideCase(lead, input, now);
  const decisionId = referred.ok ? referred.value.decisionId : "";
  expect(await caseRow(db, about.caseId)).toMatchObject({ setAsideBy: lead.id });
  expect(await undoDecision(lead, { decisionId }, after(10))).toMatchObject({ ok: true });
  expect(await caseRow(db, about.caseId)).toMatchObject({
    state: "claimed",
    restingState: "waiting",
    waitingFor: "the owner's papers",
    waitingUntil: until,
    setAsideBy: mei.id,
  });
  const open = await aReferral();
  await undoDecision(mei, { decisionId: open.referralId }, after(10));
  expect(await caseRow(db, open.caseId)).toMatchObject({ setAsideBy: null, restingState: "open" });
});

test("a case may be referred twice: to the police, and then to another team", async () => {
  const { db } = opened();
  const { caseId } = await aReferral();
  const { version } = await caseRow(db, caseId);
  const why = "The colleagues for fraud know this pattern and its senders.";
  const second = { caseId, version, outcome: "referred", to: "other_team", country: "", why };
  expect(await decideCase(mei, second, after(60))).toMatchObject({ ok: true });
});
