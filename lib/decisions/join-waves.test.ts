import { and, eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { auditEntries, cases, settings, waveMembers, waveRuns, waves } from "@/db/schema";
import { gatherPending } from "@/lib/queue/gather.store";
import { gatherAgain } from "@/lib/queue/gather-again.command";
import { putBack, takeOut } from "@/lib/queue/wave.command";
import { aColleague, auditOf, townTime } from "@/test/town";
import { choice, later, withWaves } from "@/test/waves";
import { waveView } from "./wave.queries";
import { waveAt } from "./wave-at.queries";
import { openWaves } from "./wave-list.queries";

const { db, team, aWave } = withWaves();

const parts = "加微信看最新款手表，全场包邮，一比一复刻，支持货到付款，假一赔十，数量有限".split("，");
const older = (at: number) => ({ text: `${parts.join("，")} ${at}` });
/** As much changed as leaves it alike at 50 of a hundred, and not at 70. */
const younger = (at: number) => ({
  text: `${parts.map((part, place) => (place === 1 ? "可以面交的" : part)).join("，")}，请扫码了解 ${at}`,
});

afterEach(async () => {
  // What one story leaves undecided would be gathered again in the next.
  await db().update(cases).set({ state: "decided", decidedAt: townTime });
  await db().delete(settings).where(eq(settings.key, "waveLikeness"));
});

/** Two waves that are alike only at the likeness an admin asks for from now on. */
async function twoWaves() {
  const first = await aWave([older(1), older(2), older(3)]);
  const second = await aWave([younger(1), younger(2), younger(3)]);
  expect(second.waveId).not.toBe(first.waveId);
  const fifty = { platformId: "*", key: "waveLikeness", value: 50, updatedAt: townTime };
  await db().insert(settings).values(fifty);
  return { first, second };
}
const gathered = async () => {
  while ((await gatherPending(db(), later(90), 50)) > 0);
};
const inWave = async (caseId: string | undefined) => {
  const rows = await db()
    .select({ waveId: waveMembers.waveId, takenOutAt: waveMembers.takenOutAt })
    .from(waveMembers)
    .where(eq(waveMembers.caseId, caseId ?? ""));
  return rows.find(({ takenOutAt }) => takenOutAt === null)?.waveId ?? null;
};
const memberOf = async (waveId: string, caseId: string | undefined) => {
  const [row] = await db()
    .select({ memberId: waveMembers.id })
    .from(waveMembers)
    .where(and(eq(waveMembers.waveId, waveId), eq(waveMembers.caseId, caseId ?? "")));
  return { memberId: row?.memberId ?? "" };
};

test("two waves that grew apart are one after gathering again: the older goes on, and the log says who asked and what was joined", async () => {
  const { mei } = team();
  const { first, second } = await twoWaves();
  await gathered();
  expect(await inWave(second.items[0]?.caseId), "nothing was asked for").toBe(second.waveId);
  const pressed = await gatherAgain(mei, {}, later(80));
  expect(pressed).toMatchObject({ ok: true });
  const page = await openWaves(db(), mei, undefined, later(81));
  expect(page.ok && page.value.waiting, "the list says that it is not done").toBeGreaterThanOrEqual(2);
  await gathered();
  const all = [...first.items, ...second.items];
  for (const { caseId } of all) expect(await inWave(caseId)).toBe(first.waveId);
  const sizes = await db().select({ id: waves.id, size: waves.size }).from(waves);
  expect(sizes.find(({ id }) => id === first.waveId)?.size).toBe(6);
  expect(sizes.find(({ id }) => id === second.waveId)?.size).toBe(0);
  const [joined] = await auditOf(db(), first.waveId);
  expect(joined).toMatchObject({ verb: "wave.join", outcome: "done" });
  expect(JSON.parse(joined?.body ?? "{}").detail).toEqual({ joined: second.waveId, items: 3 });
  const asked = await db().select().from(auditEntries).where(eq(auditEntries.verb, "wave.gather_again"));
  expect(asked.at(-1)).toMatchObject({ actorId: mei.id, outcome: "done" });
  const view = await waveView(db(), mei, second.waveId, later(91));
  expect(view.ok && view.value, "whoever has the other wave open goes on in this one").toMatchObject({
    id: first.waveId,
    size: 6,
  });
  expect(await waveAt(db(), mei, second.waveId), "and so does whoever comes by its address").toBe(first.waveId);
});

test("what was taken out by hand stays out of the wave that goes on, and can be put back there", async () => {
  const { mei } = team();
  const { first, second } = await twoWaves();
  const [, ownOut] = first.items;
  const [, , otherOut] = second.items;
  await takeOut(mei, await memberOf(first.waveId, ownOut?.caseId), later(70));
  await takeOut(mei, await memberOf(second.waveId, otherOut?.caseId), later(70));
  for (let press = 0; press < 2; press += 1) {
    await gatherAgain(mei, {}, later(80));
    await gathered();
  }
  expect([await inWave(ownOut?.caseId), await inWave(otherOut?.caseId)]).toEqual([null, null]);
  const [{ size } = { size: 0 }] = await db()
    .select({ size: waves.size })
    .from(waves)
    .where(eq(waves.id, first.waveId));
  expect(size).toBe(4);
  expect(await putBack(mei, await memberOf(first.waveId, otherOut?.caseId), later(95))).toMatchObject({ ok: true });
  expect(await inWave(otherOut?.caseId)).toBe(first.waveId);
});

test("items that are unlike the first of the older wave stay in their own", async () => {
  const { mei } = team();
  const first = await aWave([older(1), older(2)]);
  const second = await aWave([younger(1), younger(2)]);
  const far = { text: `${parts.map((part, at) => (at < 4 ? `这里说的是别的${"甲乙丙丁"[at]}事` : part)).join("，")}` };
  const third = await aWave([far]);
  const stranger = third.items[0]?.caseId ?? "";
  await db().update(waveMembers).set({ waveId: second.waveId, by: "text" }).where(eq(waveMembers.caseId, stranger));
  await db().insert(settings).values({ platformId: "*", key: "waveLikeness", value: 50, updatedAt: townTime });
  await gatherAgain(mei, {}, later(80));
  await gathered();
  expect(await inWave(second.items[0]?.caseId)).toBe(first.waveId);
  expect(await inWave(stranger)).toBe(second.waveId);
});

test("a wave that is being decided is joined when its run is over", async () => {
  const { mei } = team();
  const { first, second } = await twoWaves();
  const going = { platformId: "taobao-weitao", waveId: second.waveId, startedBy: mei.id, choice };
  const [run] = await db()
    .insert(waveRuns)
    .values({ ...going, state: "running", startedAt: later(60), undoUntil: later(120) })
    .returning({ id: waveRuns.id });
  await gatherAgain(mei, {}, later(80));
  await gatherPending(db(), later(90), 50);
  expect(await inWave(second.items[0]?.caseId)).toBe(second.waveId);
  await db()
    .update(waveRuns)
    .set({ state: "stopped", endedAt: later(95) })
    .where(eq(waveRuns.id, run?.id ?? ""));
  await gathered();
  expect(await inWave(second.items[0]?.caseId)).toBe(first.waveId);
});

test("a new first item is compared by itself, so that its wave finds the one it is like", async () => {
  const { mei } = team();
  const first = await aWave([older(1), older(2)]);
  const second = await aWave([younger(1), older(3)]);
  const [odd, copy] = second.items;
  expect(await inWave(copy?.caseId), "it was in the older wave all along").toBe(first.waveId);
  await db()
    .update(waveMembers)
    .set({ waveId: await inWave(odd?.caseId).then((id) => id ?? ""), by: "text" })
    .where(eq(waveMembers.caseId, copy?.caseId ?? ""));
  const apart = (await inWave(odd?.caseId)) ?? "";
  await takeOut(mei, await memberOf(apart, odd?.caseId), later(70));
  await gathered();
  expect(await inWave(copy?.caseId)).toBe(first.waveId);
  expect(await inWave(odd?.caseId)).toBeNull();
});

test("gathering again is for those who work on cases, and looks at no decided case", async () => {
  const auditor = await aColleague(db(), { name: "Tomasz Nowak", role: "auditor" });
  expect(await gatherAgain(auditor, {}, later(80))).toMatchObject({ ok: false, code: "forbidden" });
  const { items } = await aWave([older(1), older(2)]);
  await db()
    .update(cases)
    .set({ state: "decided", decidedAt: townTime })
    .where(eq(cases.id, items[0]?.caseId ?? ""));
  const platform = "wechat";
  expect(await gatherAgain(team().mei, { platform }, later(80))).toMatchObject({ ok: true, value: { looked: 0 } });
  await gatherAgain(team().mei, {}, later(80));
  const [row] = await db()
    .select()
    .from(cases)
    .where(eq(cases.id, items[0]?.caseId ?? ""));
  expect(row?.gatheredAt).not.toBeNull();
});
