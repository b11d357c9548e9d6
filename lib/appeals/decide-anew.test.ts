import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { strikesOf } from "@/lib/decisions/material.store";
import type { Person } from "@/lib/platform/permissions.rules";
import { settingsFor } from "@/lib/platform/settings";
import {
  after,
  anAppealDesk,
  aTakenAppeal,
  aToldDecision,
  days,
  effectsIn,
  fieldsOf,
  reasons,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, anAccount, aViolation, caseRow, firstBuyerSanction } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { answerAppeal } from "./answer.command";
import { settleReplaced } from "./replace.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
let amara: Person;
const { statesOf } = effectsIn(opened);
const now = after(days(2));

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(opened().db));
  // Who lost an appeal does not decide anew.
  ben = await aColleague(opened().db, { name: "Ben Adler" });
});

/** The affected person is right in part: something was broken, but not this rule, or not with this measure. */
async function aPartDecidedAnew() {
  const { db } = opened();
  const account = await anAccount(db, { language: "en" });
  const told = await aToldDecision(db, { by: mei, account });
  const taken = await aTakenAppeal(db, told.decisionId, amara);
  const { appealId, version } = taken;
  const part = { outcome: "partly_reversed", reasons, cause: "wrong_clause", decideAgain: true };
  const result = await answerAppeal(amara, { appealId, version, ...part }, now);
  expect(result).toMatchObject({ ok: true, value: { reopenedCase: told.caseId } });
  return { db, account, told, taken };
}

test("partly reversed by another clause or measure: the strike falls at once, the measures stay until the new decision holds", async () => {
  const { db, account, told, taken } = await aPartDecidedAnew();
  expect(await strikesOf(db, account.id)).toMatchObject([{ overturnedAt: now }]);
  expect(await statesOf(told.decisionId)).toEqual(["in_force", "in_force"]);
  const { version } = await caseRow(db, told.caseId);
  const again = aViolation({ ...told, version }, { sanctions: firstBuyerSanction });
  const made = await decideCase(ben, again, after(days(3)));
  const newId = made.ok ? made.value.decisionId : "";
  const holds = after(days(3) + 60);
  await theWorkerRuns(db, holds);
  await settleReplaced(db, holds);
  expect(await statesOf(told.decisionId)).toEqual(["lifted", "lifted"]);
  const [joined] = await db.select().from(appeals).where(eq(appeals.id, taken.appealId));
  expect(joined).toMatchObject({ newDecisionId: newId, cause: "wrong_clause", change: { decideAgain: true } });
  const seen = await appealView(db, taken.appealId, amara, holds);
  expect(seen.ok && seen.value).toMatchObject({ cause: "wrong_clause", reopened: { isDecided: true } });
});

test("a case that is to be decided anew has the platform's own target from now, and is not overdue the moment it opens", async () => {
  const { db, told } = await aPartDecidedAnew();
  const { dueAt } = await caseRow(db, told.caseId);
  const { noticeTargetHours } = await settingsFor(db, "taobao-weitao");
  expect(dueAt).toEqual(new Date(now.getTime() + noticeTargetHours * 3_600_000));
});

test("the person reads that it is decided anew, and what stays until then", async () => {
  const { db, taken } = await aPartDecidedAnew();
  await theWorkerRuns(db, now);
  const seen = await decisionAtLink(db, taken.token, now);
  const text = JSON.stringify(seen.ok && seen.value.appeal?.answer);
  expect(text).toContain("We are deciding anew and will tell you the new decision");
  expect(text).toMatch(/This stays in place: [^"]*elete/);
});

test("no decision falls without a coded cause, not even by hand in the database", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { appealId, version } = await aTakenAppeal(db, decisionId, amara);
  const given = { appealId, version, outcome: "reversed", reasons };
  expect(fieldsOf(await answerAppeal(amara, given, now))).toEqual(["cause appeal_cause_needed"]);
  expect(await answerAppeal(amara, { ...given, cause: "because" }, now)).toMatchObject({ code: "invalid" });
  const byHand = sql`update appeals set state = 'decided', outcome = 'reversed', reasons = ${reasons}, decided_by = ${amara.id}, decided_at = ${now.toISOString()} where id = ${appealId}`;
  await expect(db.execute(byHand)).rejects.toMatchObject({ code: "42501" });
});
