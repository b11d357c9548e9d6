import { desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisions, learnedModels } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { learnPlatform } from "@/lib/matching/learn.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, anAccount, givenPacks, townTime } from "@/test/town";

const { opened } = withTestDatabase();
const platform = "taobao-weitao";
const later = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
/** When the undo windows of all decisions below are over. */
const learnedAt = later(86_400);
let mei: Person;

async function foundAgainst(text: string, at: Date): Promise<string> {
  const { db } = opened();
  return (await aDecidedCase(db, { by: mei, at, account: await anAccount(db), text })).decisionId;
}

/** What is stored of the newest model: its name, and its weights as they are packed. */
async function newestStored() {
  const { version, body, trainedAt } = learnedModels;
  const [row] = await opened().db.select({ version, body }).from(learnedModels).orderBy(desc(trainedAt));
  return { version: row?.version, body: Buffer.from(row?.body ?? []).toString("base64") };
}

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db);
  for (let turn = 0; turn < 16; turn += 1) {
    await foundAgainst(`blorptide kiosk number ${turn}, ask for zindle`, later(60 * turn));
    const { caseId, version } = await aCase(db, { platform, text: `the garden party of street ${turn} was lovely` });
    expect((await decideCase(mei, { caseId, version, outcome: "no_violation" }, later(60 * turn))).ok).toBe(true);
  }
});

test("each learning begins with nothing: with every model gone, the same decisions give the same one, to the last byte", async () => {
  const { db } = opened();
  await learnPlatform(db, platform, learnedAt);
  const first = await newestStored();
  expect(first.body.length).toBeGreaterThan(1000);
  await db.delete(learnedModels);
  expect((await newestStored()).version).toBeUndefined();
  await learnPlatform(db, platform, later(95_000));
  expect(await newestStored()).toEqual(first);
});

test("a decision that falls on appeal is unlearned and nothing else: the model is again the one of before it, to the last byte", async () => {
  const { db } = opened();
  await learnPlatform(db, platform, later(96_000));
  const before = await newestStored();
  const decisionId = await foundAgainst("blorptide kiosk, wumpers and zindle", later(96_001));
  await learnPlatform(db, platform, later(97_000));
  const between = await newestStored();
  expect(between.version).not.toBe(before.version);
  expect(between.body).not.toBe(before.body);
  await db
    .update(decisions)
    .set({ reversedAt: later(97_001) })
    .where(eq(decisions.id, decisionId));
  await learnPlatform(db, platform, later(98_000));
  expect(await newestStored()).toEqual(before);
});
