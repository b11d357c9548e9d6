import { beforeAll, expect, test } from "vitest";
import { settings } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { draftRow, givenAsked, givenDraft, givenPlatform } from "@/test/policy-drafts";
import { aColleague, auditOf } from "@/test/town";
import { editDraft, redoEdit, undoEdit } from "./edit.command";
import { publishDraft } from "./publish.command";
import { draftView } from "./queries";
import { askReview, planDraft, sendBackDraft } from "./review.command";

const { opened } = withTestDatabase();
const now = new Date("2026-03-02T09:00:00Z");
let ana: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  const { db } = opened();
  ana = await aColleague(db, { name: "Ana", role: "admin" });
  ben = await aColleague(db, { name: "Ben", role: "admin" });
  eve = await aColleague(db, { name: "Eve", role: "admin" });
});

async function aDraft(id: string, prefix: string): Promise<string> {
  await givenPlatform(ana, { id, prefix }, now);
  return givenDraft(ana, id, now);
}

const titled = (ref: string, title: string) => ({ do: "clause.change" as const, ref, change: { title } });
const dates = { effectiveFrom: "2026-01-01", announced: null };
const unsigned = async (person: Person, draftId: string) => {
  const view = await draftView(opened().db, person, draftId, now);
  return view.ok ? view.value.unsigned : view.reason;
};

test("who wrote in a draft cannot sign it, although somebody else asked; once it is taken back they can", async () => {
  const draftId = await aDraft("own-words", "OW");
  await editDraft(ben, { draftId, rev: 1, operations: [titled("2", "Ben's words")] }, now);
  const asked = await givenAsked(ana, draftId, "2026-01-01", now);
  expect(await publishDraft(ben, { draftId, rev: asked }, now)).toMatchObject({ reason: "publish_own_words" });
  expect(await unsigned(ben, draftId)).toBe("wrote_in_it");
  expect(await unsigned(eve, draftId)).toBeNull();

  await sendBackDraft(eve, { draftId, why: "Ben's words go." }, now);
  await undoEdit(ben, { draftId }, now);
  await redoEdit(ben, { draftId }, now);
  const again = await givenAsked(ana, draftId, "2026-01-01", now);
  expect(await publishDraft(ben, { draftId, rev: again }, now)).toMatchObject({ reason: "publish_own_words" });
  await sendBackDraft(eve, { draftId, why: "They are there again." }, now);
  await undoEdit(ben, { draftId }, now);
  const last = await givenAsked(ana, draftId, "2026-01-01", now);
  expect(await unsigned(ben, draftId)).toBeNull();
  expect(await publishDraft(ben, { draftId, rev: last }, now)).toMatchObject({ ok: true });
});

test("who began a draft, or wrote its notice, cannot sign it when somebody else asks", async () => {
  const draftId = await aDraft("begun", "BG");
  const planned = await planDraft(ben, { draftId, rev: 1, ...dates, notice: { en: "Ben tells users." } }, now);
  if (!planned.ok) throw new Error(planned.reason);
  const { rev } = planned.value;
  expect(await askReview(eve, { draftId, rev }, now)).toMatchObject({ ok: true });
  expect(await publishDraft(ana, { draftId, rev }, now)).toMatchObject({ reason: "publish_own_words" });
  expect(await publishDraft(ben, { draftId, rev }, now)).toMatchObject({ reason: "publish_own_words" });
  expect(await publishDraft(eve, { draftId, rev }, now)).toMatchObject({ reason: "publish_needs_second" });
});

test("where two persons are not asked for, who wrote may sign", async () => {
  const draftId = await aDraft("one-person", "OP");
  const key = { platformId: "one-person", key: "twoPersonPublish", value: false, updatedAt: now };
  await opened().db.insert(settings).values(key);
  const rev = await givenAsked(ana, draftId, "2026-01-01", now);
  expect(await unsigned(ana, draftId)).toBeNull();
  expect(await publishDraft(ana, { draftId, rev }, now)).toMatchObject({ ok: true });
});

test("who asks for review asks for what they read: somebody else's write since then is told first", async () => {
  const draftId = await aDraft("asked-late", "AL");
  const planned = await planDraft(ana, { draftId, rev: 1, ...dates, notice: {} }, now);
  if (!planned.ok) throw new Error(planned.reason);
  await editDraft(ben, { draftId, rev: planned.value.rev, operations: [titled("1", "Ben's words")] }, now);
  const late = await askReview(ana, { draftId, rev: planned.value.rev }, now);
  expect(late).toMatchObject({ ok: false, code: "stale", reason: "draft_stale" });
  expect((await draftRow(opened().db, draftId)).state).toBe("draft");
});

test("the notice counts as a write: it is in the history and the log, and who has an older draft before them is told", async () => {
  const { db } = opened();
  const draftId = await aDraft("noticed", "NT");
  const first = await planDraft(ana, { draftId, rev: 1, ...dates, notice: { en: "Ana's notice" } }, now);
  expect(first).toMatchObject({ ok: true, value: { rev: 2 } });
  expect(await planDraft(ana, { draftId, rev: 2, notice: { en: "Ana's better notice" } }, now)).toMatchObject({
    value: { rev: 3 },
  });
  const met = await planDraft(ben, { draftId, rev: 2, notice: { en: "Ben's notice" } }, now);
  expect(met).toMatchObject({
    ...{ ok: false, code: "conflict", reason: "draft_changed_since" },
    values: { name: "Ana", place: "notice › en" },
  });
  // Another language, and days that nobody touched meanwhile, stand beside it.
  expect(await planDraft(ben, { draftId, rev: 2, notice: { "zh-Hans": "通知" } }, now)).toMatchObject({ ok: true });
  expect((await draftRow(db, draftId)).notice).toEqual({ en: "Ana's better notice", "zh-Hans": "通知" });
  const view = await draftView(db, ana, draftId, now);
  expect(view.ok && view.value.history[1]?.places).toEqual([["notice", "en"]]);
  expect((await auditOf(db, draftId)).map(({ verb }) => verb)).toContain("policy.plan");
  expect(await publishDraft(eve, { draftId, rev: 2 }, now)).toMatchObject({ reason: "draft_stale" });
});

test("a notice is taken back and made again as any other write, and not over what somebody else wrote since", async () => {
  const { db } = opened();
  const draftId = await aDraft("notice-back", "NB");
  await planDraft(ana, { draftId, rev: 1, notice: { en: "Ana's notice" } }, now);
  await undoEdit(ana, { draftId }, now);
  expect((await draftRow(db, draftId)).notice).toEqual({});
  await redoEdit(ana, { draftId }, now);
  expect((await draftRow(db, draftId)).notice).toEqual({ en: "Ana's notice" });
  const { rev } = await draftRow(db, draftId);
  await planDraft(ben, { draftId, rev, notice: { en: "Ben's notice" } }, now);
  expect(await undoEdit(ana, { draftId }, now)).toMatchObject({ ok: false, code: "conflict", values: { name: "Ben" } });
  expect((await draftRow(db, draftId)).notice).toEqual({ en: "Ben's notice" });
});

test("a version is not announced after the day on which it begins, whichever of the two days was said last", async () => {
  const draftId = await aDraft("late-word", "LW");
  await planDraft(ana, { draftId, rev: 1, effectiveFrom: "2026-01-01" }, now);
  expect(await planDraft(ana, { draftId, rev: 2, announced: "2026-01-02" }, now)).toMatchObject({
    ...{ ok: false, code: "invalid" },
    fields: [{ field: "announced", reason: "announced_late" }],
  });
});
