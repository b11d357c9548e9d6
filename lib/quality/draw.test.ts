import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { people, qualitySamples, settings } from "@/db/schema";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, auditOf, givenPacks, townTime } from "@/test/town";
import { drawSamples, drawWhenDue } from "./draw.command";

const { opened } = withTestDatabase();
const later = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);
let mei: Person;

async function set(key: string, value: number): Promise<void> {
  await opened()
    .db.insert(settings)
    .values({ platformId: "*", key, value, updatedAt: townTime })
    .onConflictDoUpdate({ target: [settings.platformId, settings.key], set: { value } });
}

const rulesOf = async (decisionId: string) =>
  (await opened().db.select().from(qualitySamples).where(eq(qualitySamples.decisionId, decisionId)))[0]?.rules ?? null;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db);
  const joined = new Date(townTime.getTime() - 400 * 86_400_000);
  await db.update(people).set({ createdAt: joined }).where(eq(people.id, mei.id));
  for (const key of ["qualityShare", "qualityNewPersonShare", "qualityRiskyShare", "qualityDeviationShare"])
    await set(key, 0);
});

test("a decision is drawn once, when it has taken effect, by the rules that are about it; the draw is in the log", async () => {
  const { db } = opened();
  await set("qualityNewPersonShare", 100);
  const newcomer = await aColleague(db, { name: "New Here" });
  await db
    .update(people)
    .set({ createdAt: later(-600) })
    .where(eq(people.id, newcomer.id));
  const theirs = await aDecidedCase(db, { by: newcomer, at: later(0) });
  const hers = await aDecidedCase(db, { by: mei, at: later(0) });
  await drawWhenDue(db, later(0));
  expect(await rulesOf(theirs.decisionId)).toBeNull();
  await drawWhenDue(db, later(2));
  await drawWhenDue(db, later(3));
  expect(await rulesOf(theirs.decisionId)).toEqual(["new_person"]);
  expect(await rulesOf(hers.decisionId)).toBeNull();
  const draws = (await auditOf(db, "taobao-weitao")).filter(({ verb }) => verb === "quality.draw");
  expect(draws).toHaveLength(1);
});

test("what was taken back is not drawn, and a share that is raised later draws nothing from the past", async () => {
  const { db } = opened();
  const past = await aDecidedCase(db, { by: mei, at: later(10) });
  await drawWhenDue(db, later(15));
  await set("qualityShare", 100);
  const undone = await aDecidedCase(db, { by: mei, at: later(20) });
  expect(await undoDecision(mei, { decisionId: undone.decisionId }, later(20))).toMatchObject({ ok: true });
  const kept = await aDecidedCase(db, { by: mei, at: later(20) });
  await drawWhenDue(db, later(22));
  expect(await rulesOf(past.decisionId)).toBeNull();
  expect(await rulesOf(undone.decisionId)).toBeNull();
  expect(await rulesOf(kept.decisionId)).toEqual(["share"]);
});

test("nobody draws by hand", async () => {
  const { caseId } = await aCase(opened().db);
  const input = { platformId: "taobao-weitao", drawn: [{ decisionId: caseId, rules: ["share"] }] };
  expect(await drawSamples(await aColleague(opened().db, { role: "supervisor" }), input)).toMatchObject({
    code: "forbidden",
  });
});
