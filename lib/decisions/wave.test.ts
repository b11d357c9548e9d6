import { and, eq, inArray, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  cases,
  decisions,
  sanctions,
  statements,
  strikes,
  waveMembers,
  waveRunMembers,
  waveRuns,
  waves,
} from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { gatherPending } from "@/lib/queue/gather.store";
import { putBack, takeOut } from "@/lib/queue/wave.command";
import { keepUpWaves } from "@/lib/queue/wave-upkeep.store";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  aDecidedCase,
  anAccount,
  auditOf,
  aViolation,
  type CaseAbout,
  caseRow,
  firstBuyerSanction,
  givenPacks,
  type TownCase,
  townTime,
} from "@/test/town";
import { carryWaves } from "./carry-wave.command";
import { decideCase } from "./decide.command";
import { undoDecision } from "./undo.command";
import { startWave, stopWave, undoWave } from "./wave.command";
import { WaveChoice } from "./wave.contract";
import { groupsOf } from "./wave-plan.rules";
import { planItems } from "./wave-plan.store";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let ben: Person;

const later = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
const choice = WaveChoice.parse({ outcome: "violation", clause: "Table.4" });

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

const planned = async (waveId: string, by: Person = mei) => planItems(db(), { waveId, choice, person: by }, later(60));
const groupsIn = async (waveId: string, by: Person = mei) => groupsOf(await planned(waveId, by)).groups;

async function started(waveId: string, groups: readonly string[], by: Person = mei): Promise<string> {
  const result = await startWave(by, { waveId, choice, groups }, later(60));
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value.runId;
}

const carried = (at: number, forMs = 60_000) => carryWaves(db(), () => later(at), forMs);
const membersOf = (runId: string) =>
  db().select().from(waveRunMembers).where(eq(waveRunMembers.runId, runId)).orderBy(waveRunMembers.position);

test("one choice gives each person a decision, a strike, sanctions and a letter of their own", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  const groups = await groupsIn(waveId);
  expect(groups.map(({ size, differs, canBeDecided }) => [size, differs, canBeDecided])).toEqual([[3, [], true]]);
  const runId = await started(waveId, [groups[0]?.key ?? ""]);
  expect(await carried(61)).toBe(0);
  for (const { caseId, accountId, text } of items) {
    const [decision] = await db().select().from(decisions).where(eq(decisions.caseId, caseId));
    expect(decision).toMatchObject({ clauseRef: "Table.4", decidedBy: mei.id, count: 1, accountId });
    const id = decision?.id ?? "";
    expect(decision?.facts, "their own words").toContain(text.slice(0, 30));
    expect(await db().select().from(strikes).where(eq(strikes.decisionId, id))).toHaveLength(1);
    expect(await db().select().from(sanctions).where(eq(sanctions.decisionId, id))).toHaveLength(2);
    expect(
      (await db().select().from(statements).where(eq(statements.decisionId, id)))
        .map(({ addressee }) => addressee)
        .sort(),
    ).toEqual(["affected", "notifier"]);
    expect(await auditOf(db(), caseId)).toContainEqual(
      expect.objectContaining({ verb: "case.decide", outcome: "done", body: expect.stringContaining(runId) }),
    );
    expect(await caseRow(db(), caseId)).toMatchObject({ state: "decided" });
  }
  const [run] = await db().select().from(waveRuns).where(eq(waveRuns.id, runId));
  expect(run).toMatchObject({ state: "done" });
});

test("another role, a strike before, another language and another version are split off, and each says why", async () => {
  const struck = await anAccount(db());
  for (const at of [1, 2])
    await aDecidedCase(db(), { account: struck, by: ben, at: later(at), decision: at === 2 ? {} : {} });
  const foreign = await anAccount(db(), { language: "en" });
  const { waveId } = await aWave([
    {},
    {},
    {},
    { role: "merchant" },
    { account: struck },
    { account: foreign },
    { contentAt: new Date("2015-01-05T00:00:00Z") },
  ]);
  const groups = await groupsIn(waveId);
  expect(groups[0]).toMatchObject({ size: 3, differs: [], role: "buyer" });
  const others = groups.slice(1).map(({ differs }) => differs.join(" "));
  expect(others).toEqual(expect.arrayContaining([expect.stringContaining("role"), "standing", "language"]));
  expect(others.some((differs) => differs.includes("version"))).toBe(true);
});

test("a wave with more items than are decided at once is finished by deciding it again", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  const some = async () => {
    const plan = await planItems(db(), { waveId, choice, person: mei }, later(60), 2);
    return plan.map(({ material }) => material.caseId);
  };
  const ids = items.map(({ caseId }) => caseId);
  expect(await some()).toEqual(ids.slice(0, 2));
  await db()
    .update(cases)
    .set({ state: "decided", decidedAt: townTime })
    .where(inArray(cases.id, ids.slice(0, 2)));
  expect(await some()).toEqual(ids.slice(2));
});

test("two items of one account: the second already counts the first, as it is then decided", async () => {
  const account = await anAccount(db());
  const { waveId, items } = await aWave([{ account }, { account }, { account }]);
  const items3 = await planned(waveId);
  expect(items3.map(({ count }) => count)).toEqual([1, 2, 3]);
  await started(
    waveId,
    items3.map(({ alike }) => alike),
  );
  await carried(61);
  const counts = await Promise.all(
    items.map(
      async ({ caseId }) => (await db().select().from(decisions).where(eq(decisions.caseId, caseId)))[0]?.count,
    ),
  );
  expect(counts).toEqual([1, 2, 3]);
});

test("what a colleague holds is split off, and what changed since is left out and says so", async () => {
  const { waveId, items } = await aWave([{}, {}, {}, {}]);
  const [held, changed, decided] = items;
  await claimCase(ben, { caseId: held?.caseId }, later(30));
  const groups = await groupsIn(waveId);
  expect(groups.map(({ size, differs }) => [size, differs])).toEqual([
    [3, []],
    [1, ["held"]],
  ]);
  const runId = await started(
    waveId,
    groups.map(({ key }) => key),
  );
  await claimCase(ben, { caseId: changed?.caseId }, later(61));
  if (!decided) throw new Error("four items");
  await decideCase(ben, aViolation(decided, { sanctions: firstBuyerSanction }), later(61));
  await carried(62);
  expect((await membersOf(runId)).map(({ state, reason }) => [state, reason])).toEqual([
    ["left_out", "case_claimed"],
    ["left_out", "case_decided"],
    ["decided", null],
  ]);
});

test("an item for which something else follows by then is left out", async () => {
  const account = await anAccount(db());
  const { waveId } = await aWave([{ account }, {}]);
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  await aDecidedCase(db(), { account, by: ben, at: later(61) });
  await aDecidedCase(db(), { account, by: ben, at: later(61) });
  await carried(62);
  expect((await membersOf(runId)).map(({ state, reason }) => [state, reason])).toEqual([
    ["left_out", "wave_other_outcome"],
    ["decided", null],
  ]);
});

test("a run that was cut off in the middle goes on where it was, and decides nothing twice", async () => {
  const { waveId, items } = await aWave(Array.from({ length: 12 }, () => ({})));
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  let looked = 0;
  // The process ends between two items: what it knew is gone, the rows are not.
  const dying = () => {
    looked += 1;
    if (looked > 5) throw new Error("killed");
    return later(61);
  };
  await expect(carryWaves(db(), dying, 60_000)).rejects.toThrow("killed");
  const half = (await membersOf(runId)).filter(({ state }) => state === "decided").length;
  expect(half).toBe(5);
  expect(await carryWaves(db(), () => later(62), 60_000)).toBe(0);
  for (const { caseId } of items)
    expect(await db().select().from(decisions).where(eq(decisions.caseId, caseId))).toHaveLength(1);
  expect((await membersOf(runId)).every(({ state }) => state === "decided")).toBe(true);
});

/** From here on the database refuses to store a decision for this case, with this code of PostgreSQL. */
async function refusing(caseId: string, code: string): Promise<void> {
  await opened().exec(`create or replace function refuse_it() returns trigger language plpgsql as $$ begin
      if new.case_id = '${caseId}' then raise exception 'not this one' using errcode = '${code}'; end if;
      return new; end $$;
    create or replace trigger refused before insert on decisions for each row execute function refuse_it()`);
}

test("an item that cannot be decided is set aside in words, and the others go on; a lost connection is waited out", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  const broken = items[1]?.caseId ?? "";
  const said = vi.spyOn(console, "error").mockReturnValue();
  try {
    await refusing(broken, "57P01");
    await expect(carried(61)).rejects.toThrow("not this one");
    expect((await membersOf(runId)).map(({ state }) => state)).toEqual(["decided", "waiting", "waiting"]);
    expect(said).not.toHaveBeenCalled();
    await refusing(broken, "P0001");
    expect(await carried(62)).toBe(0);
    expect(said.mock.calls).toEqual([[`case ${broken} of a wave failed: a query failed: not this one`]]);
  } finally {
    said.mockRestore();
    await opened().exec("drop trigger if exists refused on decisions");
  }
  expect((await membersOf(runId)).map(({ state, reason }) => [state, reason])).toEqual([
    ["decided", null],
    ["left_out", "wave_item_failed"],
    ["decided", null],
  ]);
});

test("two processes that carry one run at once decide each item once", async () => {
  const { waveId, items } = await aWave(Array.from({ length: 8 }, () => ({})));
  const [all] = await groupsIn(waveId);
  await started(waveId, [all?.key ?? ""]);
  await Promise.all([carried(61), carried(61), carried(61)]);
  for (const { caseId } of items)
    expect(await db().select().from(decisions).where(eq(decisions.caseId, caseId))).toHaveLength(1);
});

test("a stopped run leaves the rest undecided; only who began it, or a supervisor, stops it", async () => {
  const { waveId } = await aWave([{}, {}, {}]);
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  expect(await startWave(ben, { waveId, choice, groups: [all?.key] }, later(60))).toMatchObject({
    reason: "wave_being_decided",
  });
  expect(await stopWave(ben, { runId }, later(61))).toMatchObject({ ok: false, reason: "wave_not_yours" });
  expect(await stopWave(mei, { runId }, later(61))).toMatchObject({ ok: true });
  expect(await carried(62)).toBe(0);
  expect((await membersOf(runId)).map(({ state }) => state)).toEqual(["waiting", "waiting", "waiting"]);
});

test("a run is taken back whole while its window is open, and its cases are in the queue again", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  await carried(61);
  expect(await undoWave(ben, { runId }, later(62))).toMatchObject({ reason: "wave_not_yours" });
  expect(await undoWave(mei, { runId }, later(62))).toMatchObject({ ok: true });
  await carried(63);
  expect((await membersOf(runId)).map(({ state }) => state)).toEqual(["undone", "undone", "undone"]);
  for (const { caseId } of items) {
    expect(await caseRow(db(), caseId)).toMatchObject({ state: "open", claimedBy: null });
    const standing = and(eq(decisions.caseId, caseId), isNull(decisions.undoneAt));
    expect(await db().select().from(decisions).where(standing)).toEqual([]);
  }
  expect(await undoWave(mei, { runId }, later(64))).toMatchObject({ reason: "decision_already_undone" });
});

test("a run is not taken back while another run of its wave goes", async () => {
  const { waveId } = await aWave([{}, {}, { role: "merchant" }]);
  const [buyers, merchants] = await groupsIn(waveId);
  const first = await started(waveId, [buyers?.key ?? ""]);
  await carried(61);
  await started(waveId, [merchants?.key ?? ""]);
  expect(await undoWave(mei, { runId: first }, later(62))).toMatchObject({ ok: false, reason: "wave_being_decided" });
  await carried(62);
  expect(await undoWave(mei, { runId: first }, later(63))).toMatchObject({ ok: true });
});

test("when the first and the next are taken out at once, a third becomes the first", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  const rows = await db().select().from(waveMembers).where(eq(waveMembers.waveId, waveId));
  const ids = items.map(({ caseId }) => rows.find((row) => row.caseId === caseId)?.id);
  await Promise.all([takeOut(mei, { memberId: ids[0] }, later(60)), takeOut(ben, { memberId: ids[1] }, later(60))]);
  const live = and(eq(waveMembers.waveId, waveId), isNull(waveMembers.takenOutAt));
  expect(await db().select().from(waveMembers).where(live)).toMatchObject([{ id: ids[2], by: "first" }]);
});

test("a decision that is taken back by itself counts its item in the wave again", async () => {
  const { waveId, items } = await aWave([{}, {}]);
  const sizeOf = async (at: number) => {
    await keepUpWaves(db(), later(at));
    return (await db().select().from(waves).where(eq(waves.id, waveId)))[0]?.size;
  };
  const [one] = items;
  if (!one) throw new Error("two items");
  const decided = await decideCase(ben, aViolation(one, { sanctions: firstBuyerSanction }), later(61));
  expect(await sizeOf(61)).toBe(1);
  const decisionId = decided.ok ? decided.value.decisionId : "";
  expect(await undoDecision(ben, { decisionId }, later(62))).toMatchObject({ ok: true });
  expect(await sizeOf(62)).toBe(2);
});

test("an item that was taken out is not decided with the wave; it can be put back", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  const [member] = await db()
    .select()
    .from(waveMembers)
    .where(eq(waveMembers.caseId, items[1]?.caseId ?? ""));
  const memberId = member?.id ?? "";
  expect(await takeOut(mei, { memberId }, later(60))).toMatchObject({ ok: true });
  expect(await planned(waveId)).toHaveLength(2);
  expect(await auditOf(db(), items[1]?.caseId ?? "")).toContainEqual(
    expect.objectContaining({ verb: "wave.take_out" }),
  );
  expect(await putBack(mei, { memberId }, later(60))).toMatchObject({ ok: true });
  expect(await planned(waveId)).toHaveLength(3);
});

test("an item that is taken out while the run goes is not decided, and the run says so", async () => {
  const { waveId, items } = await aWave([{}, {}]);
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  const [member] = await db()
    .select()
    .from(waveMembers)
    .where(eq(waveMembers.caseId, items[1]?.caseId ?? ""));
  expect(await takeOut(mei, { memberId: member?.id }, later(60))).toMatchObject({ ok: true });
  await carried(61);
  expect((await membersOf(runId)).map(({ state, reason }) => [state, reason])).toEqual([
    ["decided", null],
    ["left_out", "wave_taken_out"],
  ]);
  expect(await caseRow(db(), items[1]?.caseId ?? "")).toMatchObject({ state: "open" });
});

test("an auditor decides no wave and takes nothing out; a wave whose plan has changed is refused whole", async () => {
  const { waveId } = await aWave([{}, {}]);
  const auditor = await aColleague(db(), { role: "auditor" });
  const [all] = await groupsIn(waveId);
  expect(await startWave(auditor, { waveId, choice, groups: [all?.key] }, later(60))).toMatchObject({
    code: "forbidden",
  });
  expect(await takeOut(auditor, { memberId: waveId }, later(60))).toMatchObject({ code: "forbidden" });
  expect(await startWave(mei, { waveId, choice, groups: ["[]"] }, later(60))).toMatchObject({
    reason: "wave_plan_changed",
  });
  expect(await db().select().from(waveRuns).where(eq(waveRuns.waveId, waveId))).toEqual([]);
});
