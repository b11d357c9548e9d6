import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, outbox, qualifications } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  aFirstLook,
  after,
  anAppeal,
  anAppealDesk,
  aReviewer,
  aTakenAppeal,
  aToldDecision,
  days,
  effectsIn,
  fieldsOf,
  reasonOf,
  reasons,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, auditOf } from "@/test/town";
import { answerAppeal, rejectAppeal } from "./answer.command";
import { assignAppeal, takeAppeal } from "./take.command";
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

test("A8: a qualified supervisor who did not decide takes an appeal, answers it, and the log says so", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const filed = await anAppeal(db, decisionId);
  expect(await answerAppeal(amara, { ...filed, outcome: "upheld", reasons }, now)).toMatchObject({
    reason: "appeal_take_first",
  });
  const taken = await takeAppeal(amara, filed, now);
  expect(taken).toMatchObject({ ok: true, value: { version: 2 } });
  await aFirstLook(amara, { appealId: filed.appealId, version: 2 });
  const result = await answerAppeal(amara, { appealId: filed.appealId, version: 2, outcome: "upheld", reasons }, now);
  expect(result).toMatchObject({ ok: true, value: { outcome: "upheld", remedies: 0, reopenedCase: null } });
  expect((await auditOf(db, filed.appealId)).map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual([
    "appeal.decide done",
    "appeal.look done",
    "appeal.take done",
    "appeal.decide refused",
  ]);
  expect(await statesOf(decisionId)).toEqual(["in_force", "in_force"]);
});

test("a moderator, an admin and an auditor neither take nor answer appeals; the attempt is written down", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const taken = await aTakenAppeal(db, decisionId, amara);
  for (const role of ["moderator", "admin", "auditor"] as const) {
    const person = await aColleague(db, { role });
    expect(await takeAppeal(person, taken, now)).toMatchObject({ code: "forbidden" });
    expect(await answerAppeal(person, { ...taken, outcome: "reversed", cause: "facts", reasons }, now)).toMatchObject({
      code: "forbidden",
    });
  }
  expect((await auditOf(db, "appeal.decide")).filter(({ outcome }) => outcome === "refused")).toHaveLength(3);
  expect(await statesOf(decisionId)).toEqual(["in_force", "in_force"]);
});

test("A9: who made the decision can neither take nor be given nor answer the appeal", async () => {
  const { db } = opened();
  const decider = await aReviewer(db, { name: "Nora Falk" });
  const { decisionId } = await aToldDecision(db, { by: decider });
  const filed = await anAppeal(db, decisionId);
  expect(reasonOf(await takeAppeal(decider, filed, now))).toBe("appeal_own_decision");
  expect(reasonOf(await assignAppeal(amara, { ...filed, personId: decider.id }, now))).toBe("appeal_own_decision");
  expect(reasonOf(await answerAppeal(decider, { ...filed, outcome: "reversed", cause: "facts", reasons }, now))).toBe(
    "appeal_own_decision",
  );
  expect(reasonOf(await rejectAppeal(decider, { ...filed, reasons }, now))).toBe("appeal_own_decision");
  const view = await appealView(db, filed.appealId, decider, now);
  expect(view).toMatchObject({
    ok: true,
    value: { mayAnswer: { ok: false, reason: "appeal_own_decision" }, mayTake: false },
  });
  expect(view.ok && view.value.eligible.map(({ name }) => name)).not.toContain("Nora Falk");
  expect(await statesOf(decisionId)).toEqual(["in_force", "in_force"]);
});

test("A9: not even by hand in the database does who decided answer the appeal", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { appealId } = await anAppeal(db, decisionId);
  const byHand = db.update(appeals).set({ decidedBy: mei.id }).where(eq(appeals.id, appealId));
  await expect(byHand).rejects.toThrow("cannot answer the appeal");
});

test("A8: a supervisor whose proof has run out may not answer today", async () => {
  const { db } = opened();
  const expired = await aReviewer(db, { until: now });
  const { decisionId } = await aToldDecision(db, { by: mei });
  const filed = await anAppeal(db, decisionId);
  expect(reasonOf(await takeAppeal(expired, filed, now))).toBe("appeal_not_qualified");
  await db
    .update(qualifications)
    .set({ validUntil: after(days(3)) })
    .where(eq(qualifications.personId, expired.id));
  expect(reasonOf(await takeAppeal(expired, filed, now))).toBe("ok");
});

test("an appeal in somebody's hands is not taken out of them, but handed over by name", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { appealId, version } = await aTakenAppeal(db, decisionId, amara);
  expect(reasonOf(await takeAppeal(jonas, { appealId, version }, now))).toBe("appeal_assigned_to_other");
  expect(reasonOf(await answerAppeal(jonas, { appealId, version, outcome: "upheld", reasons }, now))).toBe(
    "appeal_assigned_to_other",
  );
  expect(reasonOf(await assignAppeal(amara, { appealId, version, personId: jonas.id }, now))).toBe("ok");
  const given = { appealId, version: version + 1, outcome: "upheld", reasons };
  expect(reasonOf(await answerAppeal(amara, given, now))).toBe("appeal_assigned_to_other");
  await aFirstLook(jonas, given);
  expect(reasonOf(await answerAppeal(jonas, given, now))).toBe("ok");
});

test("an answer to an older view of the appeal is told that it is stale, and changes nothing", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { appealId, version } = await aTakenAppeal(db, decisionId, amara);
  const late = await answerAppeal(
    amara,
    { appealId, version: version - 1, outcome: "reversed", cause: "facts", reasons },
    now,
  );
  expect(late).toMatchObject({ code: "stale", reason: "appeal_changed" });
  expect(await statesOf(decisionId)).toEqual(["in_force", "in_force"]);
  expect(await ledgerOf(appealId)).toEqual([]);
});

test("A5: no appeal is closed without reasons, and a refused answer writes nothing", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { appealId, version } = await aTakenAppeal(db, decisionId, amara);
  const answer = (more: Record<string, unknown>) =>
    answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", ...more }, now);
  expect(fieldsOf(await answer({}))).toEqual(["reasons required"]);
  expect(fieldsOf(await answer({ reasons: "   " }))).toEqual(["reasons too_short"]);
  expect(fieldsOf(await answer({ reasons: "asdf asdf asdf asdf asdf" }))).toEqual(["reasons appeal_reasons_hollow"]);
  expect(fieldsOf(await answer({ reasons: `Mei Lin was wrong. ${reasons}` }))).toEqual(["reasons appeal_reasons_name"]);
  expect(fieldsOf(await answer({ reasons: `Ida Vint was wrong. ${reasons}` }))).toEqual([
    "reasons appeal_reasons_name",
  ]);
  expect(await statesOf(decisionId)).toEqual(["in_force", "in_force"]);
  const [row] = await db.select().from(appeals).where(eq(appeals.id, appealId));
  expect(row).toMatchObject({ state: "assigned", outcome: null, decidedBy: null });
  expect(
    await db
      .select()
      .from(outbox)
      .where(eq(outbox.dedupeKey, `appeal answer ${appealId}`)),
  ).toEqual([]);
});
