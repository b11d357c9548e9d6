import { and, eq, inArray, isNull } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  careExposures,
  cases,
  decisions,
  sanctions,
  statements,
  strikes,
  waveMembers,
  waveRuns,
  waves,
} from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { putBack, takeOut } from "@/lib/queue/wave.command";
import { keepUpWaves } from "@/lib/queue/wave-upkeep.store";
import {
  aColleague,
  aDecidedCase,
  anAccount,
  auditOf,
  aViolation,
  caseRow,
  firstBuyerSanction,
  townTime,
} from "@/test/town";
import { choice, later, withWaves } from "@/test/waves";
import { decideCase } from "./decide.command";
import { undoDecision } from "./undo.command";
import { startWave } from "./wave.command";
import { planWave } from "./wave.queries";
import { leftOf, planItems } from "./wave-plan.store";

const { db, team, aWave, planned, groupsIn, started, carried, membersOf } = withWaves();
let mei: Person;
let ben: Person;
beforeAll(() => {
  ({ mei, ben } = team());
});

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

test("how many items of a wave wait for the next decision is said, and nothing where all are decided at once", async () => {
  const { waveId } = await aWave([{}, {}, {}, {}, {}]);
  expect(await leftOf(db(), waveId, 2, 2)).toBe(3);
  expect(await leftOf(db(), waveId, 5)).toBe(0);
  expect(await planWave(mei, { waveId, choice }, later(60))).toMatchObject({ value: { total: 5, left: 0 } });
});

test("an item whose group was not chosen counts for no later one of its account", async () => {
  // With no language of their own, the letter is in that of what they wrote.
  const account = await anAccount(db(), { language: null });
  const english = { account, language: "en" };
  const { waveId, items } = await aWave([english, english, { account }, {}, {}, {}]);
  const groups = await groupsIn(waveId);
  const [main] = groups;
  expect(main, "the third of one account follows another row").toMatchObject({ size: 3, count: { least: 1, most: 1 } });
  const runId = await started(waveId, [main?.key ?? ""]);
  await carried(61);
  expect((await membersOf(runId)).map(({ state }) => state)).toEqual(Array(4).fill("decided"));
  const [decision] = await db()
    .select()
    .from(decisions)
    .where(eq(decisions.caseId, items[2]?.caseId ?? ""));
  expect(decision).toMatchObject({ count: 1 });
});

test("deciding a wave puts its copies before a person once", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  const ids = items.map(({ caseId }) => caseId);
  await db()
    .update(cases)
    .set({ harmsTold: ["violence"] })
    .where(inArray(cases.id, ids));
  const [group] = await groupsIn(waveId);
  await started(waveId, [group?.key ?? ""]);
  await carried(61);
  const had = and(eq(careExposures.personId, mei.id), inArray(careExposures.caseId, ids));
  expect(await db().select().from(careExposures).where(had)).toHaveLength(1);
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

test("an item about child safety is not there for whoever moves a wave's items, cleared or not", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  const [, hidden, out] = items.map(({ caseId }) => caseId);
  const memberOf = async (caseId = "") => {
    const [row] = await db().select().from(waveMembers).where(eq(waveMembers.caseId, caseId));
    return { memberId: row?.id ?? "", isOut: row?.takenOutAt != null };
  };
  const cleared = { ...mei, skills: { ...noSkills, childSafety: true } };
  expect(await takeOut(mei, { memberId: (await memberOf(out)).memberId }, later(59))).toMatchObject({ ok: true });
  for (const caseId of [hidden ?? "", out ?? ""])
    await db()
      .update(cases)
      .set({ rankWhy: [{ code: "child_abuse", points: 240 }] })
      .where(eq(cases.id, caseId));
  for (const person of [mei, cleared]) {
    const { memberId } = await memberOf(hidden);
    expect(await takeOut(person, { memberId }, later(60))).toMatchObject({ reason: "wave_not_found" });
    const moved = await putBack(person, { memberId: (await memberOf(out)).memberId }, later(60));
    expect(moved).toMatchObject({ code: "not_found", reason: "wave_not_found" });
  }
  expect([(await memberOf(hidden)).isOut, (await memberOf(out)).isOut]).toEqual([false, true]);
  expect(await planned(waveId), "nor is it decided with the others").toHaveLength(1);
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
