import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisions, strikeReliance } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, aViolation, firstBuyerSanction, givenPacks, townTime } from "@/test/town";
import { decideCase } from "./decide.command";
import { undoDecision } from "./undo.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
const now = townTime;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  ben = await aColleague(db, { name: "Ben Okafor" });
});

test.runIf(onPostgres)(
  "of two people who decide one case at the same moment one wins, and the other is told who",
  async () => {
    const { db } = opened();
    for (let round = 0; round < 8; round += 1) {
      const about = await aCase(db);
      const input = aViolation(about, { sanctions: firstBuyerSanction });
      const results = await Promise.all([decideCase(mei, input, now), decideCase(ben, input, now)]);
      const [winner, loser] = results[0].ok ? ["Mei Lin", results[1]] : ["Ben Okafor", results[0]];
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(loser).toMatchObject({ ok: false, code: "stale", reason: "case_decided", values: { name: winner } });
      expect(await db.select().from(decisions).where(eq(decisions.caseId, about.caseId))).toHaveLength(1);
    }
  },
);

test.runIf(onPostgres)("of two decisions on two cases of one account the second counts the first", async () => {
  const { db } = opened();
  for (let round = 0; round < 8; round += 1) {
    const account = await anAccount(db);
    const [one, two] = [await aCase(db, { account }), await aCase(db, { account })];
    const results = await Promise.all([
      decideCase(mei, aViolation(one, { sanctions: firstBuyerSanction }), now),
      decideCase(ben, aViolation(two, { sanctions: firstBuyerSanction }), now),
    ]);
    expect(results.every(({ ok }) => ok)).toBe(true);
    const made = await db
      .select({ id: decisions.id, count: decisions.count })
      .from(decisions)
      .where(eq(decisions.accountId, account.id));
    expect(made.map(({ count }) => count).sort()).toEqual([1, 2]);
    const second = made.find(({ count }) => count === 2);
    expect(
      await db
        .select()
        .from(strikeReliance)
        .where(eq(strikeReliance.decisionId, second?.id ?? "")),
    ).toHaveLength(1);
  }
});

test.runIf(onPostgres)("a decision is taken back once, however many ask at the same moment", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const decided = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), now);
  const decisionId = decided.ok ? decided.value.decisionId : "";
  const results = await Promise.all(Array.from({ length: 4 }, () => undoDecision(mei, { decisionId }, now)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
});
