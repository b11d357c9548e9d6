import { and, eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  careExposures,
  cases,
  noticeItems,
  noticeMessages,
  notices,
  qualityReviews,
  qualitySamples,
  settings,
} from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { takeAppeal } from "@/lib/appeals/take.command";
import { openReferral } from "@/lib/crime/referral.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import {
  aFirstLook,
  after,
  anAppeal,
  anAppealDesk,
  aReviewer,
  days,
  fieldsOf,
  reasonOf,
  reasons,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, auditOf } from "@/test/town";
import { agreementFor, ownCoaching } from "./agreement.queries";
import { drawWhenDue } from "./draw.command";
import { openReview } from "./open-review.command";
import { concludeReview, reviewDecision } from "./review.command";
import { reviewPage } from "./review.queries";
import { doneReviews, waitingReviews } from "./review-list.queries";

const { opened } = withTestDatabase();
const spam = ["tb.delete-content", "tb.suspend-comments-7d"];
let [mei, amara, jonas, ruth]: Person[] = [];
const who = () => {
  if (!mei || !amara || !jonas || !ruth) throw new Error("nobody is there");
  return { mei, amara, jonas, ruth };
};

/** Somebody's decision, drawn. */
async function drawn(by: Person, language?: string): Promise<{ sampleId: string; decisionId: string; caseId: string }> {
  const { db } = opened();
  const { decisionId, caseId } = await aDecidedCase(db, { by, at: after(0), language });
  await theWorkerRuns(db, after(60));
  await drawWhenDue(db, after(60));
  const [row] = await db.select().from(qualitySamples).where(eq(qualitySamples.decisionId, decisionId));
  if (!row) throw new Error("it was not drawn");
  return { sampleId: row.id, decisionId, caseId };
}

beforeAll(async () => {
  const { db } = opened();
  ({ mei, amara, jonas } = await anAppealDesk(db));
  ruth = await aReviewer(db, { name: "Ruth Adler" });
  await db.insert(settings).values({ platformId: "*", key: "qualityShare", value: 100, updatedAt: after(0) });
});

test("a second look says nothing of the first until it is given; then both stand side by side and a cause is named", async () => {
  const { mei, amara } = who();
  const { db } = opened();
  const { sampleId, decisionId, caseId } = await drawn(mei);
  const blind = await reviewPage(db, amara, sampleId, after(90));
  expect(blind).toMatchObject({ ok: true, value: { kind: "blind", view: { notices: [{ source: "guest" }] } } });
  const sent = JSON.stringify(blind);
  for (const told of [decisionId, caseId, mei.name, mei.id, '"decided"']) expect(sent).not.toContain(told);
  expect(JSON.stringify(await waitingReviews(db, amara))).not.toContain(caseId);

  const given = {
    sampleId,
    outcome: "violation",
    clause: "Table.6",
    sanctions: [...spam].reverse(),
    why: "Same link.",
  };
  expect(await reviewDecision(amara, given, after(100))).toMatchObject({ ok: true });
  expect(await reviewPage(db, amara, sampleId, after(110))).toMatchObject({
    value: {
      kind: "pair",
      pair: {
        first: { clause: "Table.4", by: mei.name },
        second: { clause: "Table.6" },
        sameFinding: false,
        sameSanctions: true,
      },
    },
  });
  expect(fieldsOf(await concludeReview(amara, { sampleId }, after(120)))).toEqual(["cause quality_cause_needed"]);
  const conclusion = { sampleId, cause: "wrong_clause", coachingNote: "The link is what row 6 is about." };
  expect(await concludeReview(amara, conclusion, after(130))).toMatchObject({ ok: true });
  expect(reasonOf(await concludeReview(amara, conclusion, after(140)))).toBe("quality_concluded");
  expect((await auditOf(db, sampleId)).map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual([
    "quality.conclude refused",
    "quality.conclude done",
    "quality.conclude refused",
    "quality.review done",
  ]);
  expect((await doneReviews(db, amara)).rows[0]).toMatchObject({ done: { sameFinding: false, isConcluded: true } });
});

test("a second look says nothing of a referral to an authority: neither who suspected a crime, nor which, nor that there is one", async () => {
  const { mei, amara } = who();
  const { db } = opened();
  const { sampleId, caseId } = await drawn(mei);
  const why = "The author names the day on which she will not come home.";
  const suspicion = { caseId, offence: "threat_to_life", country: "DE", why };
  expect(await openReferral(mei, suspicion, after(70))).toMatchObject({ ok: true });
  const blind = await reviewPage(db, amara, sampleId, after(90));
  expect(blind).toMatchObject({ ok: true, value: { kind: "blind", view: { crime: null } } });
  const sent = JSON.stringify(blind);
  for (const told of [mei.name, mei.id, "threat_to_life", why]) expect(sent).not.toContain(told);
});

test("a second look says nothing of what was written under a report once it was decided", async () => {
  const { mei, amara } = who();
  const { db } = opened();
  const { sampleId, caseId } = await drawn(mei);
  const [item] = await db.select().from(noticeItems).where(eq(noticeItems.caseId, caseId));
  if (!item) throw new Error("nobody reported it");
  const write = (by: "desk" | "notifier", text: string, seconds: number) =>
    db.insert(noticeMessages).values({
      platformId: item.platformId,
      noticeId: item.noticeId,
      by,
      text,
      writtenAt: after(seconds),
    });
  await write("desk", "Which of the two links?", -20);
  await write("notifier", "Thank you for taking it down.", 70);
  await db
    .update(notices)
    .set({ knowledgeAt: after(75) })
    .where(eq(notices.id, item.noticeId));
  expect(await reviewPage(db, amara, sampleId, after(90))).toMatchObject({
    value: { view: { notices: [{ messages: [{ text: "Which of the two links?" }], knowledgeAt: null }] } },
  });
});

test("what a second look puts before its reviewer counts for them, from when it is opened", async () => {
  const { mei, amara, jonas } = who();
  const { db } = opened();
  const { sampleId, caseId } = await drawn(mei);
  await db
    .update(cases)
    .set({ harmsTold: ["violence"] })
    .where(eq(cases.id, caseId));
  const had = async ({ id }: Person) =>
    (
      await db
        .select()
        .from(careExposures)
        .where(and(eq(careExposures.personId, id), eq(careExposures.caseId, caseId)))
    ).map(({ harmClass }) => harmClass);
  expect(await openReview(jonas, { sampleId }, after(99))).toEqual({ ok: true, value: { sampleId } });
  expect(await had(jonas)).toEqual(["violence"]);
  expect(await openReview(mei, { sampleId }, after(99))).toMatchObject({ code: "forbidden" });
  expect(await reviewDecision(amara, { sampleId, outcome: "no_violation" }, after(100))).toMatchObject({ ok: true });
  expect(await had(amara)).toEqual(["violence"]);
});

test("nobody reviews their own decision, nor twice, nor without the role; who has not reviewed it does not conclude", async () => {
  const { amara, jonas, mei } = who();
  const { db } = opened();
  const { sampleId } = await drawn(amara);
  const given = { sampleId, outcome: "no_violation" };
  expect(reasonOf(await reviewDecision(amara, given, after(100)))).toBe("quality_own_decision");
  expect(reasonOf(await reviewDecision(mei, given, after(100)))).toBe("forbidden");
  expect((await waitingReviews(db, amara)).rows).not.toContainEqual(expect.objectContaining({ sampleId }));
  const auditor = await aColleague(db, { role: "auditor" });
  expect(await reviewPage(db, auditor, sampleId, after(100))).toMatchObject({ value: { kind: "closed" } });
  expect(await reviewPage(db, mei, sampleId, after(100))).toMatchObject({ code: "forbidden" });
  expect(reasonOf(await concludeReview(jonas, { sampleId }, after(100)))).toBe("quality_not_reviewed");
  expect(await reviewDecision(jonas, given, after(100))).toMatchObject({ ok: true });
  expect(reasonOf(await reviewDecision(jonas, given, after(101)))).toBe("quality_reviewed");
  expect(reasonOf(await concludeReview(amara, { sampleId }, after(102)))).toBe("quality_not_yours");
});

test("a clause that does not govern the content, and a measure that does not follow from it, are refused and write nothing", async () => {
  const { mei, jonas } = who();
  const { sampleId } = await drawn(mei);
  const answer = (more: object) => reviewDecision(jonas, { sampleId, outcome: "violation", ...more }, after(100));
  expect(fieldsOf(await answer({}))).toEqual(["clause quality_clause_needed"]);
  expect(fieldsOf(await answer({ clause: "Table.999" }))).toEqual(["clause quality_clause_unknown"]);
  expect(fieldsOf(await answer({ clause: "Table.4", sanctions: ["made.up"] }))).toEqual([
    "sanctions quality_sanction_unknown",
  ]);
  expect(await opened().db.$count(qualityReviews, eq(qualityReviews.sampleId, sampleId))).toBe(0);
});

test("who reviewed a decision does not answer an appeal against it: refused by the rule, and by the database", async () => {
  const { mei, amara, jonas } = who();
  const { db } = opened();
  const { sampleId, decisionId } = await drawn(mei);
  expect(await reviewDecision(amara, { sampleId, outcome: "no_violation" }, after(100))).toMatchObject({ ok: true });
  const appeal = await anAppeal(db, decisionId);
  expect(reasonOf(await takeAppeal(amara, appeal, after(days(1) + 200)))).toBe("appeal_own_review");
  const assigned = await takeAppeal(jonas, appeal, after(days(1) + 200));
  expect(assigned).toMatchObject({ ok: true });
  const by = sql`update appeals set state = 'decided', decided_by = ${amara.id}, decided_at = now() where id = ${appeal.appealId}`;
  await expect(db.execute(by)).rejects.toThrow("who reviewed");
  const answer = { appealId: appeal.appealId, version: appeal.version + 1, outcome: "upheld", reasons };
  await aFirstLook(jonas, answer);
  expect(await answerAppeal(jonas, answer, after(days(1) + 300))).toMatchObject({ ok: true });
});

test("who holds an appeal, answered one, or is the last who could answer one, does not review the decision", async () => {
  const { mei, amara, jonas, ruth } = who();
  const { db } = opened();
  const { sampleId, decisionId } = await drawn(mei);
  const appeal = await anAppeal(db, decisionId);
  const given = { sampleId, outcome: "no_violation" };
  expect(await takeAppeal(jonas, appeal, after(days(1) + 200))).toMatchObject({ ok: true });
  expect(reasonOf(await reviewDecision(jonas, given, after(days(1) + 201)))).toBe("quality_holds_appeal");
  const answer = { appealId: appeal.appealId, version: appeal.version + 1, outcome: "upheld", reasons };
  await aFirstLook(jonas, answer);
  expect(await answerAppeal(jonas, answer, after(days(1) + 202))).toMatchObject({ ok: true });
  expect(reasonOf(await reviewDecision(jonas, given, after(days(1) + 203)))).toBe("quality_took_part");

  const own = await drawn(amara);
  await db.execute(
    sql`update qualifications set valid_until = ${after(days(1) + 150).toISOString()} where person_id = ${ruth.id}`,
  );
  const last = { sampleId: own.sampleId, outcome: "no_violation" };
  expect(reasonOf(await reviewDecision(jonas, last, after(days(1) + 204)))).toBe("quality_last_independent");
  expect(await reviewDecision(ruth, last, after(days(1) + 205))).toMatchObject({ ok: true });
});

test("a review is kept as it was written, and the database refuses the decider", async () => {
  const { mei, amara } = who();
  const { db } = opened();
  const { sampleId, decisionId } = await drawn(mei);
  const row = {
    platformId: "taobao-weitao",
    sampleId,
    decisionId,
    reviewedAt: after(90),
    outcome: "violation" as const,
  };
  await expect(db.insert(qualityReviews).values({ ...row, reviewedBy: mei.id })).rejects.toThrow("cannot review");
  expect(await reviewDecision(amara, { sampleId, outcome: "no_violation" }, after(100))).toMatchObject({ ok: true });
  const rewritten = db
    .update(qualityReviews)
    .set({ outcome: "violation" })
    .where(eq(qualityReviews.sampleId, sampleId));
  await expect(rewritten).rejects.toThrow("not edited");
  await expect(db.delete(qualityReviews)).rejects.toThrow("never changed");
});

test("a decision on a case that is hidden from the reader is in none of the numbers of agreement, nor among their own second looks", async () => {
  const { mei, amara, jonas } = who();
  const { db } = opened();
  const { sampleId, caseId } = await drawn(mei, "pl");
  const isTold = async (reader: Person) => {
    const { byLanguage } = await agreementFor(db, reader, after(300));
    const own = await ownCoaching(db, { ...mei, skills: reader.skills });
    return [byLanguage.some(({ name }) => name === "pl"), own.some((note) => note.caseId === caseId)];
  };
  const given = { sampleId, outcome: "violation", clause: "Table.6", sanctions: spam };
  expect(await reviewDecision(jonas, given, after(100))).toMatchObject({ ok: true });
  expect(await concludeReview(jonas, { sampleId, cause: "wrong_clause" }, after(110))).toMatchObject({ ok: true });
  expect(await isTold(amara)).toEqual([true, true]);
  await db
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 240 }] })
    .where(eq(cases.id, caseId));
  expect(await isTold({ ...amara, skills: noSkills })).toEqual([false, false]);
  expect(await isTold({ ...amara, skills: { ...noSkills, childSafety: true } })).toEqual([true, true]);
});

test("second looks that wait, and those that were given, are read page by page: none is lost between two, none comes twice", async () => {
  const { mei, amara, jonas } = who();
  const { db } = opened();
  const made = [await drawn(mei), await drawn(mei), await drawn(mei)].map(({ sampleId }) => sampleId);
  const walked = async (list: typeof waitingReviews) => {
    const seen: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const page = await list(db, amara, next, 1);
      expect(page.rows.length).toBeLessThanOrEqual(1);
      seen.push(...page.rows.map(({ sampleId }) => sampleId));
      next = page.next;
    }
    return seen;
  };
  const waiting = await walked(waitingReviews);
  expect(new Set(waiting).size).toBe(waiting.length);
  expect(waiting).toEqual(expect.arrayContaining(made));
  for (const sampleId of made) await reviewDecision(jonas, { sampleId, outcome: "no_violation" }, after(200));
  const done = await walked(doneReviews);
  expect(new Set(done).size).toBe(done.length);
  expect(done).toEqual(expect.arrayContaining(made));
  expect((await waitingReviews(db, amara, "not a cursor")).rows.map(({ sampleId }) => sampleId)).not.toContain(made[0]);
});
