import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { cases, goldenItems, goldenPaces, goldenTurns, settings } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { changeCare } from "@/lib/wellbeing/care.command";
import { after } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, aGoldenItem } from "@/test/golden";
import { aCase, aColleague, auditOf } from "@/test/town";
import { holdAtDesk, nextForScreen } from "./desk.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let desk: Awaited<ReturnType<typeof aGoldenDesk>>;

beforeAll(async () => {
  desk = await aGoldenDesk(db());
  for (let at = 0; at < 12; at += 1) await aCase(db());
});
beforeEach(async () => {
  await db()
    .update(goldenItems)
    .set({ retiredAt: after(0) });
  await aGoldenItem(desk, {
    text: "A fight at the harbour",
    reports: [{ explanation: "Look.", category: "violence" }],
  });
});

async function ahead(ben: Person, more: object, at: number) {
  const answer = await nextForScreen(ben, more, after(at));
  if (!answer.ok) throw new Error(answer.reason);
  return { next: answer.value.next?.case.id ?? "", gone: answer.value.gone };
}
const ofViolence = (caseId: string) =>
  db()
    .update(cases)
    .set({ harmsTold: ["violence"] })
    .where(eq(cases.id, caseId));
const turn = async (id: string) => (await db().select().from(goldenTurns).where(eq(goldenTurns.id, id)))[0];

/** Somebody with a case in hand and a golden item of violence laid ready behind it. */
async function withOneReady() {
  const ben = await aColleague(db());
  const { caseId: inHand } = await aCase(db());
  await claimCase(ben, { caseId: inHand }, after(100));
  const { next: golden } = await ahead(ben, { inHand }, 101);
  expect(await turn(golden)).toMatchObject({ state: "claimed", isAhead: true });
  return { ben, inHand, golden };
}

test.each([
  ["opted out of its class", { optedOut: ["violence"], limits: {} }],
  ["had enough of its class", { optedOut: [], limits: { violence: 0 } }],
])("a golden item that lies ready is withdrawn from who has %s, and a case comes", async (_, choice) => {
  const { ben, inHand, golden } = await withOneReady();
  await changeCare(ben, { ...choice, giveBack: false }, after(102));
  const { next, gone } = await ahead(ben, { inHand, ready: [golden] }, 103);
  expect(gone, "the screen is told not to show it").toEqual([golden]);
  expect(await turn(golden)).toMatchObject({ state: "open", isAhead: false, leaseUntil: null });
  expect(await turn(next)).toBeUndefined();
  const [entry] = await auditOf(db(), golden);
  expect(entry).toMatchObject({ verb: "case.release", outcome: "done" });
  expect(JSON.stringify(entry)).not.toContain("violence");
  expect((await ahead(ben, { inHand, ready: [next] }, 104)).next, "nor does it come again").not.toBe(golden);
});

test("a case in hand that uses up the budget of a class withdraws a golden item of it that lies ready", async () => {
  const { ben, inHand, golden } = await withOneReady();
  await changeCare(ben, { optedOut: [], limits: { violence: 1 } }, after(102));
  expect((await ahead(ben, { inHand, ready: [golden] }, 103)).gone).toEqual([]);
  const { caseId: violent } = await aCase(db());
  await ofViolence(violent);
  await claimCase(ben, { caseId: violent }, after(104));
  expect((await ahead(ben, { inHand: violent, ready: [golden] }, 105)).gone).toEqual([golden]);
});

/** The admin's share of golden items, for what `work` does; then again all, as this desk has it. */
async function withShare<Value>(value: number, work: () => Promise<Value>): Promise<Value> {
  const set = (share: number) => db().update(settings).set({ value: share }).where(eq(settings.key, "goldenShare"));
  await set(value);
  try {
    return await work();
  } finally {
    await set(100);
  }
}

test("once an admin set the share to 0, a golden item that lies ready is withdrawn, and a case comes", async () => {
  const { ben, inHand, golden } = await withOneReady();
  const paces = () => db().select().from(goldenPaces).where(eq(goldenPaces.personId, ben.id));
  const before = await paces();
  await withShare(0, async () => {
    const { next, gone } = await ahead(ben, { inHand, ready: [golden] }, 103);
    expect(gone, "the screen is told not to show it").toEqual([golden]);
    expect(next).not.toBe("");
    expect(await turn(next), "a case").toBeUndefined();
    expect(await turn(golden)).toMatchObject({ state: "open", isAhead: false, leaseUntil: null });
    expect((await auditOf(db(), golden))[0]).toMatchObject({ verb: "case.release", outcome: "done" });
    expect(await paces(), "nothing is drawn while none are given").toEqual(before);
  });
  expect((await ahead(ben, { inHand }, 104)).next, "nor does it come again").not.toBe(golden);
});

test("a golden item that is on the screen when the share becomes 0 stays with its person; one that lapsed does not come back", async () => {
  const ben = await aColleague(db());
  const { next: golden } = await ahead(ben, {}, 100);
  await withShare(0, async () => {
    expect((await ahead(ben, { inHand: golden }, 101)).gone).toEqual([]);
    expect(await turn(golden)).toMatchObject({ state: "claimed", isAhead: false });
    expect((await ahead(ben, {}, 102)).next, "in another tab").not.toBe(golden);
    expect((await turn(golden))?.state).toBe("claimed");
    const lapsed = ((await turn(golden))?.leaseUntil?.getTime() ?? 0) - after(0).getTime();
    await ahead(ben, {}, lapsed / 1000 + 1);
    expect(await turn(golden)).toMatchObject({ state: "open", leaseUntil: null });
  });
});

test("a golden item in hand that uses up the budget itself stays with its person, and is not given anew", async () => {
  const ben = await aColleague(db());
  await changeCare(ben, { optedOut: [], limits: { violence: 1 } }, after(99));
  const { next: golden } = await ahead(ben, {}, 100);
  const before = await turn(golden);
  expect(before).toMatchObject({ state: "claimed", isAhead: false });
  expect((await ahead(ben, { inHand: golden }, 101)).next, "on the screen").not.toBe("");
  expect((await ahead(ben, {}, 102)).next, "asked for in another tab").not.toBe(golden);
  expect(await turn(golden)).toMatchObject({ state: "claimed", version: before?.version });
});

test("a golden item that was held for later does not come back to who opted out of its class meanwhile", async () => {
  const ben = await aColleague(db());
  const { next: golden } = await ahead(ben, {}, 100);
  await holdAtDesk(ben, { caseId: golden, version: (await turn(golden))?.version }, after(101));
  const until = (await turn(golden))?.heldUntil ?? after(0);
  await changeCare(ben, { optedOut: ["violence"], limits: {}, giveBack: false }, after(102));
  await ahead(ben, {}, 103);
  expect((await turn(golden))?.state, "while it is held it is theirs, as a case is").toBe("claimed");
  const seconds = (until.getTime() - after(0).getTime()) / 1000;
  expect((await ahead(ben, {}, seconds + 1)).next).not.toBe(golden);
  expect(await turn(golden)).toMatchObject({ state: "open", heldUntil: null });
});
