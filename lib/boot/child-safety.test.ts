import { eq } from "drizzle-orm";
import sharp from "sharp";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import {
  caseSuggestions,
  cases,
  databaseCopies,
  people,
  qualitySamples,
  reviewFlags,
  settings,
  snapshots,
  statements,
} from "@/db/schema";
import { createApiKey } from "@/lib/administration/api-key.command";
import { answerAppeal, rejectAppeal } from "@/lib/appeals/answer.command";
import { AppealListRequest, PreviewAnswer } from "@/lib/appeals/contract";
import { lookAtAppeal } from "@/lib/appeals/first-look.command";
import { resolveReviewFlag } from "@/lib/appeals/flag.command";
import { openReviewFlags } from "@/lib/appeals/flag.queries";
import { appealCounts, listAppeals } from "@/lib/appeals/list.queries";
import { letPast } from "@/lib/appeals/override.command";
import { previewAnswer } from "@/lib/appeals/preview.queries";
import { assignAppeal, takeAppeal } from "@/lib/appeals/take.command";
import { appealView } from "@/lib/appeals/view.queries";
import { DecisionsRequest } from "@/lib/decisions/api.contract";
import { decisionFor, decisionsAfter } from "@/lib/decisions/api.queries";
import { previewCleared } from "@/lib/decisions/cleared-preview.queries";
import { reviewCopy } from "@/lib/decisions/copy-review.command";
import { copyToReview, waitingCopies } from "@/lib/decisions/copy-review.queries";
import { madeDecisions } from "@/lib/decisions/made.queries";
import { letterAsSent, olderLetters } from "@/lib/decisions/made-letters.queries";
import { shownMedia } from "@/lib/decisions/media.queries";
import { caseView } from "@/lib/decisions/queries";
import { revealMedia } from "@/lib/decisions/reveal-media.command";
import { accountPage, recentDecisions } from "@/lib/decisions/standing.queries";
import { storePicture } from "@/lib/intake/picture.command";
import { translateCase } from "@/lib/intake/translate.command";
import { personActedFor } from "@/lib/people/acting.queries";
import { consentToKey } from "@/lib/people/consent.command";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { clauseSuggestions } from "@/lib/quality/clause-suggestions.queries";
import { drawWhenDue } from "@/lib/quality/draw.command";
import { reviewDecision } from "@/lib/quality/review.command";
import { reviewPage } from "@/lib/quality/review.queries";
import { waitingReviews } from "@/lib/quality/review-list.queries";
import { writeNote } from "@/lib/queue/commands";
import { after, anAppeal, aReviewer, aTakenAppeal, aToldDecision, days, reasons } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, anAccount, givenPacks } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = after(days(3));
const platformId = "taobao-weitao";
const pass = { ...noSkills, childSafety: true };
const noteText = "The school in the picture was told by telephone.";
type Desk = { mei: Person; ruth: Person; amara: Person; admin: Person };
let desk: Desk;
let about: Awaited<ReturnType<typeof aHiddenDecision>>;

/** The same person as the desk knows them once an admin has cleared them. */
async function cleared(person: Person): Promise<Person> {
  await db()
    .update(people)
    .set({ skills: { childSafety: true } })
    .where(eq(people.id, person.id));
  return { ...person, skills: pass };
}

async function hide(caseId: string): Promise<void> {
  const rankWhy = [{ code: "category", points: 240, values: { category: "child_safety" } }];
  await db().update(cases).set({ rankWhy }).where(eq(cases.id, caseId));
}

async function aPictureOf({ itemId }: { itemId: string }): Promise<string> {
  const bytes = await sharp({ create: { width: 90, height: 60, channels: 3, background: "#a03050" } })
    .png()
    .toBuffer();
  const stored = await storePicture({ kind: "system", name: "town" }, { platform: platformId, bytes }, now);
  if (!stored.ok) throw new Error(stored.reason);
  const { mediaId } = stored.value;
  const media = [{ mediaId, kind: "image" as const, alt: "", sensitive: true }];
  const at = { contentAt: after(0), contentAtKnown: true, takenAt: after(1), sha256: mediaId };
  await db()
    .insert(snapshots)
    .values({ id: v7(), platformId, itemId, media, ...at });
  return mediaId;
}

/** Two decisions on one account: the first fell, so the second, of child safety, is to be looked at again. */
async function aHiddenDecision({ mei, ruth }: Desk) {
  const account = await anAccount(db());
  const first = await aToldDecision(db(), { by: mei, account });
  const second = await aToldDecision(db(), { by: mei, account, at: after(3600) });
  await drawWhenDue(db(), after(3700));
  const taken = await aTakenAppeal(db(), first.decisionId, ruth);
  expect(
    await answerAppeal(ruth, { ...taken, outcome: "reversed", cause: "facts", reasons }, after(days(2))),
  ).toMatchObject({
    ok: true,
  });
  const appeal = await anAppeal(db(), second.decisionId);
  const suggested = { model: "test", confident: "no" as const, matches: [{ ref: "Table.4" }], madeAt: after(3590) };
  await db()
    .insert(caseSuggestions)
    .values({ platformId, caseId: second.caseId, ...suggested });
  await writeNote(mei, { caseId: second.caseId, text: noteText, onAccount: true }, now);
  const mediaId = await aPictureOf(second);
  await hide(second.caseId);
  const [flag] = await db().select().from(reviewFlags).where(eq(reviewFlags.decisionId, second.decisionId));
  const [sample] = await db().select().from(qualitySamples).where(eq(qualitySamples.decisionId, second.decisionId));
  const [letter] = await db().select().from(statements).where(eq(statements.decisionId, second.decisionId));
  if (!flag || !sample || !letter) throw new Error("the hidden decision has not been everywhere");
  const copy = await aHiddenCopy(mei);
  const ids = { flagId: flag.id, sampleId: sample.id, statementId: letter.id };
  return { ...second, ...ids, mediaId, copy, accountId: account.id, appeal, firstId: first.decisionId };
}

/** A copy that waits: the legal ground that was typed holds an address. */
async function aHiddenCopy(by: Person) {
  const account = await anAccount(db(), { platformId: "aliexpress", language: "en" });
  const legal = {
    ground: "terms_and_law",
    legalGround: "Example Act",
    legalExplanation: `It insults a person, who wrote to us from ann@mail.example about it.`,
  };
  const measures = { clause: "2.annoy", sanctions: [{ action: "ae.suspend-account", openEnded: true }] };
  const contentAt = new Date("2026-01-05T03:00:00Z");
  const said = { account, text: "A nasty review.", language: "en", contentAt, decision: { ...measures, ...legal } };
  const decided = await aDecidedCase(db(), { ...said, by, at: new Date("2026-01-10T03:00:00Z") });
  const [copy] = await db().select().from(databaseCopies).where(eq(databaseCopies.decisionId, decided.decisionId));
  if (copy?.state !== "to_review") throw new Error("no copy waits");
  await hide(decided.caseId);
  return copy;
}

beforeAll(async () => {
  await givenPacks(db());
  await db()
    .insert(settings)
    .values({ platformId: "*", key: "qualityShare", value: 100, updatedAt: after(0) });
  desk = {
    mei: await cleared(await aColleague(db(), { name: "Mei Lin" })),
    ruth: await cleared(await aReviewer(db(), { name: "Ruth Adler" })),
    amara: await aReviewer(db(), { name: "Amara Okafor" }),
    admin: await aColleague(db(), { role: "admin" }),
  };
  // Somebody is left to answer when a reviewer has looked.
  await cleared(await aReviewer(db()));
  about = await aHiddenDecision(desk);
});

test("whatever the desk reads, an uncleared person finds nothing of a case of child safety in it, a cleared one does", async () => {
  const { caseId, decisionId, accountId, appeal, sampleId, copy, mediaId, statementId } = about;
  const list = (state: string) => AppealListRequest.parse({ state });
  const suggestionsOn = { platformId, ref: "Table.4", now };
  const reads: [what: string, trace: string, read: (who: Person) => Promise<unknown>][] = [
    ["the case", caseId, (who) => caseView(db(), who, caseId, now)],
    ["its decisions", decisionId, (who) => madeDecisions(db(), who, caseId)],
    ["its letter", statementId, (who) => letterAsSent(db(), who, statementId)],
    ["more letters", '"ok":true', (who) => olderLetters(db(), who, { decisionId, after: statementId })],
    ["letters that would go", '"ok":true', (who) => previewCleared(who, { caseId, rationale: "Nothing." }, now)],
    ["open appeals", appeal.reference, (who) => listAppeals(db(), list("open"), who, now)],
    ["all appeals", appeal.reference, (who) => listAppeals(db(), list("all"), who, now)],
    ["the number of appeals", '"open":1', (who) => appealCounts(db(), who, now)],
    ["the number of flags", '"flags":1', (who) => appealCounts(db(), who, now)],
    ["the appeal", appeal.reference, (who) => appealView(db(), appeal.appealId, who, now)],
    ["an answer to it", '"ok":true', (who) => previewAnswer(db(), who, anAnswer(), now)],
    ["flags", caseId, (who) => openReviewFlags(db(), who)],
    ["drawn decisions", sampleId, (who) => waitingReviews(db(), who)],
    ["the drawn decision", '"kind":"blind"', (who) => reviewPage(db(), who, sampleId, now)],
    ["a clause's cases", caseId, (who) => clauseSuggestions(db(), who, suggestionsOn)],
    ["the account's decisions", caseId, (who) => accountPage(db(), who, accountId, now)],
    ["the account's notes", noteText, (who) => accountPage(db(), who, accountId, now)],
    ["waiting copies", copy.id, (who) => waitingCopies(db(), who, undefined)],
    ["the copy", copy.id, (who) => copyToReview(db(), who, copy.id)],
    ["the picture", '"ok":true', (who) => shownMedia(db(), who, { mediaId, look: null }, now)],
  ];
  for (const [what, trace, read] of reads) {
    const isFoundBy = async (who: Person) => JSON.stringify(await read(who)).includes(trace);
    expect([await isFoundBy(desk.ruth), await isFoundBy(desk.amara)], what).toEqual([true, false]);
  }
  expect(JSON.stringify(await recentDecisions(db(), desk.mei))).toContain(decisionId);
  expect(JSON.stringify(await recentDecisions(db(), { ...desk.mei, skills: noSkills }))).not.toContain(decisionId);
});

const anAnswer = () => PreviewAnswer.parse({ appealId: about.appeal.appealId, outcome: "omitted", reasons });

test("strikes of decisions that an uncleared person does not see are counted for them all the same", async () => {
  const pages = await Promise.all([desk.ruth, desk.amara].map((who) => accountPage(db(), who, about.accountId, now)));
  const [all, few] = pages.map((page) => {
    if (!page.ok) throw new Error(page.reason);
    const { decisions, confirmedStrikes, points, counters } = page.value.account;
    return { decisions: decisions.length, counted: { confirmedStrikes, points, counters } };
  });
  expect(few?.decisions).toBe((all?.decisions ?? 0) - 1);
  expect(few?.counted).toEqual(all?.counted);
  expect(all?.counted.confirmedStrikes).toBe(1);
});

test("whatever an uncleared person does with such a case, it is not there, and nothing comes of it", async () => {
  const { caseId, appeal, flagId, sampleId, copy, mediaId } = about;
  const { amara } = desk;
  const seen = { appealId: appeal.appealId, version: appeal.version };
  const noFinding = { outcome: "no_violation", ground: "clause", clause: null, sanctions: [], why: "Nothing in it." };
  const doings: [reason: string, done: Promise<unknown>][] = [
    ["case_not_found", translateCase(amara, { caseId, to: "en" }, now)],
    ["appeal_not_found", takeAppeal(amara, seen, now)],
    ["appeal_not_found", assignAppeal(amara, { ...seen, personId: desk.ruth.id }, now)],
    ["appeal_not_found", answerAppeal(amara, { ...seen, outcome: "upheld", reasons }, now)],
    ["appeal_not_found", lookAtAppeal(amara, { ...seen, finding: "no_violation", why: reasons }, now)],
    ["appeal_not_found", letPast(desk.admin, { ...seen, personId: desk.ruth.id, why: reasons }, now)],
    ["appeal_not_found", rejectAppeal(amara, { ...seen, reasons }, now)],
    ["flag_not_found", resolveReviewFlag(amara, { flagId, resolution: "keep", why: reasons }, now)],
    ["quality_not_found", reviewDecision(amara, { sampleId, ...noFinding }, now)],
    ["copy_not_found", reviewCopy(amara, { copyId: copy.id, use: "as_is", reason: "Nobody is in it." }, now)],
    ["media_not_found", revealMedia(amara, { mediaId }, now)],
  ];
  for (const [reason, done] of doings) expect(await done, reason).toMatchObject({ code: "not_found", reason });
  expect(await translateCase(desk.mei, { caseId, to: "en" }, now)).toMatchObject({ reason: "translation_off" });
  expect(await revealMedia(desk.ruth, { mediaId }, now)).toMatchObject({ ok: true });
});

test("an appeal about child safety is handed to nobody who is not cleared, and they are not offered for it", async () => {
  const { ruth, amara } = desk;
  const { appealId, version } = about.appeal;
  const asked = { appealId, version, personId: amara.id };
  expect(await assignAppeal(ruth, asked, now)).toMatchObject({ code: "refused", reason: "appeal_not_cleared" });
  const view = await appealView(db(), appealId, ruth, now);
  expect(view.ok && view.value.eligible.map(({ id }) => id)).not.toContain(amara.id);
  expect(view.ok && view.value.eligible.map(({ id }) => id)).toContain(ruth.id);
});

test("a program reads decisions of child safety only with a key that names the permission, also for a cleared person", async () => {
  const { decisionId, firstId } = about;
  const key = (permissions: string[]): Actor => ({ kind: "key", id: v7(), name: "Bot", platformIds: [], permissions });
  const [plain, named] = [key(["decision.read"]), key(["decision.read", "case.child_safety"])];
  const listed = async (actor: Actor) =>
    JSON.stringify(await decisionsAfter(db(), actor, DecisionsRequest.parse({ limit: 100 }), now));
  expect(await listed(named)).toContain(decisionId);
  expect(await listed(plain)).toContain(firstId);
  expect(await listed(plain)).not.toContain(decisionId);
  expect(await decisionFor(db(), named, decisionId, now)).toMatchObject({ ok: true });
  expect(await decisionFor(db(), plain, decisionId, now)).toMatchObject({ reason: "decision_not_found" });
});

test("a program that acts for a cleared person sees what its own key was given", async () => {
  const { mei, admin } = desk;
  for (const [permissions, isCleared] of [
    [["case.act"], false],
    [["case.act", "case.child_safety"], true],
  ] as const) {
    const made = await createApiKey(admin, { name: `Bot ${isCleared}`, permissions: [...permissions] }, now);
    if (!made.ok) throw new Error(made.reason);
    const { keyId } = made.value;
    expect(await consentToKey(mei, { keyId }, now)).toMatchObject({ ok: true });
    const key: Actor = { kind: "key", id: keyId, name: "Bot", platformIds: [], permissions };
    const person = await personActedFor(db(), key, { named: mei.id, locale: null }, now);
    expect(person.ok && person.value.skills?.childSafety).toBe(isCleared);
  }
});
