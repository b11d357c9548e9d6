import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase, claimNext, releaseCase, renewLease } from "@/lib/queue/claim.command";
import { QueueRequest } from "@/lib/queue/contract";
import { askColleague, holdCase } from "@/lib/queue/handing.command";
import { openCases } from "@/lib/queue/queries";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aCase, aColleague, auditOf, caseRow, givenPacks, townTime } from "@/test/town";
import { decideAndNext, nextCase } from "./next-case.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
const now = townTime;
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
let languages = 0;

beforeAll(async () => {
  await givenPacks(opened().db);
});

/** A queue of its own with some cases in it, and two people who work on it. */
async function aQueue(length: number) {
  const { db } = opened();
  mei = await aColleague(db, { name: "Mei Lin" });
  ben = await aColleague(db, { name: "Ben Adler" });
  languages += 1;
  const filter = { platform: "wechat", language: `x-${languages}` };
  const ids: string[] = [];
  for (let rank = 1; rank <= length; rank += 1) ids.push((await aCase(db, { ...filter, rank, notices: 0 })).caseId);
  return { filter, ids };
}

async function next(person: Person, asked: Record<string, unknown>, at = now): Promise<string | null> {
  const result = await claimNext(person, asked, at);
  if (!result.ok) throw new Error(result.reason);
  return result.value?.caseId ?? null;
}

const aheadOf = async (person: Person) =>
  (await opened().db.select().from(cases).where(eq(cases.claimedBy, person.id)))
    .filter(({ claimedAhead }) => claimedAhead)
    .map(({ id }) => id);

const releasesOf = async (caseId = "") =>
  (await auditOf(opened().db, caseId)).filter(({ verb, outcome }) => verb === "case.release" && outcome === "done")
    .length;

test("what is laid ready is another case than the one in hand, and nobody else is given it", async () => {
  const { filter, ids } = await aQueue(3);
  expect(await next(mei, filter)).toBe(ids[0]);
  expect(await next(mei, { ...filter, inHand: ids[0] })).toBe(ids[1]);
  expect(await next(ben, filter)).toBe(ids[2]);
  expect(await aheadOf(mei)).toEqual([ids[1]]);
});

test("who asks again has the same one ahead, with a new lease; who is at the next one has the one after it", async () => {
  const { filter, ids } = await aQueue(3);
  await next(mei, filter);
  await next(mei, { ...filter, inHand: ids[0] });
  expect(await next(mei, { ...filter, inHand: ids[0] }, after(30))).toBe(ids[1]);
  expect(await caseRow(opened().db, ids[1] ?? "")).toMatchObject({ version: 2, leaseUntil: after(90) });
  expect(await next(mei, { ...filter, inHand: ids[1] }, after(31))).toBe(ids[2]);
  const inHand = { leaseUntil: after(331), claimedAhead: false };
  expect(await caseRow(opened().db, ids[1] ?? ""), "on the screen it has the whole lease").toMatchObject(inHand);
  expect(await aheadOf(mei)).toEqual([ids[2]]);
});

test("a few cases are laid ready behind each other: what the screen has stays theirs, and the answer is another one", async () => {
  const { filter, ids } = await aQueue(5);
  const [first, second, third, fourth, fifth] = ids;
  await next(mei, filter);
  const behind = { ...filter, inHand: first };
  expect(await next(mei, behind)).toBe(second);
  expect(await next(mei, { ...behind, ready: [second] }, after(30))).toBe(third);
  expect(await next(mei, { ...behind, ready: [second, third] }, after(30))).toBe(fourth);
  expect(await next(mei, { ...behind, ready: [second, fourth] }, after(50)), "read anew").toBe(third);
  expect(await caseRow(opened().db, second ?? ""), "what is on the screen keeps its lease").toMatchObject({
    leaseUntil: after(110),
  });
  expect((await aheadOf(mei)).sort()).toEqual([second, third, fourth]);
  expect(await next(ben, filter, after(100))).toBe(fifth);
  expect(await next(ben, { ...filter, inHand: fifth }, after(111)), "a closed tab keeps none of them").toBe(second);
});

test("more than a few go back to the queue, and of those that were decided one after the other none comes again", async () => {
  const { filter, ids } = await aQueue(6);
  await next(mei, filter);
  for (let ready = 0; ready < 4; ready += 1)
    await next(mei, { ...filter, inHand: ids[0], ready: ids.slice(1, 1 + ready) });
  expect(await next(mei, { ...filter, inHand: ids[1], ready: ids.slice(2, 4) })).toBe(ids[4]);
  const search = { next: "1", ...filter, inHand: ids[2] ?? "", ready: `${ids[3]},${ids[4]}` };
  const answer = await decideAndNext(mei, { caseId: ids[1], version: 2, outcome: "no_violation" }, search, after(1));
  expect(answer).toMatchObject({ ok: true, value: { next: { case: { id: ids[5] } } } });
  expect((await aheadOf(mei)).sort()).toEqual(ids.slice(3));
});

test("under another filter the one that was laid ready goes back to the queue", async () => {
  const first = await aQueue(2);
  const person = mei;
  await next(person, first.filter);
  await next(person, { ...first.filter, inHand: first.ids[0] });
  const { db } = opened();
  const other = await aCase(db, { platform: "alibaba", language: "x-other", rank: 1, notices: 0 });
  expect(await next(person, { platform: "alibaba", language: "x-other", inHand: first.ids[0] })).toBe(other.caseId);
  expect(await caseRow(db, first.ids[1] ?? "")).toMatchObject({ state: "open", claimedBy: null, claimedAhead: false });
  expect(await aheadOf(person)).toEqual([other.caseId]);
  expect(await releasesOf(first.ids[1])).toBe(1);
});

test("who takes the next case gets the one that was laid ready, and it is in their hands then", async () => {
  const { filter, ids } = await aQueue(3);
  await next(mei, filter);
  await next(mei, { ...filter, inHand: ids[0] });
  expect(await next(mei, filter)).toBe(ids[1]);
  expect(await aheadOf(mei)).toEqual([]);
});

test("what a closed tab leaves laid ready is free for others after a minute, and then not given again", async () => {
  const { filter, ids } = await aQueue(3);
  await next(mei, filter);
  await next(mei, { ...filter, inHand: ids[0] });
  await renewLease(mei, { caseId: ids[0] }, after(50));
  expect(await next(ben, filter, after(61))).toBe(ids[1]);
  expect(await next(mei, { ...filter, inHand: ids[0] }, after(62))).toBe(ids[2]);
});

test("leaving puts back what was only laid ready, and never a case that is in hand by now", async () => {
  const { filter, ids } = await aQueue(2);
  const { db } = opened();
  await next(mei, filter);
  await next(mei, { ...filter, inHand: ids[0] });
  expect(await releaseCase(mei, { caseId: ids[0], onlyAhead: true }, now)).toMatchObject({ ok: true });
  expect(await caseRow(db, ids[0] ?? "")).toMatchObject({ state: "claimed", claimedBy: mei.id });
  expect(await releaseCase(mei, { caseId: ids[1], onlyAhead: true }, now)).toMatchObject({ value: { state: "open" } });
  expect(await caseRow(db, ids[1] ?? "")).toMatchObject({ claimedBy: null, claimedAhead: false });
  expect([await releasesOf(ids[0]), await releasesOf(ids[1])], "the log tells what was released").toEqual([0, 1]);
});

test("a screen that is left gives back the case in hand, for others to have at once, and the log says so", async () => {
  const { filter, ids } = await aQueue(1);
  await next(mei, filter);
  const left = { caseId: ids[0], leaving: true };
  expect(await releaseCase(mei, left, after(1))).toMatchObject({ value: { state: "open" } });
  expect(await next(ben, filter, after(2))).toBe(ids[0]);
  expect(await releasesOf(ids[0])).toBe(1);
});

test("a page that closes keeps its case for a minute and a half: a reload loses it to nobody, and who is gone keeps it no longer", async () => {
  const { filter, ids } = await aQueue(1);
  const { db } = opened();
  await next(mei, filter);
  const closed = (seconds: number) =>
    releaseCase(mei, { caseId: ids[0], leaving: true, closing: true }, after(seconds));
  const asItWas = { ok: true, value: { isAsItWas: true } };
  expect(await closed(1)).toMatchObject(asItWas);
  expect(await next(ben, filter, after(90)), "not given to anybody meanwhile").toBeNull();
  expect(await claimCase(mei, { caseId: ids[0] }, after(90))).toMatchObject({ ok: true });
  expect(await closed(91), "a last word that comes late").toMatchObject(asItWas);
  expect((await caseRow(db, ids[0] ?? "")).leaseUntil, "is outlived by the lease of a page in sight").toEqual(
    after(181),
  );
  expect(await renewLease(mei, { caseId: ids[0] }, after(151))).toMatchObject({ ok: true });
  expect(await closed(160)).toMatchObject(asItWas);
  expect(await closed(170), "said twice it is no longer").toMatchObject(asItWas);
  expect(await next(ben, filter, after(251))).toBe(ids[0]);
  expect(await closed(252), "a colleague has it").toMatchObject(asItWas);
  expect(await caseRow(db, ids[0] ?? "")).toMatchObject({ claimedBy: ben.id, leaseUntil: after(251 + 300) });
  expect(await releasesOf(ids[0]), "nobody released it").toBe(0);
});

test("what became of a case while its screen was left is no refusal, and nothing of it changes", async () => {
  const { filter, ids } = await aQueue(3);
  const { db } = opened();
  const left = (caseId: string | undefined, who = mei) => releaseCase(who, { caseId, leaving: true }, after(9));
  const asItWas = { ok: true, value: { isAsItWas: true } };
  await next(mei, filter);
  await holdCase(mei, { caseId: ids[0], version: (await caseRow(db, ids[0] ?? "")).version }, now);
  expect(await left(ids[0]), "held is kept on purpose").toMatchObject(asItWas);
  await next(ben, filter);
  expect(await left(ids[1]), "a colleague has it").toMatchObject(asItWas);
  const lead = await aColleague(db, { role: "supervisor" });
  expect(await left(ids[1], lead), "a supervisor who leaves takes it out of nobody's hands").toMatchObject(asItWas);
  expect(await left(ids[2]), "nobody has it").toMatchObject(asItWas);
  expect(await releaseCase(mei, { caseId: ids[2], onlyAhead: true }, after(9))).toMatchObject(asItWas);
  expect(await caseRow(db, ids[1] ?? "")).toMatchObject({ state: "claimed", claimedBy: ben.id });
  for (const id of ids) expect(await releasesOf(id)).toBe(0);
  expect(await releaseCase(mei, { caseId: ids[2] }, after(9)), "asked for in person it is refused").toMatchObject({
    reason: "case_move_not_allowed",
  });
});

test("their own list says which case is next for them", async () => {
  const { filter, ids } = await aQueue(2);
  await next(mei, filter);
  await next(mei, { ...filter, inHand: ids[0] });
  const mine = await openCases(opened().db, QueueRequest.parse({ state: "mine", ...filter }), mei, now);
  const rows = mine.ok ? mine.value.rows.map(({ id, isAhead }) => ({ id, isAhead })) : [];
  expect(rows).toEqual([
    { id: ids[0], isAhead: false },
    { id: ids[1], isAhead: true },
  ]);
  await renewLease(mei, { caseId: ids[1] }, now);
  expect(await aheadOf(mei)).toEqual([]);
});

test("a decision brings the one after the case on the screen; sent twice under one key, it brings the same", async () => {
  const { filter, ids } = await aQueue(3);
  await next(mei, filter);
  await next(mei, { ...filter, inHand: ids[0] });
  const decision = { caseId: ids[0], version: 2, outcome: "no_violation" };
  const search = { next: "1", ...filter, inHand: ids[1] ?? "" };
  for (const at of [after(1), after(2)]) {
    const answer = await decideAndNext(mei, decision, search, at, "key-of-one-decision");
    expect(answer).toMatchObject({ ok: true, value: { next: { case: { id: ids[2], isAhead: true } } } });
  }
  expect(await aheadOf(mei)).toEqual([ids[2]]);
});

test("what a colleague asked about the case that is laid ready comes with it, so that nothing moves once it is shown", async () => {
  const { filter, ids } = await aQueue(3);
  for (const caseId of ids.slice(1)) {
    const claimed = await claimCase(ben, { caseId }, now);
    const version = claimed.ok ? claimed.value.version : 0;
    expect(await askColleague(ben, { caseId, version, to: mei.id, text: `About ${caseId}?` }, now)).toMatchObject({
      ok: true,
    });
    await releaseCase(ben, { caseId }, now);
  }
  await next(mei, filter);
  const behind = await nextCase(mei, { ...filter, inHand: ids[0] }, now);
  const asked = (caseId = "") => [{ askedBy: "Ben Adler", isOfMe: true, text: `About ${caseId}?`, answer: null }];
  expect(behind).toMatchObject({ value: { case: { id: ids[1] }, questions: asked(ids[1]) } });
  const decision = { caseId: ids[0], version: 2, outcome: "no_violation" };
  const answer = await decideAndNext(mei, decision, { next: "1", ...filter, inHand: ids[1] ?? "" }, after(1));
  expect(answer).toMatchObject({ value: { next: { case: { id: ids[2] }, questions: asked(ids[2]) } } });
});

test("what was just put back comes again where nothing else is left, and before that is left to others", async () => {
  const { filter, ids } = await aQueue(3);
  const [first, second, third] = ids;
  await next(mei, filter);
  await releaseCase(mei, { caseId: first }, now);
  expect(await next(mei, { ...filter, last: [first] })).toBe(second);
  const decision = { caseId: second, version: 2, outcome: "no_violation" };
  const search = { next: "1", ...filter, inHand: second ?? "", last: first ?? "" };
  const answer = await decideAndNext(mei, decision, search, after(1));
  expect(answer, "beside a decision too").toMatchObject({ value: { next: { case: { id: third } } } });
  await releaseCase(mei, { caseId: third }, after(2));
  const asked = { ...filter, last: [first, third] };
  const both = [await next(mei, asked, after(3)), await next(mei, asked, after(4))];
  expect(new Set(both), "nothing else is left").toEqual(new Set([first, third]));
  expect(await next(mei, asked, after(5))).toBeNull();
  await releaseCase(mei, { caseId: third }, after(6));
  expect(await next(mei, { ...filter, except: [third] }, after(7)), "passed over is passed over").toBeNull();
});

test.runIf(onPostgres)("two tabs of one person that ask at once have one case ahead between them", async () => {
  const { filter, ids } = await aQueue(6);
  await next(mei, filter);
  const asked = await Promise.all(Array.from({ length: 4 }, () => next(mei, { ...filter, inHand: ids[0] })));
  expect(new Set(asked)).toEqual(new Set([ids[1]]));
});
