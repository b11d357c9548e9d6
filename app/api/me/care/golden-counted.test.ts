import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { careExposures, cases, goldenItems, goldenTurns } from "@/db/schema";
import { revealMedia } from "@/lib/decisions/reveal-media.command";
import { storePicture } from "@/lib/intake/picture.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { claimAtDesk, decideAtDesk, nextAtDesk } from "@/lib/quality/desk.command";
import { previewAtDesk } from "@/lib/quality/desk.queries";
import { retireGolden } from "@/lib/quality/golden-item.command";
import { claimCase } from "@/lib/queue/claim.command";
import { after } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, aGoldenItem } from "@/test/golden";
import { aPicture } from "@/test/media-files";
import { aCase, aColleague } from "@/test/town";
import { changeCareAtDesk, dayAtDesk, openAtDesk } from "./care-at-desk";

const { opened } = withTestDatabase();
const db = () => opened().db;
let desk: Awaited<ReturnType<typeof aGoldenDesk>>;

beforeAll(async () => {
  desk = await aGoldenDesk(db());
  for (let at = 0; at < 6; at += 1) await aCase(db());
});
beforeEach(() =>
  db()
    .update(goldenItems)
    .set({ retiredAt: after(0) }),
);

const aHardOne = (more: object = {}) =>
  aGoldenItem(desk, {
    text: "They fight at the harbour.",
    reports: [{ explanation: "!", category: "violence" }],
    ...more,
  });
const isGolden = async (id: string) => (await db().$count(goldenTurns, eq(goldenTurns.id, id))) === 1;

/** An item as it is stored, to be stored once more with what no form can say; it is given to nobody itself. */
async function theItem(itemId: string) {
  const [row] = await db().select().from(goldenItems).where(eq(goldenItems.id, itemId));
  if (!row) throw new Error("the item was not stored");
  await retireGolden(desk.jonas, { itemId }, after(0));
  const { id: _id, ...copied } = row;
  return copied;
}
const recommendedIn = (all: readonly { action: string; isFollowOn: boolean }[]) =>
  all.filter(({ isFollowOn }) => !isFollowOn).map(({ action }) => ({ action }));

/** Their next case, which must be the golden item. */
async function given(person: Person, at: number, more: object = {}) {
  const next = await nextAtDesk(person, more, after(at));
  if (!next.ok || !next.value) throw new Error("no case came");
  expect(await isGolden(next.value.case.id)).toBe(true);
  return next.value.case;
}
async function dayOf(person: Person, at: number) {
  const day = await dayAtDesk(db(), person, after(at));
  if (!day.ok) throw new Error(day.reason);
  return day.value;
}
async function had(person: Person, harm: string, at: number) {
  const { opened: shown, looked, spent } = (await dayOf(person, at)).classes.find((each) => each.harm === harm) ?? {};
  return { shown, looked, spent };
}

test("a golden item that somebody was given counts for them as a case does, once a shift", async () => {
  await aHardOne();
  const ben = await aColleague(db());
  const { id: caseId } = await given(ben, 100);
  expect(await claimAtDesk(ben, { caseId }, after(101))).toMatchObject({ ok: true });
  expect(await openAtDesk(ben, { caseId }, after(102))).toEqual({ ok: true, value: { caseId } });
  expect(await had(ben, "violence", 103)).toEqual({ shown: 1, looked: 0, spent: 1 });
  expect(await had(await aColleague(db()), "violence", 103)).toMatchObject({ shown: 0 });
});

test("a golden item laid ready counts once it is on the screen, and not before", async () => {
  await aHardOne();
  const ben = await aColleague(db());
  const { caseId: inHand } = await aCase(db());
  await claimCase(ben, { caseId: inHand }, after(100));
  const { id } = await given(ben, 101, { inHand });
  expect(await had(ben, "violence", 102)).toMatchObject({ shown: 0 });
  await nextAtDesk(ben, { inHand: id }, after(103));
  expect(await had(ben, "violence", 104)).toMatchObject({ shown: 1 });
});

test("a person's own day says the same of a golden item as of a case: nothing in it tells which was which", async () => {
  await aHardOne();
  const [ben, cas] = [await aColleague(db()), await aColleague(db())];
  const { id: golden } = await given(ben, 100);
  const { caseId } = await aCase(db());
  await db()
    .update(cases)
    .set({ harmsTold: ["violence"] })
    .where(eq(cases.id, caseId));
  await claimCase(cas, { caseId }, after(100));
  const [ofGolden, ofCase] = [await dayOf(ben, 101), await dayOf(cas, 101)];
  expect(ofGolden.openedCaseIds).toEqual([golden]);
  const same = (day: typeof ofCase) => ({ ...day, openedCaseIds: day.openedCaseIds.length });
  expect(same(ofGolden)).toEqual(same(ofCase));
});

test("a golden item spends the budget of its class, and then none of that class is given: neither golden nor a case", async () => {
  await aHardOne();
  await aHardOne({ text: "They fight at the market." });
  const ben = await aColleague(db());
  await changeCareAtDesk(ben, { optedOut: [], limits: { violence: 1 } }, after(99));
  const { id: caseId, version } = await given(ben, 100);
  await decideAtDesk(ben, { caseId, version, outcome: "no_violation" }, {}, after(101), "key-1");
  expect((await dayOf(ben, 102)).notGiven).toEqual(["violence"]);
  const next = await nextAtDesk(ben, {}, after(103));
  expect(next.ok && next.value && (await isGolden(next.value.case.id))).toBe(false);
});

test("after hard cases in a row no hard golden item comes, and a golden item that is hard counts in that row", async () => {
  for (const place of ["harbour", "market", "mill", "bridge", "gate"])
    await aHardOne({ text: `They fight at the ${place}.` });
  const ben = await aColleague(db());
  for (const at of [100, 110, 120, 130]) {
    const { id: caseId, version } = await given(ben, at);
    await decideAtDesk(ben, { caseId, version, outcome: "no_violation" }, {}, after(at + 1), `row-${at}`);
  }
  const next = await nextAtDesk(ben, {}, after(140));
  expect(next.ok && next.value && (await isGolden(next.value.case.id))).toBe(false);
  expect(next.ok && next.value?.case.harms).toEqual([]);
});

test("a golden item that is read as the abuse of a child is given to those alone who are cleared for it", async () => {
  const plain = await theItem(await aGoldenItem(desk, { text: "Nobody reported what is meant here." }));
  await db()
    .insert(goldenItems)
    .values({ ...plain, harmsRead: ["child_abuse"] });
  const next = await nextAtDesk(await aColleague(db()), {}, after(100));
  expect(next.ok && next.value && (await isGolden(next.value.case.id))).toBe(false);
  const cleared: Person = { ...(await aColleague(db())), skills: { ...noSkills, childSafety: true } };
  await given(cleared, 101);
  expect(await had(cleared, "child_abuse", 102)).toMatchObject({ shown: 1 });
});

test("what was read in a golden item is what it may be hard to look at, also where no report says so", async () => {
  await aGoldenItem(desk, { text: "I will stab you tonight, I know where you live", language: "en" });
  const ben = await aColleague(db());
  const { harms } = await given(ben, 100);
  expect(harms).toContain("violence");
  expect(await had(ben, "violence", 101)).toMatchObject({ shown: 1 });
});

test("a golden item answered with a clause on nudity counts as that, as a case decided on it does", async () => {
  await aGoldenItem(desk, { text: "Nobody calls this anything." });
  const ben = await aColleague(db());
  const { id: caseId, version } = await given(ben, 100);
  const clause = { caseId, version, outcome: "violation", ground: "terms", clause: "Table.2.2" };
  const facts = "The comment shows a picture of somebody without clothes, in full.";
  const card = await previewAtDesk(ben, { caseId, clause: "Table.2.2" }, after(101));
  const sanctions = card.ok ? recommendedIn(card.value.sanctions) : [];
  const answered = await decideAtDesk(ben, { ...clause, sanctions, facts }, {}, after(101), "key-2");
  expect(answered).toMatchObject({ ok: true });
  expect(await had(ben, "sexual", 102)).toMatchObject({ shown: 1 });
});

test("the picture of a golden item that was looked at counts for it, and not for the case it was copied from", async () => {
  const by = { kind: "system", name: "town" } as const;
  const stored = await storePicture(by, { platform: "taobao-weitao", bytes: await aPicture() }, after(0));
  if (!stored.ok) throw new Error(stored.reason);
  const picture = { mediaId: stored.value.mediaId, kind: "image" as const, alt: "", sensitive: true };
  const source = await aCase(db(), { media: [picture] });
  await db()
    .update(cases)
    .set({ harmsTold: ["violence"] })
    .where(eq(cases.id, source.caseId));
  const copied = await theItem(await aHardOne({ text: "A picture of a fight." }));
  await db()
    .insert(goldenItems)
    .values({ ...copied, media: [picture], sourceCaseId: source.caseId });
  const ben = await aColleague(db());
  const { id } = await given(ben, 100);
  expect(await revealMedia(ben, { mediaId: picture.mediaId }, after(101))).toMatchObject({ ok: true });
  expect(await had(ben, "violence", 102)).toMatchObject({ shown: 1, looked: 1 });
  expect((await dayOf(ben, 102)).openedCaseIds).toEqual([id]);
});

test("an exposure is of a case or of a golden item, never of both and never of neither", async () => {
  const [one] = await db().select().from(careExposures).limit(1);
  if (!one) throw new Error("nothing was counted");
  const { id: _id, shownId: _shown, ...copied } = one;
  const { caseId } = await aCase(db());
  const neither = { ...copied, caseId: null, goldenTurnId: null, goldenShownAs: null };
  await expect(db().insert(careExposures).values(neither)).rejects.toThrow();
  const [turn] = await db().select().from(goldenTurns).limit(1);
  const both = { ...copied, caseId, goldenTurnId: turn?.id, goldenShownAs: turn?.id };
  await expect(db().insert(careExposures).values(both)).rejects.toThrow();
});
