import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisions } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import { matcherAtWork } from "@/lib/intake/suggest.command";
import { decidedExamples, sinceModel } from "@/lib/matching/decided.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, aDecidedCase, aViolation, caseRow, townTime } from "@/test/town";

const { opened } = withTestDatabase();
const platform = "taobao-weitao";
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(opened().db));
});

const learnedFrom = async (now: Date) =>
  (await decidedExamples(opened().db, platform, { now, most: 1000 })).map(({ id }) => id);

test("a decision that is taken back in its window is no example, neither then nor later", async () => {
  const { db } = opened();
  const { decisionId } = await aDecidedCase(db, { by: mei, at: townTime });
  expect(await learnedFrom(after(29)), "its window is open").not.toContain(decisionId);
  expect(await undoDecision(mei, { decisionId }, after(20))).toMatchObject({ ok: true });
  expect(await learnedFrom(after(days(3)))).not.toContain(decisionId);
});

test("a decision that an appeal reverses is an example until then, and makes the model that knew it stale", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const learnedAt = after(days(1));
  expect(await learnedFrom(learnedAt)).toContain(decisionId);
  const model = { newestAt: townTime, trainedAt: learnedAt, most: 20 };
  expect(await sinceModel(db, platform, { ...model, now: after(days(2)) })).toMatchObject({ fell: false });
  const { appealId, version } = await aTakenAppeal(db, decisionId, amara);
  const reversed = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, reversed, after(days(2)))).toMatchObject({ ok: true });
  expect(await learnedFrom(after(days(3)))).not.toContain(decisionId);
  expect(await sinceModel(db, platform, { ...model, now: after(days(3)) })).toMatchObject({ fell: true });
});

test("a decision that another replaced is no example, the one in its place is", async () => {
  const { db } = opened();
  const replaced = await aDecidedCase(db, { by: mei, at: townTime });
  const instead = await aDecidedCase(db, { by: mei, at: townTime });
  await db.update(decisions).set({ supersededBy: instead.decisionId }).where(eq(decisions.id, replaced.decisionId));
  const examples = await learnedFrom(after(days(1)));
  expect(examples).not.toContain(replaced.decisionId);
  expect(examples).toContain(instead.decisionId);
});

test("the matcher decides nothing: what it suggests, a person has to decide", async () => {
  const made = await aCase(opened().db, { platform });
  for (const outcome of [aViolation(made), { caseId: made.caseId, version: made.version, outcome: "no_violation" }])
    expect(await decideCase(matcherAtWork, outcome, townTime)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await caseRow(opened().db, made.caseId)).toMatchObject({ state: "open" });
});
