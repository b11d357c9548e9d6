import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { reviewFlags, strikes } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aReviewer, aTakenAppeal, aToldDecision, days } from "@/test/appeals";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, aViolation, decisionOf, firstBuyerSanction, givenPacks } from "@/test/town";
import { answerAppeal } from "./answer.command";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
let jonas: Person;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  amara = await aReviewer(db, { name: "Amara Okafor" });
  jonas = await aReviewer(db, { name: "Jonas Weber" });
});

const reasons = "The address in the comment is that of the seller's own shop, which the rule allows.";
const now = after(days(2));
const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? "ok" : result.reason);

test.runIf(onPostgres)(
  "a reversal and a new decision on the account at once: the new one counts without the strike, or is flagged",
  async () => {
    const { db } = opened();
    for (let round = 0; round < 6; round += 1) {
      const account = await anAccount(db);
      const first = await aToldDecision(db, { by: mei, account });
      const { appealId, version } = await aTakenAppeal(db, first.decisionId, amara);
      const next = await aCase(db, { account });
      const [answered, decided] = await Promise.all([
        answerAppeal(amara, { appealId, version, outcome: "reversed", reasons }, now),
        decideCase(mei, aViolation(next, { sanctions: firstBuyerSanction }), now),
      ]);
      expect([reasonOf(answered), reasonOf(decided)]).toEqual(["ok", "ok"]);
      const decision = await decisionOf(db, next.caseId);
      const flags = await db
        .select()
        .from(reviewFlags)
        .where(eq(reviewFlags.decisionId, decision?.id ?? ""));
      expect([decision?.count, flags.length]).toEqual(decision?.count === 2 ? [2, 1] : [1, 0]);
    }
  },
);

test.runIf(onPostgres)("two reviewers cannot reverse one decision twice at once", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const affected = await aTakenAppeal(db, decisionId, amara);
  const notifier = await aTakenAppeal(db, decisionId, jonas, { side: "notifier" });
  const results = await Promise.all([
    answerAppeal(amara, { ...affected, outcome: "reversed", reasons }, now),
    answerAppeal(jonas, { ...notifier, outcome: "reversed", reasons }, now),
  ]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(
    await db
      .select()
      .from(strikes)
      .where(and(eq(strikes.decisionId, decisionId), isNull(strikes.overturnedAt))),
  ).toEqual([]);
});
