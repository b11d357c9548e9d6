import { eq, inArray } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { appeals, mails, remedies, waveMembers, waves } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppeal,
  anAppealDesk,
  appealAs,
  aTakenAppeal,
  aToldDecision,
  days,
  effectsIn,
  reasonOf,
  reasons,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { auditOf } from "@/test/town";
import { alikeTo } from "./alike.queries";
import { apartBecause, type Comparable, samePart, shownApart } from "./alike.rules";
import { previewAlike } from "./alike-preview.queries";
import { answerAppeal } from "./answer.command";
import { answerAlike } from "./answer-alike.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let jonas: Person;
const { measuresOf, statesOf } = effectsIn(opened);
const now = after(days(2));

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(db()));
});

type Told = Awaited<ReturnType<typeof aToldDecision>>;

/** A wave of these cases. */
async function aWaveOf(told: readonly Told[]) {
  const id = v7();
  const platformId = "taobao-weitao";
  const snapshotId = told[0]?.snapshotId ?? "";
  const [beganAt, lastAt] = [after(0), after(0)];
  await db().insert(waves).values({ id, platformId, snapshotId, keys: [], size: told.length, beganAt, lastAt });
  const member = { platformId, waveId: id, by: "text" as const, likeness: 100, joinedAt: after(0) };
  await db()
    .insert(waveMembers)
    .values(told.map(({ caseId }) => ({ ...member, caseId })));
}

test("one reasoning answers a wave's appeals that can be decided alike: each its own answer, ledger, letter and entry; the others stay apart with why", async () => {
  const alike: Told[] = [];
  for (let count = 0; count < 3; count += 1) alike.push(await aToldDecision(db(), { by: mei }));
  const deviation = { code: "other", why: "Deleting it is enough for a first time." };
  const milder = { sanctions: [{ action: "tb.delete-content" }], deviation };
  const other = await aToldDecision(db(), { by: mei, decision: milder });
  await aWaveOf([...alike, other]);
  const [lead, second, third] = alike as [Told, Told, Told];
  const held = await aTakenAppeal(db(), lead.decisionId, amara);
  const [two, three, apart] = [
    await anAppeal(db(), second.decisionId),
    await anAppeal(db(), third.decisionId),
    await anAppeal(db(), other.decisionId),
  ];
  const { appealId, version } = held;
  // Before the first of them is answered there is nothing to give to the others.
  const asked = {
    appealId,
    appeals: [two, three, apart].map((one) => ({ appealId: one.appealId, version: one.version })),
  };
  expect(reasonOf(await answerAlike(amara, asked, now))).toBe("appeal_alike_not_yours");
  expect(
    await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "context", reasons }, now),
  ).toMatchObject({ ok: true });
  const rows = await alikeTo(db(), appealId, amara);
  expect(rows.map(({ id, apart: why }) => [id, why])).toEqual([
    [two.appealId, null],
    [three.appealId, null],
    [apart.appealId, "apart_own"],
  ]);
  // A colleague who did not answer it is offered nothing.
  expect(await alikeTo(db(), appealId, jonas)).toEqual([]);
  const given = await answerAlike(amara, asked, now);
  expect(given).toEqual({
    ok: true,
    value: {
      answered: [two.appealId, three.appealId],
      apart: [{ appealId: apart.appealId, reason: "apart_own" }],
    },
  });
  for (const told of [second, third]) expect(await statesOf(told.decisionId)).toEqual(["lifted", "lifted"]);
  expect(await statesOf(other.decisionId)).toEqual(["in_force"]);
  const lines = await db()
    .select()
    .from(remedies)
    .where(inArray(remedies.appealId, [two.appealId, three.appealId]));
  expect(new Set(lines.map((line) => line.appealId)).size).toBe(2);
  expect((await auditOf(db(), two.appealId)).map(({ verb }) => verb)).toEqual([
    "appeal.decide",
    "appeal.look",
    "appeal.take",
  ]);
  // Neither was looked at on its own: what is kept says with which, and claims nothing of a blind look.
  const kept = await appealView(db(), two.appealId, amara, now);
  expect(kept).toMatchObject({
    value: { firstLook: { given: [{ known: "alike", withReference: held.reference }] } },
  });
  const first = await appealView(db(), appealId, amara, now);
  expect(first).toMatchObject({ value: { firstLook: { given: [{ known: null, withReference: null }] } } });
  await theWorkerRuns(db(), after(days(2) + 60));
  const answers = await db().select().from(mails).where(eq(mails.kind, "mail.appeal_answer"));
  expect(new Set(answers.map(({ toAddress }) => toAddress)).size).toBe(3);
  expect(await appealAs(db(), apart.statementId)).toMatchObject({ appealId: apart.appealId });
  const [open] = await db().select().from(appeals).where(eq(appeals.id, apart.appealId));
  expect(open?.state).toBe("received");
});

test("where a part fell, the same part falls of each decision of the wave, with its own letter, in its own words, read before it is sent", async () => {
  const [lead, second, third] = [
    await aToldDecision(db(), { by: mei }),
    await aToldDecision(db(), { by: mei }),
    await aToldDecision(db(), { by: mei }),
  ];
  await aWaveOf([lead, second, third]);
  const { appealId, version } = await aTakenAppeal(db(), lead.decisionId, amara);
  const [two, three] = [await anAppeal(db(), second.decisionId), await anAppeal(db(), third.decisionId)];
  const measures = await measuresOf(lead.decisionId);
  const suspension = measures.find(({ target }) => target !== "content");
  const part = { outcome: "partly_reversed", cause: "wrong_penalty", reasons, liftSanctions: [suspension?.id] };
  expect(await answerAppeal(amara, { appealId, version, ...part }, now)).toMatchObject({ ok: true });
  const own = "Your comment named the shop as well, and that is not a reason to close the function.";
  const preview = await previewAlike(db(), amara, { appealId, otherId: two.appealId, reasons: own }, now);
  expect(preview).toMatchObject({ ok: true, value: { missing: [] } });
  const undone = preview.ok ? preview.value.undone.map(({ kind, label }) => [kind, label]) : [];
  expect(undone).toEqual([
    ["lift_sanction", suspension?.label],
    ["tell_platform", null],
  ]);
  expect(JSON.stringify(preview)).toContain(own);
  // Nothing was written by reading it, and a colleague reads nothing.
  expect(await statesOf(second.decisionId)).toEqual(["in_force", "in_force"]);
  expect(reasonOf(await previewAlike(db(), jonas, { appealId, otherId: two.appealId }, now))).toBe(
    "appeal_alike_not_yours",
  );
  expect(reasonOf(await previewAlike(db(), amara, { appealId, otherId: appealId }, now))).toBe("appeal_alike_apart");
  const given = await answerAlike(
    amara,
    {
      appealId,
      appeals: [
        { appealId: two.appealId, version: two.version, reasons: own },
        { appealId: three.appealId, version: three.version },
      ],
    },
    now,
  );
  expect(given).toEqual({ ok: true, value: { answered: [two.appealId, three.appealId], apart: [] } });
  for (const told of [second, third]) {
    const after = await measuresOf(told.decisionId);
    expect(after.find(({ action }) => action === suspension?.action)?.state).toBe("lifted");
    expect(after.filter(({ state }) => state === "in_force")).toHaveLength(after.length - 1);
  }
  const said = await db()
    .select({ id: appeals.id, outcome: appeals.outcome, reasons: appeals.reasons })
    .from(appeals)
    .where(inArray(appeals.id, [two.appealId, three.appealId]))
    .orderBy(appeals.id);
  expect(said.map((row) => row.outcome)).toEqual(["partly_reversed", "partly_reversed"]);
  expect(said.find(({ id }) => id === two.appealId)?.reasons).toBe(own);
  expect(said.find(({ id }) => id === three.appealId)?.reasons).toBe(reasons);
});

test("where the first is decided anew under another clause, each of the others is opened again on its own", async () => {
  const [lead, second] = [await aToldDecision(db(), { by: mei }), await aToldDecision(db(), { by: mei })];
  await aWaveOf([lead, second]);
  const { appealId, version } = await aTakenAppeal(db(), lead.decisionId, amara);
  const two = await anAppeal(db(), second.decisionId);
  const anew = { outcome: "partly_reversed", cause: "wrong_clause", reasons, decideAgain: true };
  expect(await answerAppeal(amara, { appealId, version, ...anew }, now)).toMatchObject({ ok: true });
  const given = await answerAlike(
    amara,
    { appealId, appeals: [{ appealId: two.appealId, version: two.version }] },
    now,
  );
  expect(given).toMatchObject({ ok: true, value: { answered: [two.appealId] } });
  const [row] = await db().select().from(appeals).where(eq(appeals.id, two.appealId));
  expect(row?.change).toEqual({ decideAgain: true });
});

test("an answer in hollow words is set apart with why, and words that are too short are refused before anything is done", async () => {
  const [lead, second] = [await aToldDecision(db(), { by: mei }), await aToldDecision(db(), { by: mei })];
  await aWaveOf([lead, second]);
  const { appealId, version } = await aTakenAppeal(db(), lead.decisionId, amara);
  const two = await anAppeal(db(), second.decisionId);
  await answerAppeal(amara, { appealId, version, outcome: "upheld", reasons }, now);
  const one = { appealId: two.appealId, version: two.version };
  const short = await answerAlike(amara, { appealId, appeals: [{ ...one, reasons: "No." }] }, now);
  expect(short).toMatchObject({ ok: false, code: "invalid", fields: [{ field: "appeals.0.reasons" }] });
  const hollow = await answerAlike(amara, { appealId, appeals: [{ ...one, reasons: "xxxxxxxxxxxxxxxx" }] }, now);
  expect(hollow).toMatchObject({ ok: true, value: { answered: [], apart: [{ reason: "appeal_reasons_hollow" }] } });
});

test("the part of another decision is what does the same there; where only one of two alike fell it is left to a person", () => {
  const first = [
    { id: "1", action: "delete" },
    { id: "2", action: "close" },
  ];
  const other = [
    { id: "8", action: "close" },
    { id: "9", action: "delete" },
  ];
  expect(samePart(first, ["2"], other)).toEqual(["8"]);
  expect(samePart(first, [], other)).toEqual([]);
  expect(samePart([...first, { id: "3", action: "close" }], ["2"], other)).toBeNull();
  expect(samePart(first, ["2"], [{ id: "9", action: "delete" }])).toBeNull();
});

test("nobody gives an answer to the wave's others where they decided one themselves", async () => {
  const [lead, own] = [await aToldDecision(db(), { by: mei }), await aToldDecision(db(), { by: jonas })];
  await aWaveOf([lead, own]);
  const { appealId, version } = await aTakenAppeal(db(), lead.decisionId, jonas);
  const theirs = await anAppeal(db(), own.decisionId);
  await answerAppeal(jonas, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  const given = await answerAlike(
    jonas,
    { appealId, appeals: [{ appealId: theirs.appealId, version: theirs.version }] },
    now,
  );
  expect(given).toMatchObject({ ok: true, value: { answered: [], apart: [{ reason: "appeal_own_decision" }] } });
  expect(await statesOf(own.decisionId)).toEqual(["in_force", "in_force"]);
});

test("one answer is right for another appeal only if side, finding, rule, version and measures are the same", () => {
  const first: Comparable = {
    ...{ by: "affected", state: "received", assignedTo: null, decisionOutcome: "violation", clauseRef: "Table.4" },
    ...{ versionRef: "v2", legalGround: null, actions: ["a", "b"], isStanding: true },
  };
  const because = (other: Partial<Comparable>) => apartBecause(first, { ...first, ...other }, "me");
  expect(because({ actions: ["b", "a"], assignedTo: "me", state: "assigned" })).toBeNull();
  expect(because({ state: "decided" })).toBe("apart_answered");
  expect(because({ assignedTo: "another" })).toBe("apart_held");
  expect(because({ by: "notifier" })).toBe("apart_side");
  expect(because({ isStanding: false })).toBe("apart_gone");
  expect(because({ clauseRef: "Table.5" })).toBe("apart_finding");
  expect(because({ versionRef: "v3" })).toBe("apart_finding");
  expect(because({ actions: ["a"] })).toBe("apart_measures");
});

test("why one of a wave stays apart tells nothing of its decision to who has not looked at it", () => {
  for (const reason of ["apart_gone", "apart_finding", "apart_measures", "apart_part"] as const)
    expect(shownApart(reason)).toBe("apart_own");
  for (const reason of ["apart_answered", "apart_held", "apart_side"] as const) expect(shownApart(reason)).toBe(reason);
});
