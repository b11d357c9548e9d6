import { eq, inArray, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisions, sanctions, statements, strikes, waveRuns } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { later, withWaves } from "@/test/waves";
import { startWave } from "./wave.command";
import { planWave } from "./wave.queries";

const { db, team, aWave, carried } = withWaves();
let mei: Person;
beforeAll(() => {
  ({ mei } = team());
});

const severe = { outcome: "violation", clause: "Table.4", findings: { severe: true } };
const evidence = "The market authority wrote to us about this shop.";
const byLaw = {
  outcome: "violation",
  ground: "law",
  legalGround: "§ 143 MarkenG",
  legalExplanation: "The watches carry a registered mark without the consent of its owner.",
};

async function planned(waveId: string, choice: unknown) {
  const plan = await planWave(mei, { waveId, choice }, later(60));
  if (!plan.ok) throw new Error(JSON.stringify(plan));
  return plan.value;
}
const problemsIn = ({ groups }: Awaited<ReturnType<typeof planned>>) =>
  groups.flatMap(({ problems }) => problems.map(({ field, reason }) => `${field} ${reason}`));

/** Decides everything that can be decided, and answers the decisions. */
async function decided(waveId: string, choice: unknown, caseIds: string[]) {
  const groups = (await planned(waveId, choice)).groups.filter(({ canBeDecided }) => canBeDecided);
  const run = await startWave(mei, { waveId, choice, groups: groups.map(({ key }) => key) }, later(60));
  expect(run).toMatchObject({ ok: true });
  expect(await carried(61)).toBe(0);
  return db().select().from(decisions).where(inArray(decisions.caseId, caseIds));
}
const idsOf = (items: readonly { caseId: string }[]) => items.map(({ caseId }) => caseId);

test("what was found of all items is asked for as on a case, changes what the table says, and stands in each decision", async () => {
  const { waveId, items } = await aWave([{}, {}]);
  const plain = await planned(waveId, { outcome: "violation", clause: "Table.4" });
  const said = await planned(waveId, severe);
  expect(problemsIn(said)).toEqual(["findings.severityEvidence severity_evidence_needed"]);
  const choice = { ...severe, findings: { severe: true, severityEvidence: evidence } };
  const full = await planned(waveId, choice);
  expect(problemsIn(full)).toEqual([]);
  const actions = (plan: typeof full) => plan.groups[0]?.sanctions.map(({ action }) => action);
  expect(actions(full)).not.toEqual(actions(plain));
  const made = await decided(waveId, choice, idsOf(items));
  expect(made).toHaveLength(2);
  for (const { findings, clauseRef } of made)
    expect({ findings, clauseRef }).toEqual({ findings: choice.findings, clauseRef: "Table.4" });
});

test("by law alone each person gets the measure that was chosen, with the law and why, and no strike", async () => {
  const { waveId, items } = await aWave([{}, {}]);
  const open = await planned(waveId, byLaw);
  expect(problemsIn(open)).toEqual(["sanctions sanctions_needed"]);
  expect(open.allowed.map(({ action }) => action)).toContain("tb.delete-content");
  const choice = { ...byLaw, clause: "Table.4", sanctions: [{ action: "tb.delete-content" }] };
  const made = await decided(waveId, choice, idsOf(items));
  expect(made).toHaveLength(2);
  for (const decision of made) {
    expect(decision).toMatchObject({ groundTerms: false, groundIllegal: true, clauseRef: null, decidedBy: mei.id });
    expect(decision).toMatchObject({ legalGround: byLaw.legalGround, legalExplanation: byLaw.legalExplanation });
    expect(await db().select().from(strikes).where(eq(strikes.decisionId, decision.id))).toEqual([]);
    const imposed = await db().select().from(sanctions).where(eq(sanctions.decisionId, decision.id));
    expect(imposed.map(({ action }) => action)).toContain("tb.delete-content");
    const letters = await db().select().from(statements).where(eq(statements.decisionId, decision.id));
    const toAffected = letters.find(({ addressee }) => addressee === "affected");
    expect(JSON.stringify(toAffected?.parts)).toContain(byLaw.legalGround);
  }
});

test("a law that is not named, an explanation that is none, and a measure that cannot be imposed are told before anything is decided", async () => {
  const { waveId } = await aWave([{}, {}]);
  const sanctions = [{ action: "tb.delete-content" }];
  expect(problemsIn(await planned(waveId, { ...byLaw, sanctions, legalGround: " ", legalExplanation: "..." }))).toEqual(
    ["legalGround text_needed", "legalExplanation text_needed"],
  );
  const unknown = { ...byLaw, sanctions: [{ action: "no-such-measure" }] };
  expect(problemsIn(await planned(waveId, unknown))).toContain("sanctions.0.action action_unknown");
  const run = await startWave(mei, { waveId, choice: unknown, groups: ["[]"] }, later(60));
  expect(run).toMatchObject({ ok: false, reason: "wave_plan_changed" });
  expect(await db().select().from(waveRuns).where(eq(waveRuns.waveId, waveId))).toEqual([]);
});

test("by the terms and a law both, the table says what follows and the letter names both", async () => {
  const { waveId, items } = await aWave([{}, {}]);
  const choice = { ...byLaw, ground: "terms_and_law", clause: "Table.4" };
  const made = await decided(waveId, choice, idsOf(items));
  expect(made).toHaveLength(2);
  for (const decision of made) {
    expect(decision).toMatchObject({ groundTerms: true, groundIllegal: true, clauseRef: "Table.4", count: 1 });
    expect(decision).toMatchObject({ legalGround: byLaw.legalGround });
  }
  const { waveId: other } = await aWave([{}, {}]);
  expect(problemsIn(await planned(other, { ...byLaw, ground: "terms_and_law" }))).toContain("clause clause_needed");
});

test("S7: of a wave, how what nobody explained was found is asked once for all, and a source's own word stands", async () => {
  const { waveId, items } = await aWave([{ source: "own_detection" }, { source: "own_detection" }, {}]);
  const [silent, saying] = items;
  const say = (caseId = "", automatedDetection: "partial" | null) =>
    db().execute(sql`update notices set automated_detection = ${automatedDetection}
      where id in (select notice_id from notice_items where case_id = ${caseId})`);
  await say(silent?.caseId, null);
  await say(saying?.caseId, "partial");
  const open = await planned(waveId, { outcome: "violation", clause: "Table.4" });
  expect(problemsIn(open)).toEqual(["automatedDetection detection_needed"]);
  const choice = { outcome: "violation", clause: "Table.4", automatedDetection: "full" };
  expect(problemsIn(await planned(waveId, choice))).toEqual([]);
  const made = await decided(waveId, choice, idsOf(items));
  const foundOf = (at: number) => made.find(({ caseId }) => caseId === items[at]?.caseId);
  expect([0, 1, 2].map((at) => foundOf(at)?.findings.automatedDetection)).toEqual(["full", "partial", undefined]);
  expect([0, 1, 2].map((at) => foundOf(at)?.automatedDetection)).toEqual([true, true, false]);
  // A tool put them into one wave before a person looked (N11).
  for (const { automatedProcessing } of made) expect(automatedProcessing).toBe(true);
});
