import { eq, inArray } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, databaseCopies, databaseCopyActs, decisions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { aColleague, anAccount } from "@/test/town";
import { withWaves } from "@/test/waves";
import { carryWaves } from "./carry-wave.command";
import { reviewCopy } from "./copy-review.command";
import { startWave } from "./wave.command";
import { planWave } from "./wave.queries";

const { db, team, aWave } = withWaves();
let mei: Person;
let jonas: Person;
beforeAll(async () => {
  ({ mei } = team());
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
});
/** In a year that the database knows. */
const now = new Date("2026-01-10T03:00:00Z");
/** No clause says it of a decision on the law alone: whoever looks does. */
const category = "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS";
const field = "illegal_content_explanation";

/** The copies of a wave that was decided by law with these words, in the order of its items. */
async function copiesOfWave(legalExplanation: string, handles: readonly string[]) {
  const each = await Promise.all(handles.map(async (handle) => ({ account: await anAccount(db(), { handle }) })));
  const { waveId, items } = await aWave(each);
  const byLaw = { outcome: "violation", ground: "law", legalGround: "§ 143 MarkenG", legalExplanation };
  const sanctions = [{ action: "tb.delete-content" }];
  const choice = { ...byLaw, sanctions };
  const plan = await planWave(mei, { waveId, choice }, now);
  if (!plan.ok) throw new Error(JSON.stringify(plan));
  const groups = plan.value.groups.map(({ key }) => key);
  const run = await startWave(mei, { waveId, choice, groups }, now);
  if (!run.ok) throw new Error(JSON.stringify(run));
  await carryWaves(db(), () => now);
  const ids = items.map(({ caseId }) => caseId);
  const rows = await db()
    .select({ copy: databaseCopies, caseId: decisions.caseId })
    .from(databaseCopies)
    .innerJoin(decisions, eq(decisions.id, databaseCopies.decisionId))
    .where(inArray(decisions.caseId, ids));
  return rows.sort((a, b) => ids.indexOf(a.caseId) - ids.indexOf(b.caseId)).map(({ copy }) => copy);
}
const statesOf = async (copies: readonly { id: string }[]) => {
  const ids = copies.map(({ id }) => id);
  const rows = await db().select().from(databaseCopies).where(inArray(databaseCopies.id, ids));
  return ids.map((id) => rows.find((row) => row.id === id));
};

test("one look releases the whole wave whose words were typed once, each copy with its own history and entry", async () => {
  const copies = await copiesOfWave("The watches carry a mark without the consent of its owner.", ["a", "b", "c"]);
  expect(copies.map(({ state, removed }) => [state, removed])).toEqual(copies.map(() => ["to_review", []]));
  const [first, ...others] = copies;
  const texts = { [field]: "The watches carry a registered mark; its owner did not consent." };
  const looked = await reviewCopy(jonas, { copyId: first?.id, use: "text", texts, category }, now);
  const ids = others.map(({ id }) => id).sort();
  expect(looked).toEqual({ ok: true, value: { copyId: first?.id, alike: ids } });
  for (const copy of await statesOf(copies)) {
    expect(copy).toMatchObject({ state: "ready", reviewedBy: jonas.id });
    // Its own facts, with the words that were looked at.
    expect(copy?.released).toEqual({ ...copy?.payload, ...texts, category });
  }
  const acts = await db().select().from(databaseCopyActs).where(inArray(databaseCopyActs.copyId, ids));
  expect(acts.map(({ kind, by }) => [kind, by])).toEqual(ids.map(() => ["released", jonas.id]));
  expect(await db().select().from(auditEntries).where(inArray(auditEntries.subjectId, ids))).toHaveLength(2);
});

test("a copy that the same words would name somebody in goes on waiting, and so does another wave", async () => {
  const copies = await copiesOfWave("The watches carry a mark of others.", ["d", "e", "watchking77"]);
  const elsewhere = await copiesOfWave("The watches carry a mark of others.", ["g", "h"]);
  const texts = { [field]: "The watches of watchking77 carry a mark of others." };
  expect(await reviewCopy(jonas, { copyId: copies[0]?.id, use: "text", texts, category }, now)).toMatchObject({
    value: { alike: [copies[1]?.id] },
  });
  expect((await statesOf(copies)).map((copy) => copy?.state)).toEqual(["ready", "ready", "to_review"]);
  expect((await statesOf(elsewhere)).map((copy) => copy?.state)).toEqual(["to_review", "to_review"]);
});
