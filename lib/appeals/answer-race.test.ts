import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, reviewFlags, strikes } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, appealAs, aTakenAppeal, aToldDecision, days, reasonOf, reasons } from "@/test/appeals";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aCase, anAccount, aViolation, decisionOf, firstBuyerSanction } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { resolveReviewFlag } from "./flag.command";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
let jonas: Person;

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(opened().db));
});

const now = after(days(2));

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
        answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now),
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
  const both = { ...affected, ...(await appealAs(db, affected.statementId)) };
  const results = await Promise.all([
    answerAppeal(amara, { ...both, outcome: "reversed", cause: "facts", reasons }, now),
    answerAppeal(jonas, { ...notifier, outcome: "reversed", cause: "facts", reasons }, now),
  ]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(
    await db
      .select()
      .from(strikes)
      .where(and(eq(strikes.decisionId, decisionId), isNull(strikes.overturnedAt))),
  ).toEqual([]);
});

const rounds = 8;

test.runIf(onPostgres)(
  "two supervisors who settle two flags on one decision at once do not wait for each other for ever",
  async () => {
    const { db } = opened();
    const why = "The measure is the mildest of its row, with or without the strikes that fell.";
    const deviation = { code: "other", why: "Both strikes are counted, so that both may fall." };
    for (let round = 0; round < rounds; round += 1) {
      const account = await anAccount(db);
      const first = await aToldDecision(db, { by: mei, account });
      const second = await aToldDecision(db, { by: mei, account, at: after(100), decision: { deviation } });
      const third = await aToldDecision(db, { by: mei, account, at: after(200), decision: { deviation } });
      for (const { decisionId } of [first, second]) {
        const taken = await aTakenAppeal(db, decisionId, amara);
        expect(
          reasonOf(await answerAppeal(amara, { ...taken, outcome: "reversed", cause: "facts", reasons }, now)),
        ).toBe("ok");
      }
      const flags = await db.select().from(reviewFlags).where(eq(reviewFlags.decisionId, third.decisionId));
      expect(flags).toHaveLength(2);
      const settled = await Promise.all(
        flags.map(({ id: flagId }, index) =>
          resolveReviewFlag(index === 0 ? amara : jonas, { flagId, resolution: "keep", why }, after(days(3))),
        ),
      );
      // One look settles both flags: the second is told so.
      expect(settled.map(reasonOf).sort()).toEqual(["flag_resolved", "ok"]);
    }
  },
);

test.runIf(onPostgres)(
  "a case opened again joins a newer one that is being decided at this moment, and neither hangs",
  async () => {
    const { db } = opened();
    for (let round = 0; round < rounds; round += 1) {
      const account = await anAccount(db);
      const first = await aToldDecision(db, { by: mei, account });
      const taken = await aTakenAppeal(db, first.decisionId, amara, { side: "notifier" });
      const newer = await aCase(db, { account });
      await db.update(cases).set({ itemId: first.itemId }).where(eq(cases.id, newer.caseId));
      const [answered, decided] = await Promise.all([
        answerAppeal(amara, { ...taken, outcome: "reversed", cause: "facts", reasons }, now),
        decideCase(mei, aViolation(newer, { sanctions: firstBuyerSanction }), now),
      ]);
      expect(reasonOf(answered)).toBe("ok");
      // Decided before the reports joined it, or told that it changed.
      expect(["ok", "case_changed"]).toContain(reasonOf(decided));
    }
  },
);
