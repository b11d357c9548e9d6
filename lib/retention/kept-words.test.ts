import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, crimeReferrals, evidenceLocks, mails, searchDocuments } from "@/db/schema";
import { exportEvidence, openReferral } from "@/lib/crime/referral.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { wordsOf } from "@/lib/search/words.rules";
import { after, anAppeal, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { afterWindow, answeredReport } from "@/test/retention";
import { aCase, aColleague, givenPacks, townTime } from "@/test/town";
import { purgeWhenDue } from "./purge.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let ben: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  ben = await aColleague(db());
});

test("Q89: what somebody wrote in a complaint is deleted three years after its answer; outcome, reasons and answer stay", async () => {
  const made = await answeredReport(db(), mei);
  const { appealId } = await anAppeal(db(), made.decisionId, { side: "notifier" });
  const stored = async () => (await db().select().from(appeals).where(eq(appeals.id, appealId)))[0];
  await purgeWhenDue(db(), afterWindow(2000));
  expect((await stored())?.text, "nobody has answered it").not.toBe("");
  await db()
    .update(appeals)
    .set({ state: "inadmissible", inadmissibleWhy: "sent twice" })
    .where(eq(appeals.id, appealId));
  await purgeWhenDue(db(), afterWindow(1095, -1));
  expect((await stored())?.text).not.toBe("");
  const holds = async (word: string) => {
    const [row] = await db().select().from(searchDocuments).where(eq(searchDocuments.refId, appealId));
    return row?.tokens.includes(`'${word}'`) ?? null;
  };
  const word = wordsOf((await stored())?.text ?? "").words.at(0)?.word ?? "";
  expect(await holds(word)).toBe(true);
  await purgeWhenDue(db(), afterWindow(1095));
  expect(await holds(word), "nor is it found by them any more").toBe(false);
  expect(await stored()).toMatchObject({ text: "", inadmissibleWhy: "sent twice", purgedAt: afterWindow(1095) });
  const again = db().execute(sql`update appeals set text = 'other' where id = ${appealId}`);
  await expect(again).rejects.toMatchObject({ code: "42501" });
});

test("Q89: evidence of a referral that was refused is deleted on its date and its hash stays; what was not refused is never touched", async () => {
  const why = "A threat against a named person, with a day.";
  const opening = { offence: "threat_to_life", country: "DE", why };
  const [refused, open] = [await aCase(db(), { notices: 0 }), await aCase(db(), { notices: 0 })];
  const [one, other] = [
    await openReferral(mei, { caseId: refused.caseId, ...opening }, townTime),
    await openReferral(mei, { caseId: open.caseId, ...opening }, townTime),
  ];
  const referralId = one.ok ? one.value.referralId : "";
  await db()
    .update(crimeReferrals)
    .set({ state: "refused", refusedAt: after(5), refusedBy: ben.id, refusedWhy: why })
    .where(eq(crimeReferrals.id, referralId));
  await purgeWhenDue(db(), after(days(1095)));
  expect(await exportEvidence(ben, { referralId }, after(days(1095)))).toMatchObject({ ok: true });
  await purgeWhenDue(db(), after(days(1095) + 5));
  expect(await exportEvidence(ben, { referralId }, after(days(1096)))).toMatchObject({ reason: "evidence_deleted" });
  const [kept] = await db().select().from(evidenceLocks).where(eq(evidenceLocks.caseId, refused.caseId));
  expect(kept?.sha256).toHaveLength(64);
  const otherId = other.ok ? other.value.referralId : "";
  expect(await exportEvidence(ben, { referralId: otherId }, after(days(2000)))).toMatchObject({ ok: true });
  const touched = db().execute(
    sql`update evidence_locks set copy = '{}', purged_at = now() where case_id = ${open.caseId}`,
  );
  await expect(touched).rejects.toMatchObject({ code: "42501" });
});

test("Q89: the words and addresses of mails are deleted three years after their window; that one was sent stays", async () => {
  await answeredReport(db(), mei, { source: "registered", email: "mailed@kept.example" });
  const sentTo = () => db().select().from(mails).where(eq(mails.toAddress, "mailed@kept.example"));
  const [before] = await sentTo();
  // Only the mails are looked at here: the address of a reporter goes earlier, with all mails to it.
  await db().execute(sql`update notices set purged_at = now() where purged_at is null`);
  await purgeWhenDue(db(), afterWindow(1094));
  expect(await sentTo()).not.toEqual([]);
  await purgeWhenDue(db(), afterWindow(1096));
  const [row] = await db()
    .select()
    .from(mails)
    .where(eq(mails.id, before?.id ?? ""));
  expect(row).toMatchObject({
    toAddress: "",
    body: "",
    html: "",
    subject: "",
    kind: before?.kind,
    sentAt: before?.sentAt,
  });
});
