import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { decisions, strikeReliance, strikes, waveRuns } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { startWorker } from "@/lib/platform/worker";
import { claimCase } from "@/lib/queue/claim.command";
import { anAccount, auditOf, caseRow } from "@/test/town";
import { choice, later, withWaves } from "@/test/waves";
import { carryWaves, carryWavesWhenDue, stopWaves, wavesDone } from "./carry-wave.command";
import { startWave, stopWave, undoWave } from "./wave.command";
import { latestRun } from "./wave-run.queries";

const { opened, db, team, aWave, groupsIn, started, carried, membersOf } = withWaves();
let mei: Person;
let ben: Person;
beforeAll(() => {
  ({ mei, ben } = team());
});

test("a run that was cut off in the middle goes on where it was, and decides nothing twice", async () => {
  const { waveId, items } = await aWave(Array.from({ length: 24 }, () => ({})));
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  let looked = 0;
  // The process ends between two transactions: what it knew is gone, the rows are not.
  const dying = () => {
    looked += 1;
    if (looked > 1) throw new Error("killed");
    return later(61);
  };
  await expect(carryWaves(db(), dying)).rejects.toThrow("killed");
  const half = (await membersOf(runId)).filter(({ state }) => state === "decided").length;
  expect(half).toBe(20);
  expect(await carryWaves(db(), () => later(62))).toBe(0);
  for (const { caseId } of items)
    expect(await db().select().from(decisions).where(eq(decisions.caseId, caseId))).toHaveLength(1);
  expect((await membersOf(runId)).every(({ state }) => state === "decided")).toBe(true);
});

async function runState(runId: string): Promise<string | undefined> {
  const [run] = await db().select({ state: waveRuns.state }).from(waveRuns).where(eq(waveRuns.id, runId));
  return run?.state;
}

/** From here on the database refuses to store a decision for this case, with this code of PostgreSQL. */
async function refusing(caseId: string, code: string): Promise<void> {
  await opened().exec(`create or replace function refuse_it() returns trigger language plpgsql as $$ begin
      if new.case_id = '${caseId}' then raise exception 'not this one' using errcode = '${code}'; end if;
      return new; end $$;
    create or replace trigger refused before insert on decisions for each row execute function refuse_it()`);
}

test("an item that cannot be decided is set aside in words, and the others go on; a lost connection is waited out and leaves nothing half done", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  const broken = items[1]?.caseId ?? "";
  const said = vi.spyOn(console, "error").mockReturnValue();
  try {
    await refusing(broken, "57P01");
    await expect(carried(61)).rejects.toThrow("not this one");
    expect((await membersOf(runId)).map(({ state }) => state)).toEqual(["waiting", "waiting", "waiting"]);
    for (const { caseId } of items)
      expect(await db().select().from(decisions).where(eq(decisions.caseId, caseId))).toEqual([]);
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

test("a run goes to its end while another schedule is still at its turn and what would follow is asked for again and again", async () => {
  const { waveId, items } = await aWave(Array.from({ length: 120 }, () => ({})));
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((done) => {
    letGo = done;
  });
  const worker = startWorker(
    opened(),
    {},
    [
      { name: "waves", everyMs: 0, run: () => carryWavesWhenDue(opened(), () => later(61)) },
      { name: "a slow one", everyMs: 0, run: () => gate },
    ],
    { clock: () => later(61), say: () => undefined },
  );
  const turn = worker.tick();
  try {
    for (let isGoing = true; isGoing; isGoing = (await runState(runId)) === "running") await groupsIn(waveId);
    expect(await runState(runId), "before the slow one has ended").toBe("done");
  } finally {
    letGo();
    await turn;
    await worker.stop();
  }
  expect((await membersOf(runId)).map(({ state }) => state)).toEqual(items.map(() => "decided"));
});

test("a run is left when the product stops, whole up to there, and the next start goes on with it", async () => {
  const { waveId } = await aWave(Array.from({ length: 41 }, () => ({})));
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  await carryWavesWhenDue(opened(), () => later(61));
  await stopWaves();
  expect(await runState(runId)).toBe("running");
  const waiting = (await membersOf(runId)).filter(({ state }) => state === "waiting").length;
  expect([1, 21, 41]).toContain(waiting);
  await carryWavesWhenDue(opened(), () => later(62));
  await wavesDone();
  expect(await runState(runId)).toBe("done");
});

test("a run that still goes when the time to take it back is over says that its first decisions have left", async () => {
  const { waveId } = await aWave(Array.from({ length: 21 }, () => ({})));
  const [all] = await groupsIn(waveId);
  await started(waveId, [all?.key ?? ""]);
  let looked = 0;
  await carryWaves(
    db(),
    () => later(61),
    () => ++looked > 1,
  );
  expect(await latestRun(db(), mei, waveId, later(62))).toMatchObject({ canUndo: true, hasBegunToLeave: false });
  expect(await latestRun(db(), mei, waveId, later(3_600))).toMatchObject({
    state: "running",
    canUndo: false,
    hasBegunToLeave: true,
  });
  await carried(3_601);
  expect(await latestRun(db(), mei, waveId, later(3_602))).toMatchObject({ state: "done", hasBegunToLeave: false });
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
  expect(await latestRun(db(), mei, waveId, later(62))).toMatchObject({ canUndo: true, hasBegunToLeave: false });
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

test("items of one account that are decided together count one another, each by its own strike", async () => {
  const account = await anAccount(db());
  const { waveId } = await aWave([{ account }, { account }, {}, { account }]);
  const groups = await groupsIn(waveId);
  const runId = await started(
    waveId,
    groups.filter(({ canBeDecided }) => canBeDecided).map(({ key }) => key),
  );
  expect(await carried(61)).toBe(0);
  expect((await membersOf(runId)).map(({ state }) => state)).toEqual(["decided", "decided", "decided", "decided"]);
  const made = await db()
    .select({ id: decisions.id, count: decisions.count, strike: strikes.id })
    .from(decisions)
    .innerJoin(strikes, eq(strikes.decisionId, decisions.id))
    .where(eq(decisions.accountId, account.id))
    .orderBy(decisions.count);
  expect(made.map(({ count }) => count)).toEqual([1, 2, 3]);
  const [first, second, third] = made;
  const reliedOn = async (id = "") =>
    (await db().select().from(strikeReliance).where(eq(strikeReliance.decisionId, id))).map(({ strikeId }) => strikeId);
  expect(await reliedOn(first?.id)).toEqual([]);
  expect(await reliedOn(second?.id)).toEqual([first?.strike]);
  expect(new Set(await reliedOn(third?.id))).toEqual(new Set([first?.strike, second?.strike]));
});

test("one that is refused among those decided together is left out by itself, with an entry of its own in the log", async () => {
  const { waveId, items } = await aWave([{}, {}, {}]);
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  const held = items[1]?.caseId ?? "";
  expect(await claimCase(ben, { caseId: held }, later(60))).toMatchObject({ ok: true });
  expect(await carried(61)).toBe(0);
  expect((await membersOf(runId)).map(({ state, reason }) => [state, reason])).toEqual([
    ["decided", null],
    ["left_out", "case_claimed"],
    ["decided", null],
  ]);
  const entries = async (caseId = "") =>
    (await auditOf(db(), caseId)).filter(({ verb }) => verb === "case.decide").map(({ outcome }) => outcome);
  expect(await entries(items[0]?.caseId)).toEqual(["done"]);
  expect(await entries(held)).toEqual(["refused"]);
});

test("a wave that is taken back in its last second is taken back whole, however long that takes within its own time again", async () => {
  const { waveId, items } = await aWave(Array.from({ length: 25 }, () => ({})));
  const [all] = await groupsIn(waveId);
  const runId = await started(waveId, [all?.key ?? ""]);
  await carried(61);
  const [run] = await db().select().from(waveRuns).where(eq(waveRuns.id, runId));
  if (!run) throw new Error("the run is there");
  const lastMoment = new Date(run.undoUntil.getTime() - 1);
  expect(await undoWave(mei, { runId }, lastMoment)).toMatchObject({ ok: true });
  const window = run.undoUntil.getTime() - run.startedAt.getTime();
  await carryWaves(db(), () => new Date(run.undoUntil.getTime() + window / 2));
  expect((await membersOf(runId)).map(({ state }) => state)).toEqual(items.map(() => "undone"));
});
