import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeEach, expect, test } from "vitest";
import { careExposures, cases, settings } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { revealMedia } from "@/lib/decisions/reveal-media.command";
import { storePicture } from "@/lib/intake/picture.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { claimCase, claimNext } from "@/lib/queue/claim.command";
import type { QueueFilter } from "@/lib/queue/filters.queries";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  auditOf,
  aViolation,
  type CaseAbout,
  caseRow,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { changeCare, openCase } from "./care.command";
import { whatIsLeft } from "./left.queries";
import { myDay } from "./queries";
import { work } from "./work.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let ben: Person;
let language: string;
let made = 0;
const after = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);

beforeEach(async () => {
  if (made === 0) await givenPacks(db());
  made += 1;
  // A queue of its own for each test.
  language = `zz${made}`;
  mei = await aColleague(db());
  ben = await aColleague(db());
  await db().delete(settings);
});

/** A case of this queue, in the order in which they are made. */
async function given(harms: string[], { severity = null, media = [] }: Pick<CaseAbout, "severity" | "media"> = {}) {
  made += 1;
  const one = await aCase(db(), { language, severity, media, rank: made });
  await db().update(cases).set({ harmsTold: harms }).where(eq(cases.id, one.caseId));
  return one.caseId;
}

async function aPicture() {
  const bytes = await sharp({ create: { width: 90, height: 60, channels: 3, background: "#a03050" } })
    .png()
    .toBuffer();
  const by = { kind: "system", name: "town" } as const;
  const stored = await storePicture(by, { platform: "taobao-weitao", bytes }, townTime);
  if (!stored.ok) throw new Error(stored.reason);
  return { mediaId: stored.value.mediaId, kind: "image" as const, alt: "", sensitive: true };
}
const set = (key: string, value: number) =>
  opened().db.insert(settings).values({ platformId: "*", key, value, updatedAt: townTime });
async function next(person: Person, minutes = 0, more: object = {}): Promise<string | null> {
  const answer = await claimNext(person, { language, ...more }, after(minutes));
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value?.caseId ?? null;
}
async function dayOf(person: Person, minutes = 0) {
  const day = await myDay(opened().db, person, after(minutes));
  if (!day.ok) throw new Error(day.reason);
  return day.value;
}
async function leftFor(person: Person, filter: QueueFilter = { language }) {
  const left = await whatIsLeft(opened().db, person, filter, townTime);
  if (!left.ok) throw new Error(left.reason);
  return left.value;
}
const count = async (person: Person, harm: string) =>
  (await dayOf(person)).classes.find((each) => each.harm === harm)?.opened;

test("whoever has had enough of a class is given the next of another, and a colleague is given what was left", async () => {
  await set("careViolence", 2);
  const [first, second, third] = [await given(["violence"]), await given(["violence"]), await given(["violence"])];
  const plain = await given([]);
  expect([await next(mei), await next(mei)]).toEqual([first, second]);
  expect(await next(mei)).toBe(plain);
  expect(await next(mei)).toBeNull();
  expect(await dayOf(mei)).toMatchObject({ notGiven: ["violence"] });
  expect(await leftFor(mei)).toMatchObject({ waiting: ["violence"] });
  expect(await next(ben)).toBe(third);
});

test("whoever is given nothing is told whether nothing is left in this filter or nothing at all", async () => {
  await db().update(cases).set({ state: "decided", decidedAt: townTime, restingState: "decided" });
  await given([]);
  const elsewhere = { language: "zu" };
  expect(await leftFor(mei, elsewhere)).toEqual({ isNarrowed: true, elsewhere: true, waiting: [] });
  await changeCare(mei, { optedOut: ["violence"], limits: {} }, townTime);
  const [hard] = [await given(["violence"]), await next(mei)];
  expect(await leftFor(mei, elsewhere), "what is not theirs to be given is nothing left").toMatchObject({
    elsewhere: false,
    waiting: [],
  });
  expect(await leftFor(mei)).toEqual({ isNarrowed: true, elsewhere: false, waiting: ["violence"] });
  expect(await leftFor(mei, {})).toEqual({ isNarrowed: false, elsewhere: false, waiting: ["violence"] });
  await claimCase(ben, { caseId: hard }, townTime);
  expect(await leftFor(mei), "what a colleague has is not left").toMatchObject({ waiting: [] });
});

test("a critical case counts twice; a limit of one's own is obeyed", async () => {
  await changeCare(mei, { optedOut: [], limits: { self_harm: 2 } }, townTime);
  const grave = await given(["self_harm"], { severity: "critical" });
  await given(["self_harm"]);
  expect(await next(mei)).toBe(grave);
  expect(await next(mei)).toBeNull();
});

test("after hard cases in a row a lighter one comes out of turn and says so; where there is none, the next in turn comes", async () => {
  await set("careHardInARow", 2);
  const [first, second, third] = [await given(["violence"]), await given(["sexual"]), await given(["violence"])];
  const light = await given(["hate"]);
  expect([await next(mei), await next(mei), await next(mei)]).toEqual([first, second, light]);
  expect((await dayOf(mei)).lighterCaseId).toBe(light);
  const fourth = await given(["violence"]);
  const fifth = await given(["violence"]);
  expect([await next(mei), await next(mei), await next(mei)]).toEqual([third, fourth, fifth]);
});

test("what is laid ready obeys the same, and counts only once it is in hand", async () => {
  await set("careViolence", 2);
  const [first, second] = [await given(["violence"]), await given(["violence"])];
  await given(["violence"]);
  const plain = await given([]);
  expect(await next(mei)).toBe(first);
  expect(await next(mei, 0, { inHand: first })).toBe(second);
  expect(await count(mei, "violence")).toBe(1);
  expect(await next(mei, 0, { inHand: second })).toBe(plain);
  expect(await count(mei, "violence")).toBe(2);
});

test("a few laid ready together take no more of a class than its budget holds, and what is on the screen is never put back", async () => {
  await set("careViolence", 2);
  const [first, second, third] = [await given(["violence"]), await given(["violence"]), await given(["violence"])];
  const plain = await given([]);
  expect(await next(mei)).toBe(first);
  expect(await next(mei, 0, { inHand: first })).toBe(second);
  expect(await next(mei, 0, { inHand: first, ready: [second] }), "the second is the last of its class").toBe(plain);
  expect(await next(mei, 0, { inHand: second, ready: [plain] })).toBeNull();
  expect(await caseRow(db(), plain)).toMatchObject({ claimedBy: mei.id, claimedAhead: true });
  expect(await next(ben)).toBe(third);
});

test("a lighter case is laid ready after as many hard ones in a row, those that are laid ready before it counted", async () => {
  await set("careHardInARow", 2);
  const [first, second, third] = [await given(["violence"]), await given(["sexual"]), await given(["violence"])];
  const light = await given(["hate"]);
  expect(await next(mei)).toBe(first);
  expect(await next(mei, 0, { inHand: first })).toBe(second);
  expect(await next(mei, 0, { inHand: first, ready: [second] })).toBe(light);
  expect((await dayOf(mei)).lighterCaseId).toBe(light);
  expect(await next(mei, 0, { inHand: first, ready: [second, light] })).toBe(third);
});

test("opting out counts from the next case on, and what is held of it goes back with an entry like any other", async () => {
  const first = await given(["sexual"]);
  const plain = await given([]);
  expect(await next(mei)).toBe(first);
  expect(await changeCare(mei, { optedOut: ["sexual"], limits: {} }, townTime)).toMatchObject({
    ok: true,
    value: { givenBack: 1 },
  });
  expect(await caseRow(db(), first)).toMatchObject({ state: "open", claimedBy: null });
  const entries = await auditOf(db(), first);
  expect(entries[0]).toMatchObject({ verb: "case.release", outcome: "done" });
  expect(JSON.stringify(entries)).not.toContain("sexual");
  expect(await next(mei)).toBe(plain);
  expect(await next(ben)).toBe(first);
});

test("a case is counted once a class, however often it is opened, and what is plain counts for nothing", async () => {
  const told = await given(["hate"]);
  await claimCase(mei, { caseId: told }, townTime);
  await claimCase(mei, { caseId: told }, after(1));
  await openCase(mei, { caseId: told }, after(2));
  expect(await count(mei, "hate")).toBe(1);
  expect(await count(ben, "hate")).toBe(0);
  const plain = await given([]);
  await claimCase(mei, { caseId: plain }, after(3));
  const decided = await decideCase(mei, { caseId: plain, version: 2, outcome: "no_violation" }, after(4));
  expect(decided).toMatchObject({ ok: true });
  expect(await db().select().from(careExposures).where(eq(careExposures.caseId, plain))).toEqual([]);
});

test("what was decided as hatred counts as that for who decided it, although nobody had called it so", async () => {
  const about = await aCase(opened().db, { language });
  const decision = aViolation(about, { clause: "Table.12", sanctions: firstBuyerSanction });
  expect(await decideCase(mei, decision, townTime)).toMatchObject({ ok: true });
  expect(await count(mei, "hate")).toBe(1);
  expect(await count(ben, "hate")).toBe(0);
});

test("by its address such a case still opens, and that it was wanted all the same is kept for the person alone", async () => {
  await changeCare(mei, { optedOut: ["violence"], limits: {} }, townTime);
  const caseId = await given(["violence"]);
  expect((await dayOf(mei)).openedCaseIds).toEqual([]);
  expect(await openCase(mei, { caseId, anyway: true }, townTime)).toMatchObject({ ok: true });
  const rows = await db().select().from(careExposures).where(eq(careExposures.caseId, caseId));
  expect(rows).toMatchObject([{ personId: mei.id, isAnyway: true }]);
  expect((await dayOf(mei)).openedCaseIds).toEqual([caseId]);
  expect(await auditOf(db(), caseId)).toEqual([]);
});

test("a case that is hidden from somebody is not there to be opened either, and counts for nothing", async () => {
  const caseId = await given(["child_abuse"]);
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 240 }] })
    .where(eq(cases.id, caseId));
  expect(await openCase(mei, { caseId }, townTime)).toMatchObject({ code: "not_found", reason: "case_not_found" });
  expect(await count(mei, "child_abuse")).toBe(0);
  const cleared = { ...mei, skills: { ...noSkills, childSafety: true } };
  expect(await openCase(cleared, { caseId }, townTime)).toMatchObject({ ok: true });
  expect(await count(mei, "child_abuse")).toBe(1);
});

test("a picture that somebody looks at is counted as looked at with its own case, and with no other they had before them", async () => {
  const picture = await aPicture();
  const [shown, other] = [await given(["hate"], { media: [picture] }), await given(["hate"])];
  await claimCase(mei, { caseId: shown }, townTime);
  await claimCase(mei, { caseId: other }, after(1));
  await claimCase(ben, { caseId: await given(["hate"]) }, after(1));
  expect(await revealMedia(mei, { mediaId: picture.mediaId }, after(2))).toMatchObject({ ok: true });
  expect(await revealMedia(mei, { mediaId: picture.mediaId }, after(3))).toMatchObject({ ok: true });
  const looked = async (person: Person) => (await dayOf(person, 4)).classes.find(({ harm }) => harm === "hate")?.looked;
  expect([await looked(mei), await looked(ben)]).toEqual([1, 0]);
});

test("a shift begins with the first case and ends by hand or by rest; only rest makes the budget whole", async () => {
  await set("careViolence", 1);
  await given(["violence"]);
  await given(["violence"]);
  expect((await dayOf(mei)).shift).toBeNull();
  await next(mei);
  expect((await dayOf(mei)).shift).toEqual({ startedAt: townTime.toISOString() });
  await work(mei, { do: "end_shift" }, after(5));
  expect((await dayOf(mei, 5)).shift).toBeNull();
  await work(mei, { do: "begin_shift" }, after(10));
  expect((await dayOf(mei, 10)).notGiven).toEqual(["violence"]);
  await work(mei, { do: "end_shift" }, after(11));
  await work(mei, { do: "begin_shift" }, after(11 + 300));
  expect((await dayOf(mei, 311)).notGiven).toEqual([]);
});

test("a shift that ends by hand ends the break in it", async () => {
  await given([]);
  await next(mei);
  await work(mei, { do: "begin_break" }, after(4));
  await work(mei, { do: "end_shift" }, after(5));
  expect(await dayOf(mei, 6)).toMatchObject({ shift: null, breakSince: null });
});

test("a break makes longer what is in hand alone: not what is only laid ready, and nothing that had run out", async () => {
  const lapsed = await given([]);
  await next(mei);
  const [inHand, ahead] = [await given([]), await given([])];
  expect(await next(mei, 20)).toBe(lapsed);
  expect(await next(mei, 20)).toBe(inHand);
  expect(await next(mei, 22, { inHand })).toBe(ahead);
  const before = await caseRow(db(), ahead);
  await db()
    .update(cases)
    .set({ leaseUntil: after(21) })
    .where(eq(cases.id, lapsed));
  await work(mei, { do: "begin_break" }, after(23));
  expect(await caseRow(db(), inHand)).toMatchObject({ leaseUntil: after(53) });
  expect(await caseRow(db(), ahead)).toMatchObject({ leaseUntil: before?.leaseUntil });
  expect(await caseRow(db(), lapsed)).toMatchObject({ leaseUntil: after(21) });
});

test("a break keeps what is in hand, or gives it back where that is asked; after it the time at work begins anew", async () => {
  const caseId = await given([]);
  await next(mei);
  expect((await dayOf(mei, 1)).breakDueAt).toBe(after(55).toISOString());
  await work(mei, { do: "begin_break" }, after(4));
  expect(await caseRow(db(), caseId)).toMatchObject({ claimedBy: mei.id, leaseUntil: after(34) });
  expect((await dayOf(mei, 20)).breakSince).toBe(after(4).toISOString());
  await work(mei, { do: "end_break" }, after(20));
  expect(await dayOf(mei, 20)).toMatchObject({ breakSince: null, breakDueAt: after(75).toISOString() });
  await work(mei, { do: "give_back" }, after(21));
  expect(await caseRow(db(), caseId)).toMatchObject({ state: "open", claimedBy: null });
});
