import { beforeAll, expect, test } from "vitest";
import { precedentsOf } from "@/lib/decisions/precedents.queries";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, anAccount } from "@/test/town";
import { answerAppeal } from "./answer.command";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
let ben: Person;

beforeAll(async () => {
  const { db } = opened();
  ({ mei, amara } = await anAppealDesk(db));
  ben = await aColleague(db, { name: "Ben Adler" });
});

const spam = "加微信看新款高仿手表，全场包邮，点这里下单";
const nearly = "加微信看最新款高仿手表，全场包邮，点这里";
const other = "孩子今天第一次学会骑自行车，真高兴";

async function precedentsFor(text: string, { ref = "Table.4", at = after(days(3)), about = {} } = {}) {
  const { db } = opened();
  const open = await aCase(db, { text, ...about });
  const found = await precedentsOf(db, ben, { caseId: open.caseId, ref, now: at });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
}

test("what stands is shown before what was reversed on appeal, each with what was done, when, and its case", async () => {
  const { db } = opened();
  const fallen = await aToldDecision(db, { by: mei, text: spam });
  const { appealId, version } = await aTakenAppeal(db, fallen.decisionId, amara);
  const answer = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, answer, after(days(2)))).toMatchObject({ ok: true });
  const standing = await aDecidedCase(db, { by: mei, text: nearly, at: after(60) });
  await aDecidedCase(db, { by: mei, text: other, at: after(90) });

  const { precedents, compared, isAll } = await precedentsFor(spam);
  expect(precedents.map(({ caseId, state, likeness }) => [caseId, state, likeness])).toEqual([
    [standing.caseId, "standing", expect.stringMatching(/same|close/)],
    [fallen.caseId, "reversed", "same"],
  ]);
  expect([compared, isAll]).toEqual([3, true]);
  const [first] = precedents;
  expect(first).toMatchObject({ outcome: "violation", decidedAt: after(60).toISOString(), excerpt: nearly });
  expect(first?.reference).toMatch(/^TB-\d+$/);
  expect(first?.sanctions.map(({ label }) => label.en)).toEqual([
    expect.stringContaining("elete"),
    expect.stringContaining("7 days"),
  ]);
  expect(JSON.stringify(precedents)).not.toMatch(/Mei Lin|Ida Vint|notifier\.example/);
});

test("a decision that can still be taken back is no precedent, one that was taken back never becomes one", async () => {
  const { db } = opened();
  const text = "Vote for my cousin in the singing contest, link in my profile, every vote wins a prize";
  const account = await anAccount(db);
  const made = await aDecidedCase(db, { by: mei, text, account, at: after(days(3)) });
  expect((await precedentsFor(text, { at: after(days(3) + 1) })).precedents).toEqual([]);
  expect(await undoDecision(mei, { decisionId: made.decisionId }, after(days(3) + 2))).toMatchObject({ ok: true });
  expect((await precedentsFor(text, { at: after(days(4)) })).precedents).toEqual([]);
});

test("another clause and another platform have precedents of their own", async () => {
  expect((await precedentsFor(spam, { ref: "Table.9" })).compared).toBe(0);
  expect((await precedentsFor(spam, { about: { platform: "alibaba" } })).compared).toBe(0);
});

test("a case that is not there is said to be missing, and who may read no cases gets none", async () => {
  const { db } = opened();
  const about = { caseId: "nothing", ref: "Table.4", now: after(0) };
  expect(await precedentsOf(db, ben, about)).toMatchObject({ ok: false, reason: "case_not_found" });
  expect(await precedentsOf(db, { kind: "public" }, about)).toMatchObject({ ok: false, code: "forbidden" });
});
