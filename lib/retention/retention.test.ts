import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import {
  appealAttachments,
  appeals,
  auditEntries,
  caseSuggestions,
  crimeReferrals,
  learnedModels,
  mails,
  misuseSubjects,
  noticeContacts,
  notices,
  snapshots,
} from "@/db/schema";
import { exportEvidence, openReferral } from "@/lib/crime/referral.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { trackNotice } from "@/lib/intake/queries";
import { referenceFrom } from "@/lib/intake/reference.rules";
import { suggestFor } from "@/lib/intake/suggest.command";
import { markMisuse } from "@/lib/misuse/mark.command";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { after, anAppeal, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDispute, givenBodies } from "@/test/disputes";
import { afterWindow, answeredReport } from "@/test/retention";
import { aCase, aColleague, type aReport, caseRow, givenPacks, townTime } from "@/test/town";
import { purgeWhenDue } from "./purge.command";
import { retentionReport } from "./report.queries";
import { isDue, type KeepSettings, purgeAt } from "./retention.rules";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let ben: Person;
let admin: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  ben = await aColleague(db());
  admin = await aColleague(db(), { role: "admin" });
});

const anAnsweredReport = (more: Parameters<typeof aReport>[2] = {}) => answeredReport(db(), mei, more);
const contactOf = async (noticeId: string) =>
  (await db().select().from(noticeContacts).where(eq(noticeContacts.noticeId, noticeId))).length;
const noticeOf = async (noticeId: string) => (await db().select().from(notices).where(eq(notices.id, noticeId)))[0];
const settings: KeepSettings = {
  keepReporterDays: 180,
  keepGuestDays: 90,
  keepMinorDays: 30,
  keepSnapshotDays: 730,
  keepComplaintDays: 1095,
  keepEvidenceDays: 1095,
  keepMailDays: 1095,
};

test("Q89: what something needs is never due, however old; else it is due to the moment its period is over", () => {
  const endsAt = townTime;
  expect(purgeAt({ kind: "guest", neededBy: "appeal", endsAt }, settings)).toBeNull();
  expect(isDue({ kind: "guest", neededBy: null, endsAt }, settings, after(days(90) - 1))).toBe(false);
  expect(isDue({ kind: "guest", neededBy: null, endsAt }, settings, after(days(90)))).toBe(true);
  expect(isDue({ kind: "minor", neededBy: null, endsAt }, settings, after(days(30)))).toBe(true);
});

test("Q89: a guest's name and address are deleted ninety days after their appeal window, and their mails with them; the report is still counted", async () => {
  const { noticeId } = await anAnsweredReport({ email: "guest@kept.example" });
  expect((await db().select().from(mails).where(eq(mails.toAddress, "guest@kept.example"))).length).toBeGreaterThan(0);
  await purgeWhenDue(db(), afterWindow(90, -1));
  expect(await contactOf(noticeId)).toBe(1);
  await purgeWhenDue(db(), afterWindow(90));
  expect(await contactOf(noticeId)).toBe(0);
  expect(await db().select().from(mails).where(eq(mails.toAddress, "guest@kept.example"))).toEqual([]);
  expect(await noticeOf(noticeId)).toMatchObject({
    purgedAt: afterWindow(90),
    explanation: expect.stringContaining("advertisement"),
  });
  const [entry] = await db().select().from(auditEntries).where(eq(auditEntries.verb, "retention.purge"));
  expect(entry?.body).toContain('"guest":1');
  expect(entry?.body).not.toContain("kept.example");
});

test("Q89: whoever follows a report after their address was deleted is told when it was, not that they gave none", async () => {
  const { noticeId } = await anAnsweredReport();
  const reference = referenceFrom(new Uint8Array(16).fill(7));
  await db().update(notices).set({ reference }).where(eq(notices.id, noticeId));
  const key: Actor = { kind: "key", id: v7(), name: "Shop", platformIds: [], permissions: ["notice.track"] };
  const tracked = async () => {
    const answer = await trackNotice(db(), reference, null, key, afterWindow(91));
    return answer.ok ? answer.value : answer;
  };
  expect(await tracked()).toMatchObject({ hasEmail: true, contactDeletedAt: null });
  await purgeWhenDue(db(), afterWindow(90));
  expect(await tracked()).toMatchObject({ hasEmail: false, contactDeletedAt: afterWindow(90).toISOString() });
});

test("Q89: what a report says of a minor is deleted first, thirty days after; a registered reporter's address stays longer", async () => {
  const bringing = { isMinor: true, concerned: "Lena, nine years old" };
  const child = await anAnsweredReport({ relation: "parent", bringing, explanation: "A picture of my daughter Lena." });
  const grown = await anAnsweredReport({ source: "registered" });
  await purgeWhenDue(db(), afterWindow(30));
  const minor = await noticeOf(child.noticeId);
  expect(minor).toMatchObject({ explanation: "", bringing: { isMinor: true } });
  expect(JSON.stringify(minor)).not.toContain("Lena");
  expect([await contactOf(child.noticeId), await contactOf(grown.noticeId)]).toEqual([0, 1]);
  await purgeWhenDue(db(), afterWindow(180));
  expect(await contactOf(grown.noticeId)).toBe(0);
});

test("Q89: what is older and still kept does not stand before what has to go, however much of it there is", async () => {
  const older = await anAnsweredReport({ source: "registered" });
  const child = await anAnsweredReport({ relation: "parent", bringing: { isMinor: true, concerned: "Lena" } });
  await db()
    .update(notices)
    .set({ receivedAt: after(-60) })
    .where(eq(notices.id, older.noticeId));
  await purgeWhenDue(db(), afterWindow(31), 1);
  await purgeWhenDue(db(), afterWindow(31), 1);
  expect([await contactOf(older.noticeId), await contactOf(child.noticeId)]).toEqual([1, 0]);
});

test("Q89: an open case and a running appeal keep everything they need, for years", async () => {
  const open = await aCase(db());
  const appealed = await anAnsweredReport();
  await anAppeal(db(), appealed.decisionId, { side: "notifier" });
  const late = new Date("2026-01-01T00:00:00Z");
  await purgeWhenDue(db(), late);
  const kept = await db().select({ id: notices.id }).from(notices).where(sql`purged_at is null`);
  expect(kept.map(({ id }) => id)).toContain(appealed.noticeId);
  expect(await contactOf(appealed.noticeId)).toBe(1);
  const copies = await db().select({ id: snapshots.id }).from(snapshots).where(sql`purged_at is null`);
  expect(copies.map(({ id }) => id)).toEqual(expect.arrayContaining([open.snapshotId, appealed.snapshotId]));
});

test("Q89: what a body outside still decides about keeps the report and the copy it is about; once that is closed they may go", async () => {
  const made = await anAnsweredReport();
  const supervisor = await aColleague(db(), { role: "supervisor" });
  const bodyId = await givenBodies(db());
  const { reference } = (await noticeOf(made.noticeId)) ?? { reference: "" };
  const { disputeId } = await aDispute(db(), supervisor, {
    caseId: made.caseId,
    bodyId,
    by: "notifier",
    notice: reference,
  });
  const late = new Date("2026-01-01T00:00:00Z");
  await purgeWhenDue(db(), late);
  expect(await contactOf(made.noticeId)).toBe(1);
  await db().execute(sql`update disputes set state = 'closed', closed_at = now() where id = ${disputeId}`);
  await purgeWhenDue(db(), late);
  expect(await contactOf(made.noticeId)).toBe(0);
});

test("Q89: a copy of content loses its words two years after, keeps its hash, and evidence under lock is not touched", async () => {
  const made = await aCase(db(), { notices: 0, text: "She will not come home on Friday." });
  const why = "A threat against a named person, with a day.";
  const opening = await openReferral(
    mei,
    { caseId: made.caseId, offence: "threat_to_life", country: "DE", why },
    townTime,
  );
  const referralId = opening.ok ? opening.value.referralId : "";
  await db()
    .update(crimeReferrals)
    .set({ state: "refused", refusedAt: after(5), refusedBy: ben.id, refusedWhy: why })
    .where(eq(crimeReferrals.id, referralId));
  const decided = await decideCase(mei, { caseId: made.caseId, version: 1, outcome: "no_violation" }, after(10));
  expect(decided.ok).toBe(true);
  await purgeWhenDue(db(), after(days(729)));
  const copy = async () => (await db().select().from(snapshots).where(eq(snapshots.id, made.snapshotId)))[0];
  expect(await copy()).toMatchObject({ text: made.text, purgedAt: null });
  await purgeWhenDue(db(), after(days(731)));
  expect(await copy()).toMatchObject({ text: "", media: [], sha256: made.snapshotId.replaceAll("-", "") });
  expect((await caseRow(db(), made.caseId)).excerpt).toBe("");
  const exported = await exportEvidence(ben, { referralId }, after(days(732)));
  expect(exported).toMatchObject({ ok: true, value: { copy: { snapshots: [{ text: made.text }] } } });
  await expect(db().execute(sql`update snapshots set text = 'other' where id = ${made.snapshotId}`)).rejects.toThrow();
});

test("Q89: with the words go those that a suggestion repeats, and a model that learned from them is made again", async () => {
  const text = "Replica watches, mirror quality, write to wechat watch1688";
  const made = await aCase(db(), { notices: 0, text });
  await suggestFor(db(), made.caseId, townTime);
  const model = { id: v7(), platformId: "taobao-weitao", version: "m", basis: "b", examples: 1, labels: 1 };
  await db()
    .insert(learnedModels)
    .values({ ...model, newestAt: townTime, trainedAt: townTime, body: new Uint8Array([1]) });
  const suggested = async () => {
    const [row] = await db().select().from(caseSuggestions).where(eq(caseSuggestions.caseId, made.caseId));
    return row?.matches as { ref: string; score: number; evidence: unknown[] }[];
  };
  const before = await suggested();
  expect(before[0]?.evidence.length).toBeGreaterThan(0);
  const decided = await decideCase(mei, { caseId: made.caseId, version: 1, outcome: "no_violation" }, after(10));
  expect(decided.ok).toBe(true);
  await purgeWhenDue(db(), after(days(731)));
  expect(await suggested()).toEqual(before.map((match) => ({ ...match, evidence: [] })));
  const [row] = await db().select().from(learnedModels).where(eq(learnedModels.id, model.id));
  expect(row?.mustForget).toBe(true);
});

test("Q89: a file that came with a complaint goes with the words of the content; the complaint itself stays", async () => {
  const made = await anAnsweredReport();
  const { appealId } = await anAppeal(db(), made.decisionId, { side: "notifier" });
  const file = {
    platformId: "taobao-weitao",
    position: 0,
    name: "bill.pdf",
    kind: "pdf",
    mime: "application/pdf",
  } as const;
  await db()
    .insert(appealAttachments)
    .values({ id: v7(), appealId, ...file, size: 4, sha256: "0".repeat(64), storedAt: after(days(2)) });
  const kept = () => db().select().from(appealAttachments).where(eq(appealAttachments.appealId, appealId));
  await purgeWhenDue(db(), afterWindow(731));
  expect(await kept(), "an appeal that is not answered needs it").toHaveLength(1);
  await db().update(appeals).set({ state: "inadmissible" }).where(eq(appeals.id, appealId));
  await purgeWhenDue(db(), afterWindow(731));
  expect(await kept()).toEqual([]);
  expect(await db().select().from(appeals).where(eq(appeals.id, appealId))).toHaveLength(1);
});

test("Q89: the address of a sender who was marked once is forgotten with their other data; the mark stays, of nobody", async () => {
  const { noticeId, decisionId } = await anAnsweredReport({ email: "marked@kept.example" });
  const marked = await markMisuse(mei, { decisionId, noticeId, why: "There is nothing at that address." }, after(90));
  const subjectId = marked.ok ? marked.value.subjectId : "";
  const sender = async () =>
    (await db().select().from(misuseSubjects).where(eq(misuseSubjects.id, subjectId)))[0]?.sender;
  await purgeWhenDue(db(), after(90 + days(180) - 1));
  expect(await sender()).toBe("mail marked@kept.example");
  await purgeWhenDue(db(), after(90 + days(180)));
  expect(await sender()).toBe(`gone ${subjectId}`);
});

test("Q89: the report says what a run would delete and what is kept and why, and deletes nothing; moderators do not see it", async () => {
  const { noticeId } = await anAnsweredReport();
  const before = await contactOf(noticeId);
  const report = await retentionReport(db(), admin, afterWindow(91));
  if (!report.ok) throw new Error(report.reason);
  const guest = report.value.rows.find(({ kind }) => kind === "guest");
  expect(guest?.due).toBeGreaterThan(0);
  expect(guest?.needed.map(({ by }) => by)).toEqual(expect.arrayContaining(["open_case", "appeal"]));
  expect(await contactOf(noticeId)).toBe(before);
  expect(await retentionReport(db(), mei, afterWindow(91))).toMatchObject({ code: "forbidden" });
});
