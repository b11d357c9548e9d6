import { inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { markRead } from "@/lib/appeals/read.command";
import { after, aReviewer, aTakenAppeal, aToldDecision, days, theWorkerRuns, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, givenPacks } from "@/test/town";

const { opened } = withTestDatabase();

test("what happens to a statement and to an appeal, also a refusal, is in the chain of its platform", async () => {
  const { db } = opened();
  await givenPacks(db);
  const [mei, amara, jonas] = [await aColleague(db), await aReviewer(db), await aReviewer(db)];
  const { decisionId } = await aToldDecision(db, { by: mei });
  const taken = await aTakenAppeal(db, decisionId, amara);
  await markRead(visitor, { statementId: taken.statementId }, after(days(1) + 120));
  const answer = { ...taken, outcome: "upheld", reasons: "The address in the comment is that of a shop elsewhere." };
  expect((await answerAppeal(jonas, answer, after(days(2)))).ok).toBe(false);
  expect((await answerAppeal(amara, answer, after(days(2)))).ok).toBe(true);
  await theWorkerRuns(db, after(days(2) + 60));
  const verbs = ["statement.send", "statement.read", "appeal.decide", "appeal.notify"];
  const entries = await db.select().from(auditEntries).where(inArray(auditEntries.verb, verbs));
  const seen = [...new Set(entries.map(({ verb, outcome, chain }) => `${verb} ${outcome} ${chain}`))];
  expect(seen.toSorted((a, b) => a.localeCompare(b))).toEqual([
    "appeal.decide done taobao-weitao",
    "appeal.decide refused taobao-weitao",
    "appeal.notify done taobao-weitao",
    "statement.read done taobao-weitao",
    "statement.send done taobao-weitao",
  ]);
});
