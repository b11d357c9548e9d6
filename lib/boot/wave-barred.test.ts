import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { openReferral } from "@/lib/crime/referral.command";
import { carryWaves } from "@/lib/decisions/carry-wave.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { startWave } from "@/lib/decisions/wave.command";
import { planWave } from "@/lib/decisions/wave.queries";
import { openWaves } from "@/lib/decisions/wave-list.queries";
import { waveMembersPage } from "@/lib/decisions/wave-members.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aReviewer, aTakenAppeal, days, reasons, theWorkerRuns } from "@/test/appeals";
import { anAccount, aViolation, firstBuyerSanction } from "@/test/town";
import { choice, withWaves } from "@/test/waves";

const { db, team, aWave, membersOf } = withWaves();
let mei: Person;
let ben: Person;
beforeAll(() => {
  ({ mei, ben } = team());
});

test("the list, the items and the plan of a wave promise nothing that the run then leaves out: a decision that an appeal took away, a case kept for a colleague, and a suspicion still to be told", async () => {
  const amara = await aReviewer(db(), { name: "Amara Diallo" });
  const account = await anAccount(db(), { language: "zh-Hans" });
  const { waveId, items } = await aWave([{ account }, {}, {}, {}]);
  const [lost, kept, suspected] = items;
  if (!lost || !kept || !suspected) throw new Error("four items");
  const made = await decideCase(mei, aViolation(lost, { sanctions: firstBuyerSanction }), after(0));
  if (!made.ok) throw new Error(JSON.stringify(made));
  await theWorkerRuns(db(), after(60));
  const { appealId, version } = await aTakenAppeal(db(), made.value.decisionId, amara);
  const anew = { outcome: "partly_reversed", reasons, cause: "wrong_clause", decideAgain: true };
  expect(await answerAppeal(amara, { appealId, version, ...anew }, after(days(2)))).toMatchObject({ ok: true });
  const forBen = { handedTo: ben.id, handedBy: ben.id, handedUntil: after(days(9)) };
  await db().update(cases).set(forBen).where(eq(cases.id, kept.caseId));
  const why = "The author names the day on which she will not come home.";
  const suspicion = { caseId: suspected.caseId, offence: "threat_to_life", country: "DE", why };
  expect(await openReferral(ben, suspicion, after(days(3)))).toMatchObject({ ok: true });

  const list = await openWaves(db(), mei, undefined, after(days(3)));
  const row = list.ok ? list.value.rows.find(({ id }) => id === waveId) : undefined;
  expect(row?.splitOff).toEqual([
    { why: "held", count: 1 },
    { why: "anotherPerson", count: 1 },
    { why: "suspected", count: 1 },
  ]);
  const others = await openWaves(db(), ben, undefined, after(days(3)));
  const forBenAlone = others.ok ? others.value.rows.find(({ id }) => id === waveId)?.splitOff : undefined;
  expect(forBenAlone, "what the appeal took from Mei is Ben's to decide").toEqual([{ why: "suspected", count: 1 }]);
  const page = await waveMembersPage(db(), mei, { waveId }, after(days(3)));
  const barred = page.ok ? page.value.rows.map((item) => [item.caseId, item.barred] as const) : [];
  expect(new Map(barred).get(kept.caseId)).toBe("held");
  expect(new Map(barred).get(suspected.caseId)).toBe("suspected");
  expect(barred.map(([, why]) => why).sort()).toEqual(["anotherPerson", "held", null, "suspected"].sort());

  const plan = await planWave(mei, { waveId, choice }, after(days(3)));
  const groups = plan.ok ? plan.value.groups : [];
  const of = (canBeDecided: boolean) => groups.filter((group) => group.canBeDecided === canBeDecided);
  expect(of(true).map(({ size }) => size)).toEqual([1]);
  expect(
    of(false)
      .map(({ differs, problems }) => [differs[0], problems[0]?.reason])
      .sort(),
  ).toEqual([
    ["anotherPerson", "case_needs_another_person"],
    ["held", "case_handed"],
    ["suspected", "referral_is_open"],
  ]);
  const run = await startWave(mei, { waveId, choice, groups: groups.map(({ key }) => key) }, after(days(3)));
  await carryWaves(db(), () => after(days(3) + 1));
  const done = await membersOf(run.ok ? run.value.runId : "");
  expect(done.map(({ state, reason }) => [state, reason])).toEqual([["decided", null]]);
});
