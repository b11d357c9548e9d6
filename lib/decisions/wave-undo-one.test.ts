import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { decisions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { onPostgres } from "@/test/database";
import { aColleague, auditOf, caseRow } from "@/test/town";
import { later, withWaves } from "@/test/waves";
import { undoDecision } from "./undo.command";
import { undoWave } from "./wave.command";
import { waveView } from "./wave.queries";
import { waveMembersPage } from "./wave-members.queries";

const { db, team, aWave, groupsIn, started, carried, membersOf } = withWaves();
let mei: Person;
let ben: Person;
beforeAll(() => {
  ({ mei, ben } = team());
});

let waveId: string;
let runId: string;
let ids: string[];
/** Three items that Mei decided as one wave. */
beforeEach(async () => {
  const made = await aWave([{}, {}, {}]);
  waveId = made.waveId;
  ids = made.items.map(({ caseId }) => caseId);
  const [all] = await groupsIn(waveId);
  runId = await started(waveId, [all?.key ?? ""]);
  await carried(61);
});

async function lineOf(caseId: string | undefined, reader: Person = mei, at = 70) {
  const page = await waveMembersPage(db(), reader, { waveId }, later(at));
  if (!page.ok) throw new Error(page.reason);
  return page.value.rows.find((row) => row.caseId === caseId);
}
const statesIn = async () => (await membersOf(runId)).map(({ state }) => state);

test("one item of a decided wave is taken back alone from the wave's list, and the others stay decided", async () => {
  const [, second] = ids;
  const undo = (await lineOf(second))?.undo;
  expect(undo?.until).toBe(later(121).toISOString());
  expect(await undoDecision(mei, { decisionId: undo?.decisionId }, later(71))).toMatchObject({
    ok: true,
    value: { caseId: second, state: "claimed" },
  });
  expect(await statesIn()).toEqual(["decided", "undone", "decided"]);
  expect(await lineOf(second)).toMatchObject({ state: "claimed", heldBy: "Mei Lin", strikes: 0, undo: null });
  const [decision] = await db()
    .select()
    .from(decisions)
    .where(eq(decisions.caseId, second ?? ""));
  expect(decision?.undoneAt).toEqual(later(71));
  const entries = await auditOf(db(), undo?.decisionId ?? "");
  expect(entries[0]).toMatchObject({ verb: "case.undo", outcome: "done" });
  const view = await waveView(db(), mei, waveId, later(72));
  expect(view.ok && view.value.run?.counts).toMatchObject({ decided: 2, undone: 1 });
});

test("afterwards the whole wave is taken back without it: nothing is taken back twice, and it stays in its hands", async () => {
  const [first] = ids;
  await undoDecision(mei, { decisionId: (await lineOf(first))?.undo?.decisionId }, later(71));
  expect(await undoWave(mei, { runId }, later(72))).toMatchObject({ ok: true });
  await carried(73);
  expect(await statesIn()).toEqual(["undone", "undone", "undone"]);
  expect(await caseRow(db(), first ?? "")).toMatchObject({ state: "claimed", claimedBy: mei.id });
  expect(await caseRow(db(), ids[1] ?? "")).toMatchObject({ state: "open", claimedBy: null });
});

test("the way back is offered to who decided and to a supervisor, and to nobody once the time is over", async () => {
  const amara = await aColleague(db(), { role: "supervisor" });
  const auditor = await aColleague(db(), { role: "auditor" });
  expect((await lineOf(ids[0], amara))?.undo).not.toBeNull();
  for (const reader of [ben, auditor]) expect((await lineOf(ids[0], reader))?.undo).toBeNull();
  expect((await lineOf(ids[0], mei, 121))?.undo).toBeNull();
  const decisionId = (await lineOf(ids[0]))?.undo?.decisionId;
  expect(await undoDecision(ben, { decisionId }, later(71))).toMatchObject({ reason: "undo_not_yours" });
  expect(await undoDecision(mei, { decisionId }, later(121))).toMatchObject({ reason: "undo_window_over" });
  expect(await statesIn()).toEqual(["decided", "decided", "decided"]);
});

test.runIf(onPostgres)(
  "one item and the whole wave taken back at the same moment do not wait for each other for ever",
  async () => {
    const decisionId = (await lineOf(ids[0]))?.undo?.decisionId;
    await undoWave(mei, { runId }, later(71));
    const [alone] = await Promise.all([undoDecision(mei, { decisionId }, later(72)), carried(72)]);
    expect(alone.ok || alone.reason === "decision_already_undone").toBe(true);
    expect(await statesIn()).toEqual(["undone", "undone", "undone"]);
  },
);
