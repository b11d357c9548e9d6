import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { reviewFlags, sanctions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aReviewer, aTakenAppeal, aToldDecision, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, anAccount, auditOf, caseRow, decisionOf, givenPacks } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { resolveReviewFlag } from "./flag.command";
import { openReviewFlags } from "./flag.queries";
import { appealCounts } from "./list.queries";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
const now = after(days(3));
const why = "The measure is the mildest of its row, with or without the strike that fell.";

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db);
  amara = await aReviewer(db);
});

/** Two decisions on one account, the first of them reversed: the second counted its strike. */
async function aFlaggedDecision() {
  const { db } = opened();
  const account = await anAccount(db);
  const first = await aToldDecision(db, { by: mei, account });
  const second = await aToldDecision(db, { by: mei, account, at: after(3600) });
  const taken = await aTakenAppeal(db, first.decisionId, amara);
  const reasons = "The address in the comment is that of the seller's own shop, which the rule allows.";
  const answered = await answerAppeal(amara, { ...taken, outcome: "reversed", reasons }, after(days(2)));
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
