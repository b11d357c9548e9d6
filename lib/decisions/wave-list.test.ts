import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { cases, waveMembers } from "@/db/schema";
import { claimCase } from "@/lib/queue/claim.command";
import { takeOut } from "@/lib/queue/wave.command";
import { keepUpWaves } from "@/lib/queue/wave-upkeep.store";
import { changeCare } from "@/lib/wellbeing/care.command";
import { townTime } from "@/test/town";
import { later, withWaves } from "@/test/waves";
import { openWaves } from "./wave-list.queries";

const { db, team, aWave } = withWaves();

async function rowOf(waveId: string, by = team().mei) {
  const page = await openWaves(db(), by, undefined, later(60));
  if (!page.ok) throw new Error(page.reason);
  return page.value.rows.find(({ id }) => id === waveId);
}
const memberOf = async (waveId: string, caseId: string) => {
  const [row] = await db()
    .select({ memberId: waveMembers.id })
    .from(waveMembers)
    .where(and(eq(waveMembers.waveId, waveId), eq(waveMembers.caseId, caseId)));
  return { memberId: row?.memberId ?? "" };
};

test("a row of the list says what gathers its wave, and what is split off and why", async () => {
  const { mei, ben } = team();
  const same = "加微信看最新款手表，全场包邮，一比一复刻，支持货到付款，假一赔十 0";
  const { waveId, items } = await aWave([{}, { text: same }, {}, {}, {}, {}, { role: "merchant" }]);
  expect(await rowOf(waveId)).toMatchObject({ size: 7, splitOff: [{ why: "role", count: 1 }] });
  expect((await rowOf(waveId))?.by.map(({ by }) => by).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(["equal", "text"]);
  const [, , third, fourth] = items;
  await claimCase(ben, { caseId: third?.caseId }, later(10));
  await takeOut(mei, await memberOf(waveId, fourth?.caseId ?? ""), later(11));
  const splitOff = [
    { why: "role", count: 1 },
    { why: "held", count: 1 },
    { why: "takenOut", count: 1 },
  ];
  expect((await rowOf(waveId))?.splitOff).toEqual(splitOff);
  expect((await rowOf(waveId, ben))?.splitOff, "what is in one's own hands is decided with the rest").toEqual([
    splitOff[0],
    splitOff[2],
  ]);
});

test("what left a wave for the safety of a child is in no number of its row", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 480 }] })
    .where(eq(cases.id, items[2]?.caseId ?? ""));
  const sumOf = async () => (await rowOf(waveId))?.by.reduce((sum, { count }) => sum + count, 0);
  expect(await sumOf()).toBe(1);
  await keepUpWaves(db(), townTime);
  expect(await sumOf()).toBe(1);
  expect((await rowOf(waveId))?.splitOff).toEqual([]);
});

test("whoever is not given what its first item is sees that the wave is there, and none of its words", async () => {
  const { mei, ben } = team();
  const { waveId, items } = await aWave([{}, {}]);
  for (const { caseId } of items)
    await db()
      .update(cases)
      .set({ harmsTold: ["violence"] })
      .where(eq(cases.id, caseId));
  await changeCare(mei, { optedOut: ["violence"], limits: {} }, townTime);
  expect(await rowOf(waveId)).toMatchObject({ excerpt: "", notShown: ["violence"], size: 2 });
  expect((await rowOf(waveId, ben))?.excerpt).toContain("加微信");
});
