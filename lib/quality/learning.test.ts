import { desc, eq, isNotNull, isNull } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, decisions, learnedModels, settings, snapshots } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { suggestFor } from "@/lib/intake/suggest.command";
import { learningDone, learnPlatform, learnWhenDue, platformsToLearn } from "@/lib/matching/learn.command";
import { learnedModel } from "@/lib/matching/model.store";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, anAccount, auditOf, givenPacks, townTime } from "@/test/town";
import { suggestionsView } from "./suggestions.queries";

const { opened } = withTestDatabase();
const platform = "taobao-weitao";
const later = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
/** When the undo windows of all decisions below are over. */
const learnedAt = later(86_400);
let mei: Person;
/** Decisions under Table.4 on words that no lexicon holds. */
const made: string[] = [];

async function suggestedFor(text: string, at: Date) {
  const { db } = opened();
  const { caseId } = await aCase(db, { platform, text });
  await suggestFor(db, caseId, at);
  const [row] = await db.select().from(caseSuggestions).where(eq(caseSuggestions.caseId, caseId));
  return row;
}

async function nothingFoundIn(text: string, at: Date): Promise<void> {
  const { caseId, version } = await aCase(opened().db, { platform, text });
  const result = await decideCase(mei, { caseId, version, outcome: "no_violation" }, at);
  if (!result.ok) throw new Error(`${result.reason} ${JSON.stringify(result.fields)}`);
}

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db);
  for (let turn = 0; turn < 16; turn += 1) {
    const about = { by: mei, at: later(60 * turn), account: await anAccount(db) };
    const { decisionId } = await aDecidedCase(db, { ...about, text: `blorptide kiosk number ${turn}, ask for zindle` });
    made.push(decisionId);
    await nothingFoundIn(`the garden party of street ${turn} was lovely`, later(60 * turn));
  }
});

test("what colleagues decided on like content is suggested, with the words it rests on and the model's name", async () => {
  const { db } = opened();
  const before = await suggestedFor("zindle again at the blorptide kiosk", learnedAt);
  expect(JSON.stringify(before?.matches)).not.toContain('"learned"');
  const kept = await learnPlatform(db, platform, learnedAt);
  const after = await suggestedFor("zindle again at the blorptide kiosk", learnedAt);
  expect(after?.model).toContain(kept?.version);
  const learned = expect.objectContaining({ in: "text", text: "blorptide", code: "learned" });
  expect(after?.matches).toContainEqual(
    expect.objectContaining({ ref: "Table.4", evidence: expect.arrayContaining([learned]) }),
  );
  const [entry] = await auditOf(db, kept?.version ?? "");
  expect(entry).toMatchObject({ verb: "matching.learn", outcome: "done" });
  expect(entry?.body).not.toContain("blorptide");
});

test("the same decisions give the same model, to the last byte", async () => {
  const { db } = opened();
  const bodies = async () =>
    (await db.select({ body: learnedModels.body }).from(learnedModels).orderBy(desc(learnedModels.trainedAt)))[0]?.body;
  const first = await learnPlatform(db, platform, learnedAt);
  const weights = await bodies();
  expect(await learnPlatform(db, platform, later(90_000))).toEqual(first);
  expect(Buffer.from((await bodies()) ?? [])).toEqual(Buffer.from(weights ?? []));
});

test("nothing new was decided: nothing is learned again; a decision that falls is unlearned", async () => {
  const { db } = opened();
  await learnPlatform(db, platform, learnedAt);
  expect(await platformsToLearn(db, later(100_000))).toEqual([]);
  const fallen = made[0] ?? "";
  await db
    .update(decisions)
    .set({ reversedAt: later(100_001) })
    .where(eq(decisions.id, fallen));
  expect(await platformsToLearn(db, later(100_002))).toEqual([platform]);
  const before = await learnedModel(db, platform);
  await learnWhenDue(opened(), later(100_002));
  await learningDone();
  const after = await learnedModel(db, platform);
  expect(after?.version).not.toBe(before?.version);
  expect(after?.model.counts.reduce((sum, count) => sum + count)).toBe(31);
});

test("a model that learned from a text that is deleted since is made again under another name, and the old weights go", async () => {
  const { db } = opened();
  const at = later(120_000);
  const before = await learnPlatform(db, platform, at);
  expect((await learnedModel(db, platform))?.model.counts.reduce((sum, count) => sum + count)).toBe(31);
  const [decided] = await db
    .select()
    .from(decisions)
    .where(eq(decisions.id, made[3] ?? ""));
  // As retention does it (lib/retention/purge.command.ts).
  await db
    .update(snapshots)
    .set({ title: "", text: "", context: {}, media: [], purgedAt: at })
    .where(eq(snapshots.id, decided?.snapshotId ?? ""));
  await db.update(learnedModels).set({ mustForget: true }).where(isNotNull(learnedModels.body));
  await learnWhenDue(opened(), later(120_001));
  await learningDone();
  const after = await learnedModel(db, platform);
  expect(after?.version).not.toBe(before?.version);
  expect(after?.model.counts.reduce((sum, count) => sum + count)).toBe(30);
  const kept = await db.select().from(learnedModels).where(isNotNull(learnedModels.body));
  expect(kept.map(({ version }) => version)).toEqual([after?.version]);
});

test("while another process learns, this one does not learn the same a second time", async () => {
  const { db } = opened();
  await learnPlatform(db, platform, later(140_000));
  await db
    .update(decisions)
    .set({ reversedAt: later(150_000) })
    .where(eq(decisions.id, made[2] ?? ""));
  const before = await learnedModel(db, platform);
  const takenElsewhere = { db, exclusively: async () => false };
  await learnWhenDue(takenElsewhere, later(150_001));
  await learningDone();
  expect((await learnedModel(db, platform))?.version).toBe(before?.version);
  await learnWhenDue(opened(), later(150_002));
  await learningDone();
  expect((await learnedModel(db, platform))?.version).not.toBe(before?.version);
});

test("where a person switched it off, nothing is learned and suggestions are the lexicon's alone", async () => {
  const { db } = opened();
  await learnPlatform(db, platform, learnedAt);
  await db
    .insert(settings)
    .values({ platformId: platform, key: "learnFromDecisions", value: false, updatedAt: learnedAt });
  const row = await suggestedFor("zindle again at the blorptide kiosk", learnedAt);
  expect(row?.model).not.toContain("learned-");
  await db
    .update(decisions)
    .set({ reversedAt: later(200_000) })
    .where(eq(decisions.id, made[1] ?? ""));
  expect(await platformsToLearn(db, later(200_001))).toEqual([]);
  await db.delete(settings).where(eq(settings.platformId, platform));
});

test("a decision that can still be taken back teaches nothing yet", async () => {
  const { db } = opened();
  const at = later(300_000);
  const count = async (now: Date) => {
    await learnPlatform(db, platform, now);
    const learned = await learnedModel(db, platform);
    return learned?.model.counts.reduce((sum, one) => sum + one, 0) ?? 0;
  };
  const before = await count(at);
  await nothingFoundIn("a quiet evening by the lake", at);
  expect(await count(at)).toBe(before);
  expect(await count(later(301_000))).toBe(before + 1);
});

test("where too few decisions are left, what was learned from the others is gone, and it is not tried every minute", async () => {
  const { db } = opened();
  const at = later(400_000);
  await learnPlatform(db, platform, at);
  await db
    .update(decisions)
    .set({ reversedAt: later(400_001) })
    .where(isNull(decisions.reversedAt));
  expect(await platformsToLearn(db, later(400_002))).toEqual([platform]);
  await learnPlatform(db, platform, later(400_002));
  expect(await learnedModel(db, platform)).toBeNull();
  const view = await suggestionsView(db, mei, { platformId: platform, now: later(400_003) });
  expect(view?.learning.model, "nobody is answered by it").toBeNull();
  // Once more for what fell in the very moment of learning; then it rests.
  await learnPlatform(db, platform, later(400_100));
  expect(await platformsToLearn(db, later(400_200))).toEqual([]);
});
