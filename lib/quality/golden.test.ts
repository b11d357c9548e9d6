import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, goldenAnswers, goldenItems, goldenPaces, goldenTurns, settings } from "@/db/schema";
import type { CaseView } from "@/lib/decisions/contract";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, days, fieldsOf, reasonOf, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, aGoldenItem, everythingElse, goldenAnswer, goldenContent } from "@/test/golden";
import { aCase, aColleague, aDecidedCase } from "@/test/town";
import { decideAtDesk, nextAtDesk, noteAtDesk, releaseAtDesk, undoAtDesk, waitAtDesk } from "./desk.command";
import { caseAtDesk, isAtDesk, madeAtDesk, precedentsAtDesk, previewAtDesk } from "./desk.queries";
import { goldenAgreement } from "./golden-agreement.queries";
import { confirmGolden, disagreeWithGolden, goldenFromCase, importGolden, keepSettled } from "./golden-item.command";
import { goldenRows, ownGolden } from "./golden-list.queries";

const { opened } = withTestDatabase();
let [mei, amara, jonas]: Person[] = [];
const who = () => {
  if (!mei || !amara || !jonas) throw new Error("nobody is there");
  return { mei, amara, jonas };
};

const used = (more: object = {}) => aGoldenItem(who(), more);

/** A moderator of their own, and the golden item that is their next case. */
async function served(person?: Person, seconds = 100): Promise<{ ben: Person; view: CaseView }> {
  const ben = person ?? (await aColleague(opened().db));
  const next = await nextAtDesk(ben, {}, after(seconds));
  if (!next.ok || !next.value) throw new Error("no case came");
  expect(await opened().db.$count(goldenTurns, eq(goldenTurns.id, next.value.case.id))).toBe(1);
  return { ben, view: next.value };
}

const shapeOf = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.slice(0, 1).map(shapeOf)
    : value !== null && typeof value === "object" && !("en" in value)
      ? Object.fromEntries(
          Object.entries(value)
            .map(([key, one]) => [key, shapeOf(one)])
            .sort(),
        )
      : typeof value;

beforeAll(async () => {
  const { db } = opened();
  ({ mei, amara, jonas } = await aGoldenDesk(db));
  for (let at = 0; at < 6; at += 1) await aCase(db);
});

test("a golden item answered, noted on and taken back changes nothing outside the golden tables and the log", async () => {
  const { db } = opened();
  await used();
  const { ben, view } = await served();
  const before = await everythingElse(db);
  expect(Object.keys(before)).toEqual(
    expect.arrayContaining([
      "decisions",
      "sanctions",
      "strikes",
      "statements",
      "outbox",
      "cases",
      "wave_members",
      "notes",
    ]),
  );
  const { id: caseId, version } = view.case;
  expect(await noteAtDesk(ben, { caseId, text: "Looks like the shop's own." }, after(110))).toMatchObject({ ok: true });
  const first = await decideAtDesk(ben, { caseId, version, outcome: "no_violation" }, {}, after(120), "key-1");
  expect(first).toMatchObject({ ok: true, value: { decided: { caseId, outcome: "no_violation" } } });
  const again = await decideAtDesk(ben, { caseId, version, outcome: "no_violation" }, {}, after(121), "key-1");
  expect(again).toEqual(first);
  const decisionId = first.ok ? first.value.decided.decisionId : "";
  const back = await undoAtDesk(ben, { decisionId }, after(122));
  expect(back).toMatchObject({ ok: true, value: { caseId, state: "claimed" } });
  expect(reasonOf(await undoAtDesk(ben, { decisionId }, after(123)))).toBe("decision_already_undone");
  const now = back.ok ? back.value.version : 0;
  const violation = {
    caseId,
    version: now,
    outcome: "violation",
    ground: "terms",
    clause: "Table.4",
    sanctions: [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }],
    facts: "The comment asks readers to add a WeChat contact and to follow a link to a shop.",
  };
  const second = await decideAtDesk(ben, violation, {}, after(130));
  expect(second).toMatchObject({ ok: true });
  await theWorkerRuns(db, after(days(1)));
  const changed = Object.entries(await everythingElse(db)).filter(([name, print]) => before[name] !== print);
  // The schedules keep marks of when they ran, whatever was there to do.
  expect(changed.map(([name]) => name).filter((name) => !["marks", "schedules"].includes(name))).toEqual([]);
  expect(await db.$count(goldenAnswers, eq(goldenAnswers.turnId, caseId))).toBe(2);
  const verbs = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, caseId));
  expect(verbs.map(({ verb }) => verb).sort()).toEqual([
    "case.claim_next",
    "case.decide",
    "case.decide",
    "case.decide",
    "case.note",
    "case.undo",
  ]);
});

test("a golden item has the fields of a case and no others, and its questions are answered as a case's", async () => {
  const { db } = opened();
  await used();
  const { ben, view } = await served();
  const real = await aCase(db, { account: null });
  const shown = await caseAtDesk(db, ben, real.caseId, after(100));
  if (!shown.ok) throw new Error(shown.reason);
  const keys = (one: CaseView) =>
    [one, one.case, one.content, one.notices[0] ?? {}].map((part) =>
      Object.keys(part).sort((a, b) => (a < b ? -1 : 1)),
    );
  expect(keys(view)).toEqual(keys(shown.value));
  expect(JSON.stringify(view).toLowerCase()).not.toMatch(/golden|settled/);
  const ask = (caseId: string) => previewAtDesk(ben, { caseId, clause: "Table.4" }, after(101));
  const [card, realCard] = [await ask(view.case.id), await ask(real.caseId)];
  if (!card.ok || !realCard.ok) throw new Error("no card");
  expect(shapeOf(card.value.recommendation)).toEqual(shapeOf(realCard.value.recommendation));
  expect(card.value.sanctions.map(({ action }) => action)).toEqual(
    realCard.value.sanctions.map(({ action }) => action),
  );
  const incomplete = (caseId: string, version: number) =>
    decideAtDesk(ben, { caseId, version, outcome: "violation", ground: "terms", sanctions: [] }, {}, after(102));
  const [refused, realRefused] = [
    await incomplete(view.case.id, view.case.version),
    await incomplete(real.caseId, shown.value.case.version),
  ];
  expect(fieldsOf(refused)).toEqual(fieldsOf(realRefused));
  expect(await madeAtDesk(db, ben, view.case.id, after(103))).toEqual({ ok: true, value: [] });
});

test("nobody is given an item they made, confirmed or decided, nor one that is not confirmed; a colleague does not see it", async () => {
  const { db } = opened();
  const { mei, amara, jonas } = who();
  const { caseId } = await aDecidedCase(db, { by: mei, at: after(0) });
  await theWorkerRuns(db, after(60));
  const made = await goldenFromCase(amara, { caseId, ...goldenAnswer }, after(61));
  if (!made.ok) throw new Error(made.reason);
  expect(reasonOf(await confirmGolden(amara, made.value, after(62)))).toBe("golden_own");
  const turn = (personId: string) =>
    db.insert(goldenTurns).values({
      platformId: "taobao-weitao",
      itemId: made.value.itemId,
      personId,
      number: 1,
      servedAt: after(63),
      openedAt: after(0),
      state: "claimed",
    });
  const ben = await aColleague(db);
  await expect(turn(ben.id)).rejects.toThrow();
  expect(await confirmGolden(jonas, made.value, after(64))).toMatchObject({ ok: true });
  for (const { id } of [mei, amara, jonas]) await expect(turn(id)).rejects.toThrow();
  const got = await served(ben);
  const cleo = await aColleague(db);
  expect(reasonOf(await caseAtDesk(db, cleo, got.view.case.id, after(100)))).toBe("case_not_found");
  const pages = [got.ben, cleo].map((person) => isAtDesk(db, person, got.view.case.id));
  expect(await Promise.all(pages), "and its page has the status of one that is not there").toEqual([true, false]);
  expect(reasonOf(await goldenFromCase(cleo, { caseId, ...goldenAnswer }, after(65)))).toBe("forbidden");
  const near = await precedentsAtDesk(db, ben, { caseId: got.view.case.id, ref: "Table.4", now: after(days(1)) });
  expect(JSON.stringify(near)).not.toContain(got.view.case.id);
});

test("the settled answer is told after the window and the hours set, and a disagreement lets the item rest until it is kept", async () => {
  const { db } = opened();
  const { amara } = who();
  const itemId = await used({ text: "Follow the shop of my sister, she has good tea." });
  await db.execute(sql`update golden_items set retired_at = now() where id <> ${itemId} and retired_at is null`);
  const { ben, view } = await served();
  const { id: caseId, version } = view.case;
  expect(await waitAtDesk(ben, { caseId, version: version - 1, waitingFor: "a word" }, after(105))).toMatchObject({
    code: "stale",
  });
  await decideAtDesk(ben, { caseId, version, outcome: "no_violation" }, {}, after(110));
  expect(await ownGolden(db, ben, after(days(1)))).toEqual([]);
  const [told] = await ownGolden(db, ben, after(days(2)));
  expect(told).toMatchObject({ sameFinding: true, reason: goldenAnswer.reason, disagreedWhy: null });
  const why = "The rule on links says otherwise.";
  const answerId = told?.answerId ?? "";
  expect(reasonOf(await disagreeWithGolden(amara, { answerId, why }, after(days(2))))).toBe("golden_not_found");
  expect(await disagreeWithGolden(ben, { answerId, why }, after(days(2)))).toMatchObject({ ok: true });
  const cleo = await aColleague(db);
  const next = await nextAtDesk(cleo, {}, after(days(2)));
  expect(next.ok && next.value && (await db.$count(goldenTurns, eq(goldenTurns.id, next.value.case.id)))).toBe(0);
  expect((await goldenRows(db, amara)).rows.find((row) => row.itemId === itemId)).toMatchObject({ state: "contested" });
  expect(await keepSettled(amara, { answerId, why: "It names no price." }, after(days(2)))).toMatchObject({ ok: true });
  expect((await ownGolden(db, ben, after(days(3))))[0]).toMatchObject({ keptWhy: "It names no price." });
  const agreement = await goldenAgreement(db, amara, after(days(3)));
  expect(agreement.byPerson.find(({ key }) => key === ben.id)?.agreement).toMatchObject({ reviews: 1, agreed: 1 });
  await expect(db.update(goldenItems).set({ reason: "other" }).where(eq(goldenItems.id, itemId))).rejects.toThrow();
});

test("lines are imported one by one, and a child's safety is never practised on", async () => {
  const { amara } = who();
  const lines = [
    JSON.stringify({ ...goldenContent, ...goldenAnswer }),
    "not json",
    JSON.stringify({ ...goldenContent, ...goldenAnswer, reports: [{ explanation: "x", category: "child_safety" }] }),
    JSON.stringify({ ...goldenContent, ...goldenAnswer, outcome: "violation", clauses: ["Table.999"] }),
  ];
  expect(await importGolden(amara, lines.join("\n"), after(5))).toEqual({
    kept: 1,
    failed: [
      { line: 2, reason: "golden_not_json" },
      { line: 3, reason: "golden_child_safety" },
      { line: 4, reason: "quality_clause_unknown", field: "clauses" },
    ],
  });
});

test("one that is put back or laid ready stays the same person's, and a program is given none", async () => {
  const { db } = opened();
  await used();
  const { ben, view } = await served();
  const caseId = view.case.id;
  expect(await nextAtDesk(ben, {}, after(101))).toMatchObject({ value: { case: { id: caseId } } });
  expect(await releaseAtDesk(ben, { caseId, leaving: true }, after(101))).toMatchObject({ value: { state: "open" } });
  expect(await nextAtDesk(ben, {}, after(101)), "only left, it comes again").toMatchObject({
    value: { case: { id: caseId } },
  });
  const closed = { caseId, leaving: true, closing: true };
  expect(await releaseAtDesk(ben, closed, after(101))).toMatchObject({ value: { isAsItWas: true } });
  expect(await caseAtDesk(db, ben, caseId, after(101)), "as a case whose page was closed").toMatchObject({
    value: { case: { state: "claimed", leaseUntil: after(191).toISOString() } },
  });
  expect(await releaseAtDesk(ben, { caseId }, after(102))).toMatchObject({ value: { state: "open" } });
  expect(await releaseAtDesk(ben, { caseId, leaving: true }, after(102))).toMatchObject({ value: { isAsItWas: true } });
  const cleo = await aColleague(db);
  const program = { ...cleo, through: { keyId: caseId, platformIds: [] } } as Person;
  expect(reasonOf(await caseAtDesk(db, program, caseId, after(103)))).toBe("case_not_found");
});

test("behind a golden item that the screen has laid ready a case is laid ready, and it stays theirs", async () => {
  const { db } = opened();
  for (let at = 0; at < 3; at += 1) await aCase(db);
  const ben = await aColleague(db);
  const first = await nextAtDesk(ben, { except: [] }, after(100));
  if (!first.ok || !first.value) throw new Error("no case came");
  await used({ text: "A practice item of its own." });
  const inHand = first.value.case.id;
  const { view } = await served(ben);
  const golden = view.case.id;
  const behind = await nextAtDesk(
    ben,
    { inHand: inHand === golden ? randomUUID() : inHand, ready: [golden] },
    after(101),
  );
  if (!behind.ok || !behind.value) throw new Error("no case came");
  expect(await db.$count(goldenTurns, eq(goldenTurns.id, behind.value.case.id))).toBe(0);
  expect(behind.value.case.isAhead).toBe(true);
});

test("a case that is laid ready already draws no golden item when its lease is renewed", async () => {
  const { db } = opened();
  const ben = await aColleague(db);
  const share = (value: number) => db.update(settings).set({ value }).where(eq(settings.key, "goldenShare"));
  await share(0);
  for (let at = 0; at < 3; at += 1) await aCase(db);
  const first = await nextAtDesk(ben, {}, after(100));
  if (!first.ok || !first.value) throw new Error("no case came");
  const inHand = first.value.case.id;
  const behind = await nextAtDesk(ben, { inHand }, after(101));
  if (!behind.ok || !behind.value) throw new Error("no case came");
  await share(100);
  await used();
  const again = await nextAtDesk(ben, { inHand }, after(150));
  expect(again).toMatchObject({ value: { case: { id: behind.value.case.id } } });
  expect(await db.$count(goldenPaces, eq(goldenPaces.personId, ben.id)), "it is no turn that counts").toBe(0);
});
