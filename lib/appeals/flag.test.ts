import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, reviewFlags, sanctions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  aFirstLook,
  after,
  anAppeal,
  anAppealDesk,
  aTakenAppeal,
  aToldDecision,
  days,
  reasonOf,
  reasons,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { anAccount, auditOf, caseRow, decisionOf } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { resolveReviewFlag } from "./flag.command";
import { openReviewFlags } from "./flag.queries";
import { appealCounts } from "./list.queries";
import { takeAppeal } from "./take.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
let jonas: Person;
const now = after(days(3));
const why = "The measure is the mildest of its row, with or without the strike that fell.";

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(opened().db));
});

/** Two decisions on one account, the first of them reversed: the second counted its strike. */
async function aFlaggedDecision(by = mei) {
  const { db } = opened();
  const account = await anAccount(db);
  const first = await aToldDecision(db, { by: mei, account });
  const second = await aToldDecision(db, { by, account, at: after(3600) });
  const taken = await aTakenAppeal(db, first.decisionId, amara);
  const answered = await answerAppeal(
    amara,
    { ...taken, outcome: "reversed", cause: "facts", reasons },
    after(days(2)),
  );
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  const [flag] = await db.select().from(reviewFlags).where(eq(reviewFlags.decisionId, second.decisionId));
  if (!flag) throw new Error("nothing was flagged");
  return { flagId: flag.id, appealId: taken.appealId, first, second };
}

test("decisions that counted a fallen strike are listed with their count, and with the appeal that brought it down", async () => {
  const { db } = opened();
  const { flagId, appealId, first, second } = await aFlaggedDecision();
  const list = await openReviewFlags(db, amara);
  const row = list.ok ? list.value.find(({ id }) => id === flagId) : undefined;
  expect(row).toMatchObject({
    case: { id: second.caseId, reference: second.reference },
    because: { reference: first.reference, appealId },
    clauseRef: "Table.4",
    count: 2,
  });
  expect(row?.proposal, "computed anew without the strike that fell").toMatchObject({ count: 1 });
  expect(row?.sanctions).toHaveLength(2);
  expect(await openReviewFlags(db, mei)).toMatchObject({ code: "forbidden" });
});

test("a supervisor keeps a flagged decision with reasons: the list, the ledger and the log know it", async () => {
  const { db } = opened();
  const { flagId, appealId, second } = await aFlaggedDecision();
  const before = await appealCounts(db, amara, now);
  expect(await resolveReviewFlag(amara, { flagId, resolution: "keep", why }, now)).toMatchObject({
    ok: true,
    value: { reopenedCase: null },
  });
  expect((await appealCounts(db, amara, now)).flags).toBe(before.flags - 1);
  expect((await auditOf(db, flagId))[0]).toMatchObject({ verb: "review.resolve", outcome: "done" });
  const view = await appealView(db, appealId, amara, now);
  const line = view.ok ? view.value.remedies.find(({ kind }) => kind === "review_decision") : undefined;
  expect(line).toMatchObject({ state: "done", case: { reference: second.reference } });
  expect(await decisionOf(db, second.caseId)).toMatchObject({ reversedAt: null });
});

test("a flagged decision that is made again opens its case; its measures stay until then", async () => {
  const { db } = opened();
  const { flagId, second } = await aFlaggedDecision();
  const result = await resolveReviewFlag(amara, { flagId, resolution: "decide_again", why }, now);
  expect(result).toMatchObject({ ok: true, value: { reopenedCase: second.caseId } });
  expect(await caseRow(db, second.caseId)).toMatchObject({ state: "reopened" });
  expect(await decisionOf(db, second.caseId)).toMatchObject({ reversedAt: now });
  const measures = await db.select().from(sanctions).where(eq(sanctions.decisionId, second.decisionId));
  expect(measures.map(({ state }) => state)).toEqual(["in_force", "in_force"]);
});

test("a moderator settles no flag, and a second supervisor is told that it is settled", async () => {
  const { db } = opened();
  const { flagId } = await aFlaggedDecision();
  expect(await resolveReviewFlag(mei, { flagId, resolution: "keep", why }, now)).toMatchObject({ code: "forbidden" });
  expect((await resolveReviewFlag(amara, { flagId, resolution: "keep", why }, now)).ok).toBe(true);
  const again = await resolveReviewFlag(amara, { flagId, resolution: "decide_again", why }, now);
  expect(again).toMatchObject({ code: "stale", reason: "flag_resolved" });
  expect((await auditOf(db, flagId))[0]).toMatchObject({ outcome: "refused" });
});

test("a flag is not settled without a reason, and then nothing is written", async () => {
  const { db } = opened();
  const { flagId } = await aFlaggedDecision();
  const result = await resolveReviewFlag(amara, { flagId, resolution: "keep", why: " " }, now);
  expect(result).toMatchObject({ code: "invalid", fields: [{ field: "why" }] });
  const [flag] = await db.select().from(reviewFlags).where(eq(reviewFlags.id, flagId));
  expect(flag?.resolvedAt).toBeNull();
});

test("A9: who made a flagged decision neither keeps it nor has it made again; the list says so", async () => {
  const { db } = opened();
  const { flagId } = await aFlaggedDecision(amara);
  for (const resolution of ["keep", "decide_again"]) {
    const result = await resolveReviewFlag(amara, { flagId, resolution, why }, now);
    expect(result).toMatchObject({ code: "refused", reason: "flag_own_decision" });
  }
  const [flag] = await db.select().from(reviewFlags).where(eq(reviewFlags.id, flagId));
  expect(flag?.resolvedAt).toBeNull();
  const isOwnFor = async (person: Person) => {
    const list = await openReviewFlags(db, person);
    return list.ok ? list.value.find(({ id }) => id === flagId)?.isOwn : null;
  };
  expect([await isOwnFor(amara), await isOwnFor(jonas)]).toEqual([true, false]);
  expect((await resolveReviewFlag(jonas, { flagId, resolution: "keep", why }, now)).ok).toBe(true);
  const write = db.update(reviewFlags).set({ resolvedBy: amara.id }).where(eq(reviewFlags.id, flagId));
  await expect(write).rejects.toMatchObject({ code: "42501" });
});

test("A9: who kept a flagged decision has reviewed it, and neither takes nor answers the appeal against it", async () => {
  const { db } = opened();
  const { flagId, second } = await aFlaggedDecision();
  expect((await resolveReviewFlag(amara, { flagId, resolution: "keep", why }, now)).ok).toBe(true);
  const { appealId, version } = await anAppeal(db, second.decisionId, { at: after(days(4)) });
  const at = after(days(5));
  expect(reasonOf(await takeAppeal(amara, { appealId, version }, at))).toBe("appeal_own_review");
  const taken = await takeAppeal(jonas, { appealId, version }, at);
  const held = { appealId, version: taken.ok ? taken.value.version : 0 };
  await aFirstLook(jonas, held);
  // Nor by the back door of the database.
  const written = db.update(appeals).set({ decidedBy: amara.id }).where(eq(appeals.id, appealId));
  await expect(written).rejects.toMatchObject({ code: "42501" });
  expect(reasonOf(await answerAppeal(jonas, { ...held, outcome: "upheld", reasons }, at))).toBe("ok");
});

test("who answered an appeal may look at the decision again later, and the answer stays as it was given", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const first = await aToldDecision(db, { by: mei, account });
  const second = await aToldDecision(db, { by: mei, account, at: after(3600) });
  const own = await aTakenAppeal(db, second.decisionId, amara);
  await answerAppeal(amara, { ...own, outcome: "upheld", reasons }, after(days(2)));
  const other = await aTakenAppeal(db, first.decisionId, jonas);
  await answerAppeal(jonas, { ...other, outcome: "reversed", cause: "facts", reasons }, after(days(2)));
  const [flag] = await db.select().from(reviewFlags).where(eq(reviewFlags.decisionId, second.decisionId));
  const kept = await resolveReviewFlag(amara, { flagId: flag?.id ?? "", resolution: "keep", why }, now);
  expect(reasonOf(kept)).toBe("ok");
  await theWorkerRuns(db, now);
  const [answered] = await db.select().from(appeals).where(eq(appeals.id, own.appealId));
  expect(answered).toMatchObject({ state: "notified", decidedBy: amara.id });
});
