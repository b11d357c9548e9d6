import { eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach } from "vitest";
import { cases, waveMembers, waveRunMembers, waveRuns, waves } from "@/db/schema";
import { carryWaves } from "@/lib/decisions/carry-wave.command";
import { startWave } from "@/lib/decisions/wave.command";
import { WaveChoice } from "@/lib/decisions/wave.contract";
import { groupsOf } from "@/lib/decisions/wave-plan.rules";
import { planItems } from "@/lib/decisions/wave-plan.store";
import type { Person } from "@/lib/platform/permissions.rules";
import { gatherPending } from "@/lib/queue/gather.store";
import { withTestDatabase } from "./database";
import { aCase, aColleague, type CaseAbout, givenPacks, type TownCase, townTime } from "./town";

export const later = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
export const choice = WaveChoice.parse({ outcome: "violation", clause: "Table.4" });

/** For the top of a test file about waves: two colleagues, no wave before each test, and words for what they do with one. */
export function withWaves() {
  const { opened } = withTestDatabase();
  const db = () => opened().db;
  let mei: Person;
  let ben: Person;

  beforeAll(async () => {
    await givenPacks(db());
    mei = await aColleague(db(), { name: "Mei Lin" });
    ben = await aColleague(db(), { name: "Ben Okafor" });
  });

  beforeEach(async () => {
    await db().delete(waveRunMembers);
    await db().delete(waveRuns);
    await db().delete(waveMembers);
    await db().delete(waves);
    // What earlier stories left is compared with nothing here.
    await db().update(cases).set({ gatheredAt: townTime }).where(isNull(cases.gatheredAt));
  });

  /** Copies of one text with a number behind. */
  async function aWave(each: readonly CaseAbout[]): Promise<{ waveId: string; items: TownCase[] }> {
    const text = (at: number) => `加微信看最新款手表，全场包邮，一比一复刻，支持货到付款，假一赔十 ${at}`;
    const items: TownCase[] = [];
    for (const [at, more] of each.entries()) items.push(await aCase(db(), { text: text(at), ...more }));
    await db().update(cases).set({ suggestedAt: townTime }).where(isNull(cases.suggestedAt));
    while ((await gatherPending(db(), townTime, 50)) > 0);
    const [member] = await db()
      .select({ waveId: waveMembers.waveId })
      .from(waveMembers)
      .where(eq(waveMembers.caseId, items[0]?.caseId ?? ""));
    return { waveId: member?.waveId ?? "", items };
  }

  const planned = async (waveId: string, by: Person = mei) =>
    planItems(db(), { waveId, choice, person: by }, later(60));
  const groupsIn = async (waveId: string, by: Person = mei) => groupsOf(await planned(waveId, by)).groups;

  async function started(waveId: string, groups: readonly string[], by: Person = mei): Promise<string> {
    const result = await startWave(by, { waveId, choice, groups }, later(60));
    if (!result.ok) throw new Error(JSON.stringify(result));
    return result.value.runId;
  }

  const carried = (at: number) => carryWaves(db(), () => later(at));
  const membersOf = (runId: string) =>
    db().select().from(waveRunMembers).where(eq(waveRunMembers.runId, runId)).orderBy(waveRunMembers.position);

  const team = () => ({ mei, ben });
  return { opened, db, team, aWave, planned, groupsIn, started, carried, membersOf };
}
