import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, noticeItems, notices, statements } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { trackNotice } from "@/lib/intake/queries";
import { secretHash } from "@/lib/intake/reference.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppeal,
  anAppealDesk,
  appealAs,
  aTakenAppeal,
  aToldDecision,
  days,
  effectsIn,
  fieldsOf,
  linkOf,
  reasonOf,
  reasons,
  theWorkerRuns,
  toldThePlatform,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, anAccount, aViolation, caseRow, decisionOf, firstBuyerSanction } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { settleReplaced } from "./replace.command";
import { takeAppeal } from "./take.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
let jonas: Person;
const { statesOf, ledgerOf } = effectsIn(opened);

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(opened().db));
});

const now = after(days(2));

test("A10: a notifier who was right has the case decided anew; the new decision comes from the complaint", async () => {
  const { db } = opened();
  const cleared = await aCase(db);
  const first = await decideCase(
    mei,
    { ...cleared, outcome: "no_violation", rationale: "The comment only thanks the seller for the parcel." },
    after(0),
  );
  expect(first.ok).toBe(true);
  await theWorkerRuns(db, after(60));
  const decisionId = first.ok ? first.value.decisionId : "";
  const { appealId, version, token } = await aTakenAppeal(db, decisionId, amara, { side: "notifier" });
  const result = await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  expect(result).toMatchObject({ ok: true, value: { reopenedCase: cleared.caseId, remedies: 0 } });
  const reopened = await caseRow(db, cleared.caseId);
  expect(reopened).toMatchObject({ state: "reopened", restingState: "reopened", claimedBy: null });

  const again = aViolation({ ...cleared, version: reopened.version }, { sanctions: firstBuyerSanction });
  const second = await decideCase(jonas, again, after(days(3)));
  expect(second.ok).toBe(true);
  expect(await decisionOf(db, cleared.caseId)).toMatchObject({ origin: "complaint", outcome: "violation" });
  expect(await settleReplaced(db, after(days(3) + 10))).toBe(0);
  expect(await settleReplaced(db, after(days(3) + 60))).toBe(1);
  const [row] = await db.select().from(appeals).where(eq(appeals.id, appealId));
  expect(row?.newDecisionId).toBe(second.ok && second.value.decisionId);
  // New statements to both sides, the notifier included.
  await theWorkerRuns(db, after(days(3) + 60));
  const [newLink, newAffected] = [
    await linkOf(db, row?.newDecisionId ?? "", "notifier"),
    await linkOf(db, row?.newDecisionId ?? "", "affected"),
  ];
  expect(newLink.token).not.toBe(token);
  // A restriction of its own: its own statement of reasons under a number of its own.
  const letters = await db.select().from(statements).where(eq(statements.addressee, "affected"));
  const own = letters.filter((letter) => letter.decisionId === row?.newDecisionId);
  expect(own).toMatchObject([
    { isStatementOfReasons: true, delivery: "sent", puid: expect.stringMatching(/^[\w-]{36}$/) },
  ]);
  expect(letters.filter(({ puid }) => puid === own[0]?.puid)).toHaveLength(1);
  // Whoever answered the complaint that led to it answers no appeal against it.
  const against = await anAppeal(db, row?.newDecisionId ?? "", { at: after(days(4)) });
  expect(newAffected.statementId).toBe(against.statementId);
  expect(reasonOf(await takeAppeal(amara, against, after(days(4))))).toBe("appeal_own_review");
  expect(reasonOf(await takeAppeal(jonas, against, after(days(4))))).toBe("appeal_own_decision");
});

test("A10: measures that were too mild stay until the new decision holds, then the new ones take their place", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const decided = await aToldDecision(db, { by: mei, account });
  const { appealId, version } = await aTakenAppeal(db, decided.decisionId, amara, { side: "notifier" });
  expect(
    (await answerAppeal(amara, { appealId, version, outcome: "partly_reversed", cause: "facts", reasons }, now)).ok,
  ).toBe(true);
  expect(await statesOf(decided.decisionId)).toEqual(["in_force", "in_force"]);
  expect(await ledgerOf(appealId)).toEqual([
    "void_strike done",
    "tell_platform waiting",
    "replace_sanction waiting",
    "replace_sanction waiting",
    "mark_copy done",
  ]);
  expect(await settleReplaced(db, after(days(3)))).toBe(0);
  const { version: seen } = await caseRow(db, decided.caseId);
  const again = aViolation({ ...decided, version: seen }, { sanctions: firstBuyerSanction });
  expect((await decideCase(jonas, again, after(days(3)))).ok).toBe(true);
  // The same comment is one violation, however often it is decided.
  expect(await decisionOf(db, decided.caseId)).toMatchObject({ count: 1, origin: "complaint" });
  expect(await settleReplaced(db, after(days(3) + 60))).toBe(3);
  expect(await statesOf(decided.decisionId)).toEqual(["lifted", "lifted"]);
  expect(await toldThePlatform(db, "sanction.replaced", { decisionId: decided.decisionId })).toHaveLength(2);
  expect(await settleReplaced(db, after(days(3) + 90))).toBe(0);
});

test("a notifier is told nothing of what followed for the other person's account", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { appealId, version } = await aTakenAppeal(db, decisionId, amara, { side: "notifier" });
  await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  await theWorkerRuns(db, now);
  const [row] = await db.select().from(appeals).where(eq(appeals.id, appealId));
  expect(JSON.stringify(row?.answerParts)).not.toMatch(/record|Suspend|no longer counts|strike/i);
});

test("both sides appeal one decision: after one reversal, the other side's appeal is closed without undoing it twice", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const affected = await aTakenAppeal(db, decisionId, amara);
  const notifier = await aTakenAppeal(db, decisionId, jonas, { side: "notifier" });
  const first = { ...affected, ...(await appealAs(db, affected.statementId)) };
  expect(await answerAppeal(amara, { ...first, outcome: "reversed", cause: "facts", reasons }, now)).toMatchObject({
    ok: true,
  });
  const second = await answerAppeal(jonas, { ...notifier, outcome: "reversed", cause: "facts", reasons }, now);
  expect(fieldsOf(second)).toEqual(["outcome appeal_decision_gone"]);
  expect((await answerAppeal(jonas, { ...notifier, outcome: "omitted", reasons }, now)).ok).toBe(true);
  const view = await appealView(db, notifier.appealId, jonas, now);
  expect(view).toMatchObject({ value: { docket: [{ id: affected.appealId, outcome: "reversed" }] } });
});

test("a report whose decision fell on appeal still leads its notifier to what they were told, before and after", async () => {
  const { db } = opened();
  const decided = await aToldDecision(db, { by: mei });
  const [notice] = await db
    .select({ id: notices.id, reference: notices.reference })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(eq(noticeItems.caseId, decided.caseId));
  await db
    .update(notices)
    .set({ reference: "N-0000-0001", secretHash: secretHash("theirs") })
    .where(eq(notices.id, notice?.id ?? ""));
  const tracked = async () => {
    const seen = await trackNotice(db, "N-0000-0001", "theirs", { kind: "public" }, after(days(3)));
    return seen.ok ? seen.value.items[0] : seen;
  };
  expect(await tracked()).toMatchObject({ state: "decided", outcome: "acted", statementId: expect.any(String) });
  const { appealId, version } = await aTakenAppeal(db, decided.decisionId, amara, { side: "notifier" });
  await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  expect(await tracked()).toMatchObject({ state: "in_review", outcome: null, statementId: expect.any(String) });
});
