import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisions, reviewFlags } from "@/db/schema";
import { strikesOf } from "@/lib/decisions/material.store";
import { accountPage } from "@/lib/decisions/standing.queries";
import type { Person } from "@/lib/platform/permissions.rules";
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
  toldThePlatform,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { anAccount, decisionOf } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { answerAppeal } from "./answer.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
const { measuresOf, statesOf, ledgerOf } = effectsIn(opened);

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(opened().db));
});

const now = after(days(2));

test("A6: a reversal lifts every sanction, voids the strike, tells the platform, and the standing counts without it", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const { decisionId } = await aToldDecision(db, { by: mei, account });
  const { appealId, version } = await aTakenAppeal(db, decisionId, amara);
  const result = await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  expect(result).toMatchObject({
    ok: true,
    value: { outcome: "reversed", remedies: 4, flagged: 0, reopenedCase: null },
  });
  expect(await statesOf(decisionId)).toEqual(["lifted", "lifted"]);
  expect(await strikesOf(db, account.id)).toMatchObject([{ overturnedAt: now }]);
  expect(
    await decisionOf(db, (await db.select().from(decisions).where(eq(decisions.id, decisionId)))[0]?.caseId ?? ""),
  ).toMatchObject({ reversedAt: now });
  expect(await ledgerOf(appealId)).toEqual([
    "restore_content done",
    "lift_sanction done",
    "void_strike done",
    "tell_platform waiting",
    "mark_copy done",
    "tell_notifier waiting",
  ]);
  const told = await toldThePlatform(db, "decision.reversed", { decisionId });
  expect(told).toMatchObject([{ isWhole: true, strikeVoided: true, stillInForce: [], decidedAgain: false }]);
  expect(told[0]?.sanctions).toHaveLength(2);
  // The next violation of this account is its first again.
  const next = await aToldDecision(db, { by: mei, account, at: after(days(3)) });
  expect((await decisionOf(db, next.caseId))?.count).toBe(1);
});

test("a reversal gives back only what nobody else took: the platform hears what stays in force", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const first = await aToldDecision(db, { by: mei, account });
  await aToldDecision(db, { by: mei, account });
  const { appealId, version } = await aTakenAppeal(db, first.decisionId, amara);
  await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  const seen = await appealView(db, appealId, amara, now);
  const lifted = seen.ok ? seen.value.remedies.filter(({ kind }) => kind === "lift_sanction") : [];
  expect(lifted).toMatchObject([{ heldBy: expect.stringMatching(/^TB-/), neverBegan: false }]);
  const [told] = await toldThePlatform(db, "decision.reversed", { decisionId: first.decisionId });
  expect(told?.stillInForce).toEqual(["tb.suspend-comments-7d"]);
});

test("a later decision that counted the fallen strike is flagged, and one that did not is left alone", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const first = await aToldDecision(db, { by: mei, account });
  const second = await aToldDecision(db, { by: mei, account, at: after(3600) });
  expect((await decisionOf(db, second.caseId))?.count).toBe(2);
  await aToldDecision(db, { by: mei, at: after(3600) });
  const { appealId, version } = await aTakenAppeal(db, first.decisionId, amara);
  const result = await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  expect(result).toMatchObject({ value: { flagged: 1 } });
  const flags = await db.select().from(reviewFlags).where(eq(reviewFlags.becauseDecisionId, first.decisionId));
  expect(flags).toMatchObject([{ decisionId: second.decisionId, reason: "strike_overturned", resolvedAt: null }]);
  expect(await ledgerOf(appealId)).toContain("review_decision waiting");
});

test("a partly successful appeal takes away what was chosen, keeps the rest and the decision", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const { decisionId, caseId } = await aToldDecision(db, { by: mei, account });
  const { appealId, version, token } = await aTakenAppeal(db, decisionId, amara);
  const [deleted, paused] = await measuresOf(decisionId);
  const part = (more: Record<string, unknown>) =>
    answerAppeal(amara, { appealId, version, outcome: "partly_reversed", cause: "facts", reasons, ...more }, now);
  const elsewhere = await aToldDecision(db, { by: mei });
  const [foreign] = await measuresOf(elsewhere.decisionId);
  expect(fieldsOf(await part({}))).toEqual(["liftSanctions appeal_part_needed"]);
  expect(fieldsOf(await part({ liftSanctions: [foreign?.id] }))).toEqual(["liftSanctions appeal_measure_unknown"]);
  expect(fieldsOf(await part({ liftSanctions: [deleted?.id, paused?.id], voidStrike: true }))).toEqual([
    "liftSanctions appeal_part_is_all",
  ]);
  expect(await part({ liftSanctions: [paused?.id] })).toMatchObject({ ok: true, value: { remedies: 2 } });
  expect(await statesOf(decisionId)).toEqual(["in_force", "lifted"]);
  expect(await statesOf(elsewhere.decisionId)).toEqual(["in_force", "in_force"]);
  expect(await decisionOf(db, caseId)).toMatchObject({ reversedAt: null });
  expect(await strikesOf(db, account.id)).toMatchObject([{ overturnedAt: null }]);
  const page = await accountPage(db, amara, account.id, now);
  expect(page.ok && page.value.account.decisions).toMatchObject([
    { state: "standing", sanctions: [{ isLifted: false }, { isLifted: true }] },
  ]);
  await theWorkerRuns(db, now);
  const seen = await decisionAtLink(db, token, now);
  const text = JSON.stringify(seen.ok && seen.value.appeal?.answer);
  expect(text).toContain("我们撤回此前施加的限制");
  expect(text).toMatch(/以下措施继续有效/);
});
