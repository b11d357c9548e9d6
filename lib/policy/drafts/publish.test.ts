import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { outbox, people, policyClauses, policyDrafts, policyPacks, policyVersions, settings } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aClause, draftRow, givenAsked, givenDraft, givenPlatform, versionsOf } from "@/test/policy-drafts";
import { aColleague } from "@/test/town";
import { packOn } from "../editions.rules";
import { versionOf, versionText } from "../import/version-file.rules";
import { loadBuiltInPacks } from "../load.command";
import { recommend } from "../recommend.rules";
import { packFor } from "../store";
import { createDraft } from "./create.command";
import { editDraft } from "./edit.command";
import { publishDraft } from "./publish.command";
import { draftView, givenUpDrafts } from "./queries";
import { askReview, planDraft, sendBackDraft, takeUpDraft, withdrawDraft } from "./review.command";

const { opened } = withTestDatabase();
const now = new Date("2026-03-02T09:00:00Z");
let ana: Person;
let ben: Person;

beforeAll(async () => {
  ana = await aColleague(opened().db, { name: "Ana", role: "admin" });
  ben = await aColleague(opened().db, { name: "Ben", role: "admin" });
});

/** A platform whose first version is in force since the first of January. */
async function inForce(id: string, prefix: string) {
  await givenPlatform(ana, { id, prefix }, now);
  const draftId = await givenDraft(ana, id, now);
  const rev = await givenAsked(ana, draftId, "2026-01-01", now);
  const published = await publishDraft(ben, { draftId, rev }, now);
  if (!published.ok) throw new Error(JSON.stringify(published));
  return draftId;
}

const revOf = async (draftId: string) => (await draftRow(opened().db, draftId)).rev;

const pack = async (id: string) => {
  const found = await packFor(opened().db, id);
  if (!found) throw new Error("no pack");
  return found;
};

test("who hands a draft over does not sign it; the second person does, and the version governs from its day", async () => {
  await givenPlatform(ana, { id: "two-people", prefix: "TP" }, now);
  const draftId = await givenDraft(ana, "two-people", now);
  expect(await publishDraft(ben, { draftId, rev: 1 }, now)).toMatchObject({ reason: "publish_ask_first" });
  const rev = await givenAsked(ana, draftId, "2026-01-01", now);
  expect(await publishDraft(ana, { draftId, rev }, now)).toMatchObject({ reason: "publish_needs_second" });
  expect(await versionsOf(opened().db, "two-people")).toHaveLength(1);
  expect(await publishDraft(ben, { draftId, rev }, now)).toMatchObject({ ok: true, value: { version: "v1" } });
  expect(await versionsOf(opened().db, "two-people")).toMatchObject([
    { ref: "unrecorded", state: "retired", effectiveTo: "2025-12-31" },
    { ref: "v1", state: "in_force", effectiveFrom: "2026-01-01" },
  ]);
  const answer = recommend(
    await pack("two-people"),
    { platform: "two-people", role: "seller", clause: "1", contentDate: "2026-02-01", decisionDate: "2026-03-01" },
    now,
  );
  expect(answer).toMatchObject({ version: "v1", basis: "rule", recommended: ["remove"] });
  const told = await opened()
    .db.select()
    .from(outbox)
    .where(eq(outbox.dedupeKey, `policy.published ${draftId}`));
  expect(told[0]?.payload).toMatchObject({ event: "policy.published", notice: { en: "Our rules change." } });
});

test("with one admin nobody can sign, and that is said", async () => {
  const { db } = opened();
  await givenPlatform(ana, { id: "one-admin", prefix: "OA" }, now);
  const draftId = await givenDraft(ana, "one-admin", now);
  const rev = await givenAsked(ana, draftId, "2026-01-01", now);
  await db.update(people).set({ disabledAt: now }).where(eq(people.id, ben.id));
  expect(await publishDraft(ana, { draftId, rev }, now)).toMatchObject({ ok: false, reason: "publish_one_admin" });
  await db.insert(settings).values({ platformId: "one-admin", key: "twoPersonPublish", value: false, updatedAt: now });
  expect(await publishDraft(ana, { draftId, rev }, now)).toMatchObject({ ok: true });
  await db.update(people).set({ disabledAt: null }).where(eq(people.id, ben.id));
});

test("a version that is announced is scheduled; content of the days before keeps the earlier words under the same reference", async () => {
  await inForce("reworded", "RW");
  const made = await createDraft(ana, { platform: "reworded", from: { kind: "version", version: "v1" } }, now);
  const draftId = made.ok ? made.value.draftId : "";
  const change = { title: "No lanterns that are not what they say", summary: "Stricter." };
  await editDraft(ana, { draftId, rev: 0, operations: [{ do: "clause.change", ref: "1", change }, aClause("3")] }, now);
  const rev = await givenAsked(ana, draftId, "2026-06-01", now);
  expect(await publishDraft(ben, { draftId, rev }, now)).toMatchObject({ ok: true });
  expect(await versionsOf(opened().db, "reworded")).toMatchObject([
    { ref: "unrecorded", state: "retired" },
    { ref: "v1", state: "in_force", effectiveTo: "2026-05-31" },
    { ref: "v2", state: "scheduled", effectiveFrom: "2026-06-01" },
  ]);
  const rules = await pack("reworded");
  const title = (day: string) => packOn(rules, day).clauses.find(({ ref }) => ref === "1")?.title;
  expect([title("2026-05-31"), title("2026-06-01")]).toEqual(["No counterfeit lanterns", change.title]);
  const rows = await opened()
    .db.select({ version: policyVersions.ref, title: policyClauses.title })
    .from(policyClauses)
    .innerJoin(policyVersions, eq(policyVersions.id, policyClauses.versionId))
    .where(sql`policy_versions.platform_id = 'reworded' and policy_clauses.ref = '1'`)
    .orderBy(policyVersions.ref);
  expect(rows.map((row) => row.title)).toEqual(["No counterfeit lanterns", change.title]);
  // The clause that only the new version has cannot be cited for content of before.
  const early = recommend(rules, { platform: "reworded", role: "seller", clause: "3", contentDate: "2026-05-31" }, now);
  expect(early).toMatchObject({ violation: false, allowed: [] });
});

test("going back is a new version with the earlier text, and its export is the same but for its name and dates", async () => {
  await inForce("went-back", "WB");
  const first = versionOf(await pack("went-back"), "v1");
  const made = await createDraft(
    ana,
    { platform: "went-back", ref: "v1-again", from: { kind: "version", version: "v1" } },
    now,
  );
  const draftId = made.ok ? made.value.draftId : "";
  const rev = await givenAsked(ana, draftId, "2026-04-01", now);
  expect(await publishDraft(ben, { draftId, rev }, now)).toMatchObject({ ok: true });
  const again = versionOf(await pack("went-back"), "v1-again");
  const bare = (file: typeof first) => file && versionText(file).replaceAll("v1-again", "v1");
  const dated = again &&
    first && {
      ...again,
      version: { ...again.version, label: first.version.label, effectiveFrom: "2026-01-01", effectiveTo: "2026-03-31" },
    };
  expect(bare(dated)).toBe(bare(versionOf(await pack("went-back"), "v1")));
});

test("a published version, its clauses and the draft that it was cannot be changed at the database", async () => {
  const { db } = opened();
  const draftId = await inForce("unchangeable", "UC");
  const platformId = "unchangeable";
  await expect(
    db
      .update(policyDrafts)
      .set({ label: "x", file: {} } as never)
      .where(eq(policyDrafts.id, draftId)),
  ).rejects.toThrow();
  await expect(db.update(policyDrafts).set({ state: "draft" }).where(eq(policyDrafts.id, draftId))).rejects.toThrow();
  await expect(db.delete(policyDrafts).where(eq(policyDrafts.id, draftId))).rejects.toThrow();
  await expect(
    db.update(policyVersions).set({ effectiveFrom: "2020-01-01" }).where(eq(policyVersions.platformId, platformId)),
  ).rejects.toThrow();
  await expect(
    db.update(policyClauses).set({ title: "x" }).where(eq(policyClauses.platformId, platformId)),
  ).rejects.toThrow();
  await expect(
    db.update(policyPacks).set({ pack: {} }).where(eq(policyPacks.platformId, platformId)),
  ).rejects.toThrow();
  expect(await editDraft(ana, { draftId, rev: 2, operations: [aClause("8")] }, now)).toMatchObject({
    reason: "draft_published",
  });
});

test("what is missing is told before anybody is asked, and nothing is handed over", async () => {
  await givenPlatform(ana, { id: "unready", prefix: "UR" }, now);
  const draftId = await givenDraft(ana, "unready", now);
  expect(await askReview(ana, { draftId, rev: await revOf(draftId) }, now)).toMatchObject({
    reason: "draft_has_problems",
  });
  const change = {
    editorial: {
      severity: null,
      dsaCategory: null,
      dsaCategoryAddition: [],
      dsaKeywords: [],
      keywords: { en: [], zh: [], zhHant: [] },
      aim: "content" as const,
      remindOn: [],
    },
  };
  await editDraft(ana, { draftId, rev: 1, operations: [{ do: "clause.change", ref: "1", change }] }, now);
  await planDraft(ana, { draftId, rev: await revOf(draftId), effectiveFrom: "2026-01-01", announced: null }, now);
  const refused = await askReview(ana, { draftId, rev: await revOf(draftId) }, now);
  expect(refused).toMatchObject({
    ok: false,
    fields: expect.arrayContaining([
      expect.objectContaining({ reason: "clauseNoCategory" }),
      expect.objectContaining({ reason: "clauseNoKeyword" }),
    ]),
  });
  expect((await draftRow(opened().db, draftId)).state).toBe("draft");
});

test("a later version cannot begin in the past, nor leave a day without one", async () => {
  await inForce("dates", "DT");
  const made = await createDraft(ana, { platform: "dates", from: { kind: "version", version: "v1" } }, now);
  const draftId = made.ok ? made.value.draftId : "";
  await planDraft(ana, { draftId, rev: await revOf(draftId), effectiveFrom: "2026-03-02", announced: null }, now);
  expect(await askReview(ana, { draftId, rev: await revOf(draftId) }, now)).toMatchObject({
    fields: [expect.objectContaining({ reason: "past" })],
  });
  await planDraft(ana, { draftId, rev: await revOf(draftId), effectiveFrom: "2026-03-03", announced: null }, now);
  expect(await askReview(ana, { draftId, rev: await revOf(draftId) }, now)).toMatchObject({ ok: true });
});

test("a draft is sent back with why, given up, and then its reference is free", async () => {
  await givenPlatform(ana, { id: "given-up", prefix: "GU" }, now);
  const draftId = await givenDraft(ana, "given-up", now);
  await givenAsked(ana, draftId, "2026-01-01", now);
  expect(await editDraft(ana, { draftId, rev: 2, operations: [aClause("8")] }, now)).toMatchObject({
    reason: "draft_in_review",
  });
  expect(await sendBackDraft(ben, { draftId, why: "Clause 2 is unclear." }, now)).toMatchObject({ ok: true });
  expect(await draftRow(opened().db, draftId)).toMatchObject({ state: "draft", sentBackWhy: "Clause 2 is unclear." });
  expect(await createDraft(ana, { platform: "given-up", ref: "v1", from: { kind: "nothing" } }, now)).toMatchObject({
    reason: "version_taken",
  });
  expect(await withdrawDraft(ana, { draftId }, now)).toMatchObject({ ok: true });
  expect(await createDraft(ana, { platform: "given-up", ref: "v1", from: { kind: "nothing" } }, now)).toMatchObject({
    ok: true,
  });
});

test("what was given up is taken up again with all its words, under the next number where its own is another's by then", async () => {
  const { db } = opened();
  await givenPlatform(ana, { id: "taken-up", prefix: "TU" }, now);
  const draftId = await givenDraft(ana, "taken-up", now);
  const before = await draftRow(db, draftId);
  expect(await takeUpDraft(ana, { draftId }, now)).toMatchObject({ ok: false, reason: "draft_not_given_up" });
  await withdrawDraft(ana, { draftId }, now);
  expect(await givenUpDrafts(db, "taken-up")).toMatchObject([{ id: draftId }]);
  expect(await takeUpDraft(ben, { draftId }, now)).toMatchObject({ ok: true });
  expect(await draftRow(db, draftId)).toMatchObject({ state: "draft", rev: before.rev, file: before.file });
  await withdrawDraft(ana, { draftId }, now);
  await createDraft(ana, { platform: "taken-up", ref: before.ref, from: { kind: "nothing" } }, now);
  expect(await takeUpDraft(ana, { draftId }, now)).toMatchObject({ ok: true });
  expect(await draftRow(db, draftId)).toMatchObject({ state: "draft", ref: "v2" });
});

test("a draft says who may sign it, why its reader may not, and what it became", async () => {
  const { db } = opened();
  const mia = await aColleague(db, { name: "Mia", role: "supervisor" });
  await givenPlatform(ana, { id: "who-signs", prefix: "WS" }, now);
  const draftId = await givenDraft(ana, "who-signs", now);
  const seenBy = async (person: Person) => {
    const seen = await draftView(db, person, draftId, now);
    if (!seen.ok) throw new Error("not seen");
    const { unsigned, signers, published } = seen.value;
    return { unsigned, signers, published };
  };
  const rev = await givenAsked(ana, draftId, "2026-01-01", now);
  expect(await seenBy(ana)).toEqual({ unsigned: "asked_by_you", signers: ["Ben"], published: null });
  expect(await seenBy(ben)).toEqual({ unsigned: null, signers: ["Ben"], published: null });
  expect(await seenBy(mia)).toMatchObject({ unsigned: "not_admin" });
  await db.update(people).set({ disabledAt: now }).where(eq(people.id, ben.id));
  expect(await seenBy(ana)).toMatchObject({ signers: [] });
  await db.update(people).set({ disabledAt: null }).where(eq(people.id, ben.id));
  await publishDraft(ben, { draftId, rev }, now);
  const published = { state: "in_force", from: "2026-01-01", to: null };
  expect(await seenBy(ana)).toMatchObject({ unsigned: null, signers: null, published });
});

test("a version published over a pack that comes with the product stays in use when the product starts again", async () => {
  const { db } = opened();
  await loadBuiltInPacks(db, now);
  const made = await createDraft(ana, { platform: "alibaba", from: { kind: "version", version: "v2" } }, now);
  const draftId = made.ok ? made.value.draftId : "";
  const { file } = await draftRow(db, draftId);
  const [first] = (file as { clauses: { ref: string; enforceable: boolean; editorial: { dsaKeywords: string[] } }[] })
    .clauses;
  await editDraft(
    ana,
    { draftId, rev: 0, operations: [{ do: "clause.change", ref: first?.ref ?? "", change: { title: "Other words" } }] },
    now,
  );
  const rev = await givenAsked(ana, draftId, "2026-05-01", now);
  expect(await publishDraft(ben, { draftId, rev }, now)).toMatchObject({ ok: true });
  const rules = await pack("alibaba");
  expect(rules.versions.map(({ id, effectiveTo }) => [id, effectiveTo])).toEqual([
    ["v1", "2019-12-31"],
    ["v2", "2026-04-30"],
    ["v3", null],
  ]);
  const [, restarted] = await loadBuiltInPacks(db, new Date("2026-03-03T09:00:00Z"));
  expect(restarted?.result).toMatchObject({ ok: true, value: { outcome: "unchanged" } });
  expect((await pack("alibaba")).versions.map(({ id }) => id)).toEqual(["v1", "v2", "v3"]);
});

test("a version that brings an earlier one back says so, carries none of its remarks on days, and is read against what is in force", async () => {
  await loadBuiltInPacks(opened().db, now);
  const made = await createDraft(ana, { platform: "alibaba", from: { kind: "version", version: "v1" } }, now);
  const view = made.ok ? await draftView(opened().db, ben, made.value.draftId, now) : made;
  if (!view.ok) throw new Error(JSON.stringify(view));
  const { file, replaces, baseRef } = view.value;
  const first = (await pack("alibaba")).versions.find(({ id }) => id === "v1");
  const [label, zh] = [first?.label, first?.zh?.label];
  // A fact, so that each reader is told it in their own language; no words of the day on which it was begun.
  expect([file.version.bringsBack, file.version.basis]).toEqual([{ id: "v1", label, zh }, ""]);
  expect(file.documents.map(({ lastUpdated }) => lastUpdated)).toEqual(file.documents.map(() => null));
  expect([baseRef, replaces]).toEqual(["v1", "v2"]);
  const on = await createDraft(ana, { platform: "aliexpress", from: { kind: "version", version: "undated" } }, now);
  const next = on.ok ? await draftView(opened().db, ben, on.value.draftId, now) : on;
  expect(next.ok && [next.value.file.version.basis, next.value.replaces]).toEqual(["", "undated"]);
  expect(next.ok && next.value.file.version).not.toHaveProperty("bringsBack");
});
