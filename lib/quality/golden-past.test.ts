import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, goldenTurns } from "@/db/schema";
import type { CaseView } from "@/lib/decisions/contract";
import { decideCase } from "@/lib/decisions/decide.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, reasonOf, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, aGoldenItem, everythingElse } from "@/test/golden";
import { aCase, aColleague, anAccount } from "@/test/town";
import { claimAtDesk, nextAtDesk, noteAtDesk } from "./desk.command";
import { caseAtDesk, madeAtDesk, previewAtDesk } from "./desk.queries";
import { pastCount } from "./golden.rules";
import { accountAtDesk } from "./golden-account.queries";

const { opened } = withTestDatabase();
const platformId = "taobao-weitao";
const words = ["The parcel came on Tuesday.", "Is this tea from this year?", "I like the blue one better."];
const real: { caseId: string; decisionId: string; accountId: string; handle: string }[] = [];
let mei: Person;

/** Somebody whose golden item has an account with something behind it; whether it does is chance. */
async function served(): Promise<{ ben: Person; view: CaseView }> {
  const { db } = opened();
  for (let at = 0; at < 40; at += 1) {
    const ben = await aColleague(db);
    const next = await nextAtDesk(ben, {}, after(100_000));
    if (!next.ok || !next.value) throw new Error("no case came");
    expect(await db.$count(goldenTurns, eq(goldenTurns.id, next.value.case.id))).toBe(1);
    if (next.value.account?.decisions.length) return { ben, view: next.value };
  }
  throw new Error("no account has anything behind it");
}

beforeAll(async () => {
  const { db } = opened();
  const people = await aGoldenDesk(db);
  mei = people.mei;
  for (const [at, text] of words.entries()) {
    const handle = `lanlan_tea_${at}`;
    const account = await anAccount(db, { platformId, handle });
    const { caseId, version } = await aCase(db, { account, text, openedAt: after(0) });
    const decided = await decideCase(mei, { caseId, version, outcome: "no_violation" }, after(10 + at));
    if (!decided.ok) throw new Error(decided.reason);
    real.push({ caseId, decisionId: decided.value.decisionId, accountId: account.id, handle });
  }
  await theWorkerRuns(db, after(4000));
  await aGoldenItem(people, { account: { handle: "teahouse-practice", kind: "business" } });
  for (let at = 0; at < 3; at += 1) await aCase(db, { openedAt: after(99_000) });
});

test("of the accounts of golden items some have nothing behind them, some one case, some two", () => {
  const counts = Array.from({ length: 600 }, (_, at) => pastCount({ seed: 7, personId: `p${at}`, itemId: "i" }));
  for (const [count, least] of [
    [0, 180],
    [1, 180],
    [2, 60],
  ] as const)
    expect(counts.filter((one) => one === count).length).toBeGreaterThan(least);
});

test("what is behind a golden item's account opens like any decided case, and is of nobody there is", async () => {
  const { db } = opened();
  const { ben, view } = await served();
  const [earlier] = view.account?.decisions ?? [];
  if (!earlier) throw new Error("nothing is behind it");
  expect(earlier).toMatchObject({ outcome: "no_violation", state: "standing", sanctions: [], flagged: false });
  expect(view.account).toMatchObject({ confirmedStrikes: 0, points: 0 });
  expect(await db.$count(cases, eq(cases.number, Number(earlier.reference.split("-").at(-1))))).toBe(0);

  const past = await caseAtDesk(db, ben, earlier.caseId, after(100_010));
  if (!past.ok) throw new Error(past.reason);
  expect(words).toContain(past.value.content.text);
  expect(past.value.case).toMatchObject({ reference: earlier.reference, state: "decided", claimedBy: null });
  expect(past.value.decision).toMatchObject({ id: earlier.id, outcome: "no_violation", byMe: false, undoUntil: null });
  expect(past.value.account).toMatchObject({ id: view.account?.id, handle: view.account?.handle });
  const page = await accountAtDesk(db, ben, view.account?.id ?? "", after(100_010));
  expect(page).toMatchObject({
    value: { account: { decisions: view.account?.decisions }, openCases: [{ id: view.case.id }] },
  });
  const made = await madeAtDesk(db, ben, earlier.caseId, after(100_010));
  expect(made).toMatchObject({ value: [{ id: earlier.id, outcome: "no_violation", by: null }] });
  const sent = JSON.stringify([view, past, page, made]);
  for (const { caseId, decisionId, accountId, handle } of real)
    for (const told of [caseId, decisionId, accountId, handle, mei.name]) expect(sent).not.toContain(told);
  expect(sent.toLowerCase()).not.toMatch(/golden|settled/);
  expect(reasonOf(await caseAtDesk(db, await aColleague(db), earlier.caseId, after(100_011)))).toBe("case_not_found");
});

test("what is written on an earlier case stays there, or follows the account, and changes nothing outside the golden tables", async () => {
  const { db } = opened();
  const { ben, view } = await served();
  const pastId = view.account?.decisions[0]?.caseId ?? "";
  const before = await everythingElse(db);
  const at = after(100_020);
  expect(await claimAtDesk(ben, { caseId: pastId }, at)).toMatchObject({
    code: "stale",
    reason: "case_decided",
    values: { name: mei.name },
  });
  const write = (caseId: string, text: string, onAccount: boolean) => noteAtDesk(ben, { caseId, text, onAccount }, at);
  expect(await write(pastId, "Only here.", false)).toMatchObject({ ok: true });
  expect(await write(pastId, "Of the person.", true)).toMatchObject({ ok: true });
  expect(await write(view.case.id, "Only on the new one.", false)).toMatchObject({ ok: true });
  const notesOn = async (caseId: string) => {
    const shown = await caseAtDesk(db, ben, caseId, at);
    return shown.ok ? shown.value.notes.map(({ text }) => text).sort() : [shown.reason];
  };
  expect(await notesOn(pastId)).toEqual(["Of the person.", "Only here."]);
  expect(await notesOn(view.case.id)).toEqual(["Of the person.", "Only on the new one."]);
  expect(await everythingElse(db)).toEqual(before);
});

test("no earlier case moves what the settled answer chose: the card counts as for an account without one", async () => {
  const { ben, view } = await served();
  const { caseId } = await aCase(opened().db, { openedAt: after(99_000) });
  const cardOf = async (id: string) => {
    const card = await previewAtDesk(ben, { caseId: id, clause: "Table.4" }, after(100_030));
    if (!card.ok) throw new Error(card.reason);
    return [card.value.recommendation?.count, card.value.sanctions.map(({ action }) => action)];
  };
  expect(await cardOf(view.case.id)).toEqual(await cardOf(caseId));
});
