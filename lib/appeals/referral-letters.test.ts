import { randomBytes } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, mails, noticeItems, notices, outbox, statements } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { signLink } from "@/lib/decisions/link.rules";
import { undoDecision } from "@/lib/decisions/undo.command";
import { trackNotice } from "@/lib/intake/queries";
import { referenceFrom, secretHash } from "@/lib/intake/reference.rules";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { wakeWaiting } from "@/lib/queue/commands";
import { theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  anAccount,
  aReport,
  aViolation,
  caseRow,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { fileAppeal } from "./file.command";
import { markRead } from "./read.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
const after = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
const visitor = { kind: "public" } as const;
let mei: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
});

async function refer(caseId: string, at: Date, to: "police" | "other_team" = "police") {
  const { version } = await caseRow(db(), caseId);
  const why = "A threat against a named person, with a date and a place.";
  const input = { caseId, version, outcome: "referred", to, country: to === "police" ? "DE" : "", why };
  const referred = await decideCase(mei, input, at);
  if (!referred.ok) throw new Error(JSON.stringify(referred));
  return referred.value.decisionId;
}

const lettersOf = (decisionId: string) =>
  db().select().from(statements).where(eq(statements.decisionId, decisionId)).orderBy(asc(statements.id));

async function mailsTo(noticeId: string) {
  return db()
    .select({ subject: mails.subject, body: mails.body })
    .from(mails)
    .where(eq(mails.toAddress, `${noticeId}@notifier.example`));
}

/** A report whose notifier holds the link of the tracking page. */
async function aTrackedReport(about: { caseId: string; itemId: string }, email?: null) {
  const secret = randomBytes(18).toString("base64url");
  const reference = referenceFrom(randomBytes(5));
  const made = await aReport(db(), about, {
    reference,
    secretHash: secretHash(secret),
    ...(email === null ? { email } : {}),
  });
  const seen = async (at: Date) => {
    const tracked = await trackNotice(db(), reference, secret, visitor, at);
    if (!tracked.ok) throw new Error(tracked.reason);
    return tracked.value.items[0];
  };
  return { ...made, seen };
}

test("N9: everybody who reported is told that it was referred and that decisions follow, after the undo window and not before", async () => {
  const about = await aCase(db(), { notices: 0 });
  const ida = await aTrackedReport(about);
  const nobody = await aTrackedReport(about, null);
  const decisionId = await refer(about.caseId, townTime);
  await theWorkerRuns(db(), after(29));
  expect(await mailsTo(ida.noticeId)).toEqual([]);
  expect(await ida.seen(after(29))).toMatchObject({ state: "in_review", outcome: null, statementId: null });
  await theWorkerRuns(db(), after(60));
  const sent = await mailsTo(ida.noticeId);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.subject).toContain("We referred your report");
  expect(sent[0]?.body).toContain("A decision of that body follows.");
  expect(sent[0]?.body).toContain("Our own decision about the content");
  expect(sent[0]?.body).toContain("You can go to court at any time.");
  const letters = await lettersOf(decisionId);
  expect(letters.map(({ addressee, letter, delivery }) => `${addressee} ${letter} ${delivery}`)).toEqual([
    "notifier referral sent",
    "notifier referral not_deliverable",
  ]);
  // Who gave no address reads the same on the tracking page, also once the case is back in the queue.
  await wakeWaiting(db(), after(61));
  expect(await caseRow(db(), about.caseId)).toMatchObject({ state: "open" });
  for (const [report, letter] of [
    [ida, letters[0]],
    [nobody, letters[1]],
  ] as const)
    expect(await report.seen(after(62))).toMatchObject({
      state: "in_review",
      outcome: "referred",
      decidedAt: null,
      statementId: letter?.id,
    });
});

test("the letter gives no hint of who it was referred to, why, or by whom, and is the same whoever that is", async () => {
  const bodies: string[] = [];
  for (const to of ["police", "other_team"] as const) {
    const about = await aCase(db(), { account: await anAccount(db(), { handle: "shop" }), notices: 0 });
    const { noticeId } = await aReport(db(), about);
    await refer(about.caseId, townTime, to);
    await theWorkerRuns(db(), after(60));
    const [mail] = await mailsTo(noticeId);
    expect(mail?.body).not.toMatch(/police|team|authorit|threat|Mei Lin|\bDE\b|Germany|Ida Vint/i);
    bodies.push((mail?.body ?? "").replaceAll(about.itemId, "").replaceAll(/TB-\d+/g, ""));
  }
  expect(bodies[0]).toBe(bodies[1]);
});

test("K3: the person it is about is not told of a referral", async () => {
  const about = await aCase(db());
  const decisionId = await refer(about.caseId, townTime);
  expect((await lettersOf(decisionId)).map(({ addressee }) => addressee)).toEqual(["notifier"]);
});

test("a second referral of the same case writes to nobody twice, and to somebody who has reported since", async () => {
  const about = await aCase(db(), { notices: 0 });
  const ida = await aTrackedReport(about);
  await refer(about.caseId, townTime);
  await theWorkerRuns(db(), after(60));
  const late = await aTrackedReport(about);
  expect(await late.seen(after(61)), "nothing of it is theirs yet").toMatchObject({ outcome: null });
  const second = await refer(about.caseId, after(100), "other_team");
  await theWorkerRuns(db(), after(200));
  expect(await mailsTo(ida.noticeId)).toHaveLength(1);
  expect(await mailsTo(late.noticeId)).toHaveLength(1);
  expect((await lettersOf(second)).map(({ noticeId }) => noticeId)).toEqual([late.noticeId]);
  expect(await ida.seen(after(201))).toMatchObject({ outcome: "referred" });
});

test("a referral taken back tells nobody, and one that is made afterwards does", async () => {
  const about = await aCase(db(), { notices: 0 });
  const ida = await aTrackedReport(about);
  const first = await refer(about.caseId, townTime);
  expect(await undoDecision(mei, { decisionId: first }, after(10))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(60));
  expect(await mailsTo(ida.noticeId)).toEqual([]);
  expect(await ida.seen(after(60))).toMatchObject({ outcome: null, statementId: null });
  const states = await db().select({ state: outbox.state }).from(outbox).where(eq(outbox.decisionId, first));
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(["cancelled"]));
  await refer(about.caseId, after(70));
  await theWorkerRuns(db(), after(140));
  expect(await mailsTo(ida.noticeId)).toHaveLength(1);
});

test("the decision that follows answers the report, with its own letter and the right to appeal", async () => {
  const about = await aCase(db(), { notices: 0 });
  const ida = await aTrackedReport(about);
  await refer(about.caseId, townTime);
  await theWorkerRuns(db(), after(60));
  const { version } = await caseRow(db(), about.caseId);
  const input = aViolation({ ...about, version }, { sanctions: firstBuyerSanction });
  const decided = await decideCase(mei, input, after(100));
  const decisionId = decided.ok ? decided.value.decisionId : "";
  await theWorkerRuns(db(), after(200));
  expect(await mailsTo(ida.noticeId)).toHaveLength(2);
  const [letter] = await db()
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.addressee, "notifier")));
  expect(await ida.seen(after(201))).toMatchObject({ state: "decided", outcome: "acted", statementId: letter?.id });
});

test("A1: the link of a referral opens the letter, but there is nothing to appeal yet, and no period runs", async () => {
  const about = await aCase(db());
  const decisionId = await refer(about.caseId, townTime);
  await theWorkerRuns(db(), after(60));
  const [letter] = await lettersOf(decisionId);
  if (!letter) throw new Error("the notifier is told");
  expect(letter).toMatchObject({ informedAt: after(60), appealUntil: null });
  const token = signLink(letter.id, secrets().links);
  const page = await decisionAtLink(db(), token, after(70));
  expect(page).toMatchObject({
    value: { letter: "referral", mayAppeal: false, window: { state: "not_informed", endsOn: null } },
  });
  expect(await fileAppeal(visitor, { token, text: "Why does nobody answer?" }, after(80))).toMatchObject({
    ok: false,
    reason: "appeal_referral",
  });
});

test("who has no address is informed of a referral by reading it, and no period begins with that either", async () => {
  const about = await aCase(db(), { notices: 0 });
  await aReport(db(), about, { email: null });
  const decisionId = await refer(about.caseId, townTime);
  const [letter] = await lettersOf(decisionId);
  expect(await markRead(visitor, { statementId: letter?.id ?? "" }, after(90))).toMatchObject({ ok: true });
  expect((await lettersOf(decisionId))[0]).toMatchObject({ informedAt: after(90), appealUntil: null });
});

test("N11: a tool that sorted the report is named in the letter, and none is where none was used", async () => {
  const [sorted, plain] = [await aCase(db()), await aCase(db())];
  const model = { platformId: "taobao-weitao", caseId: sorted.caseId, model: "test", confident: "yes" as const };
  await db()
    .insert(caseSuggestions)
    .values({ ...model, madeAt: townTime });
  const told = async (caseId: string) => JSON.stringify((await lettersOf(await refer(caseId, townTime)))[0]?.parts);
  expect(await told(sorted.caseId)).toContain("An automated tool sorted your report");
  expect(await told(plain.caseId)).not.toContain("automated tool");
});

test("a notifier who writes Chinese is told in Chinese", async () => {
  const about = await aCase(db(), { notices: 0 });
  await aReport(db(), about, { contactLanguage: "zh-CN" });
  const [letter] = await lettersOf(await refer(about.caseId, townTime));
  expect(letter).toMatchObject({ language: "zh-Hans", subject: expect.stringContaining("转交") });
  const items = await db().select().from(noticeItems).where(eq(noticeItems.caseId, about.caseId));
  const [notice] = await db()
    .select()
    .from(notices)
    .where(eq(notices.id, items[0]?.noticeId ?? ""));
  expect(letter?.noticeId).toBe(notice?.id);
});
