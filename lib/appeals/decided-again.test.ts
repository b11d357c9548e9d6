import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { appeals, decisions, remedies } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { releaseCase } from "@/lib/queue/claim.command";
import { wakeWaiting } from "@/lib/queue/commands";
import {
  after,
  anAppealDesk,
  aTakenAppeal,
  aToldDecision,
  days,
  effectsIn,
  reasons,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aViolation, caseRow, firstBuyerSanction, townTime } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { settleReplaced } from "./replace.command";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
let jonas: Person;
const { statesOf } = effectsIn(opened);
const now = after(days(2));

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(opened().db));
});

/** A violation whose notifier complained and was right: the case is open again, the measures stay in between. */
async function aReopenedCase() {
  const { db } = opened();
  const first = await aToldDecision(db, { by: mei });
  const taken = await aTakenAppeal(db, first.decisionId, amara, { side: "notifier" });
  const answered = await answerAppeal(amara, { ...taken, outcome: "reversed", cause: "facts", reasons }, now);
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  return { ...first, appealId: taken.appealId };
}

test("a referral on the reopened case replaces nothing: the measures stay, and the case comes back to be decided", async () => {
  const { db } = opened();
  const { caseId, decisionId, appealId, ...about } = await aReopenedCase();
  const { version } = await caseRow(db, caseId);
  const why = "Another team knows more about this kind of content.";
  const referral = { caseId, version, outcome: "referred", to: "police", country: "DE", why };
  expect((await decideCase(mei, referral, after(days(2) + 60))).ok).toBe(true);
  const later = after(days(2) + 200);
  await theWorkerRuns(db, later);
  await wakeWaiting(db, later);
  expect(await settleReplaced(db, later)).toBe(0);
  expect(await statesOf(decisionId)).toEqual(["in_force", "in_force"]);
  const back = await caseRow(db, caseId);
  expect(back).toMatchObject({ state: "reopened", restingState: "reopened" });
  const again = aViolation({ ...about, caseId, version: back.version }, { sanctions: firstBuyerSanction });
  const made = await decideCase(jonas, again, after(days(3)));
  expect(await settleReplaced(db, after(days(3) + 60))).toBe(3);
  expect(await statesOf(decisionId)).toEqual(["lifted", "lifted"]);
  const [appeal] = await db.select().from(appeals).where(eq(appeals.id, appealId));
  expect(appeal?.newDecisionId).toBe(made.ok && made.value.decisionId);
});

test("an undo on a reopened case remembers that it was decided before, and when", async () => {
  const { db } = opened();
  const { caseId, ...about } = await aReopenedCase();
  const reopened = await caseRow(db, caseId);
  const again = aViolation({ ...about, caseId, version: reopened.version }, { sanctions: firstBuyerSanction });
  const decided = await decideCase(jonas, again, after(days(3)));
  const decisionId = decided.ok ? decided.value.decisionId : "";
  expect((await undoDecision(jonas, { decisionId }, after(days(3) + 10))).ok).toBe(true);
  expect(reopened.decidedAt).toEqual(townTime);
  expect(await caseRow(db, caseId)).toMatchObject({
    decidedAt: townTime,
    restingState: "reopened",
    claimedBy: jonas.id,
  });
  await releaseCase(jonas, { caseId }, after(days(3) + 20));
  expect(await caseRow(db, caseId)).toMatchObject({ state: "reopened" });
});

test("a measure that is due is settled, however many others wait for a decision that nobody has made", async () => {
  const { db } = opened();
  const waiting = await aToldDecision(db, { by: mei });
  const [row] = await db.select().from(decisions).where(eq(decisions.id, waiting.decisionId));
  if (!row) throw new Error("the decision is there");
  const fallen = Array.from({ length: 150 }, () => ({ ...row, id: v7(), reversedAt: now }));
  await db.insert(decisions).values(fallen);
  await db.insert(remedies).values(
    fallen.map(({ id, platformId }) => ({
      platformId,
      decisionId: id,
      kind: "replace_sanction",
      subjectId: v7(),
      createdAt: after(days(1)),
    })),
  );
  const { caseId, decisionId, ...about } = await aReopenedCase();
  const { version } = await caseRow(db, caseId);
  const again = aViolation({ ...about, caseId, version }, { sanctions: firstBuyerSanction });
  expect((await decideCase(jonas, again, after(days(3)))).ok).toBe(true);
  expect(await settleReplaced(db, after(days(3) + 60))).toBe(3);
  expect(await statesOf(decisionId)).toEqual(["lifted", "lifted"]);
});
