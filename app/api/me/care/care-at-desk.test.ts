import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { goldenItems, goldenTurns } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { holdAtDesk, nextAtDesk } from "@/lib/quality/desk.command";
import { claimCase } from "@/lib/queue/claim.command";
import { holdCase } from "@/lib/queue/handing.command";
import { after } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, aGoldenItem } from "@/test/golden";
import { aCase, aColleague, auditOf, caseRow } from "@/test/town";
import { changeCareAtDesk, dayAtDesk, workAtDesk } from "./care-at-desk";

const { opened } = withTestDatabase();
const db = () => opened().db;
let desk: Awaited<ReturnType<typeof aGoldenDesk>>;

beforeAll(async () => {
  desk = await aGoldenDesk(db());
  for (let at = 0; at < 4; at += 1) await aCase(db());
});
beforeEach(() =>
  db()
    .update(goldenItems)
    .set({ retiredAt: after(0) }),
);

/** Somebody with a golden item about this in hand, beside a case of their own. */
async function atWork(category: "violence" | "counterfeit"): Promise<{ ben: Person; golden: string; own: string }> {
  await aGoldenItem(desk, {
    text: `Bags from the harbour, ${category}`,
    reports: [{ explanation: "Look.", category }],
  });
  const ben = await aColleague(db());
  const next = await nextAtDesk(ben, {}, after(100));
  const golden = next.ok && next.value ? next.value.case.id : "";
  expect(await turn(golden)).toMatchObject({ state: "claimed", personId: ben.id });
  const { caseId: own } = await aCase(db());
  await claimCase(ben, { caseId: own }, after(101));
  return { ben, golden, own };
}
const turn = async (id: string) => (await db().select().from(goldenTurns).where(eq(goldenTurns.id, id)))[0];
const heldBy = async (person: Person) => {
  const day = await dayAtDesk(db(), person, after(110));
  return day.ok ? day.value.held : null;
};

test.each(["end_shift", "give_back"] as const)(
  "%s: a golden item in hand goes back as the case beside it does",
  async (doing) => {
    const { ben, golden, own } = await atWork("counterfeit");
    expect(await heldBy(ben)).toBe(2);
    expect(await workAtDesk(ben, { do: doing }, after(105))).toMatchObject({ ok: true });
    expect(await turn(golden)).toMatchObject({ state: "open", leaseUntil: null });
    expect(await caseRow(db(), own)).toMatchObject({ state: "open", claimedBy: null });
    const entries = [(await auditOf(db(), golden))[0], (await auditOf(db(), own))[0]];
    expect(entries.map((entry) => entry?.verb)).toEqual(["case.release", "case.release"]);
    expect(await heldBy(ben)).toBe(0);
  },
);

test("a golden item goes back when its person opts out of what is in it, also one that is held for later", async () => {
  const { ben, golden, own } = await atWork("violence");
  await holdAtDesk(ben, { caseId: golden, version: (await turn(golden))?.version }, after(103));
  const other = { optedOut: ["hate"], limits: {} };
  expect(await changeCareAtDesk(ben, other, after(104))).toMatchObject({ ok: true });
  expect((await turn(golden))?.state).toBe("claimed");
  const keeping = { optedOut: ["violence"], limits: {}, giveBack: false };
  await changeCareAtDesk(ben, keeping, after(105));
  expect((await turn(golden))?.state, "where it is asked to stay it stays").toBe("claimed");
  expect(await changeCareAtDesk(ben, { ...keeping, giveBack: true }, after(106))).toMatchObject({ ok: true });
  expect(await turn(golden)).toMatchObject({ state: "open", heldUntil: null });
  expect(JSON.stringify(await auditOf(db(), golden))).not.toContain("violence");
  expect((await caseRow(db(), own)).claimedBy).toBe(ben.id);
});

test("a break keeps a golden item in hand as long as the case beside it, and shortens nothing that is held for later", async () => {
  const { ben, golden, own } = await atWork("counterfeit");
  const { caseId: held } = await aCase(db());
  await claimCase(ben, { caseId: held }, after(102));
  await holdCase(ben, { caseId: held, version: (await caseRow(db(), held)).version }, after(103));
  const { leaseUntil } = await caseRow(db(), held);
  expect(await workAtDesk(ben, { do: "begin_break" }, after(105))).toMatchObject({ ok: true });
  expect((await turn(golden))?.leaseUntil).toEqual(after(105 + 30 * 60));
  expect((await caseRow(db(), own)).leaseUntil).toEqual(after(105 + 30 * 60));
  expect(await caseRow(db(), held)).toMatchObject({ leaseUntil, heldUntil: leaseUntil });
});

test("a break does not bring back a golden item that had lapsed, nor lengthens one that is only laid ready", async () => {
  const { ben, golden } = await atWork("counterfeit");
  const lapsedAt = after(104);
  await db().update(goldenTurns).set({ leaseUntil: lapsedAt }).where(eq(goldenTurns.id, golden));
  await workAtDesk(ben, { do: "begin_break" }, after(105));
  expect((await turn(golden))?.leaseUntil).toEqual(lapsedAt);
  const soon = after(300);
  await db().update(goldenTurns).set({ leaseUntil: soon, isAhead: true }).where(eq(goldenTurns.id, golden));
  await workAtDesk(ben, { do: "begin_break" }, after(106));
  expect((await turn(golden))?.leaseUntil).toEqual(soon);
});

test("beginning a shift or a break, and what is refused, gives nothing back", async () => {
  const { ben, golden } = await atWork("counterfeit");
  for (const doing of ["begin_shift", "begin_break", "end_break"]) await workAtDesk(ben, { do: doing }, after(105));
  expect(await workAtDesk(ben, { do: "end" }, after(105))).toMatchObject({ ok: false, code: "invalid" });
  expect(await changeCareAtDesk(ben, { optedOut: ["x"], limits: {} }, after(105))).toMatchObject({ ok: false });
  expect((await turn(golden))?.state).toBe("claimed");
});
