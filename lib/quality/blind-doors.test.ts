import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, qualitySamples, settings } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { blindOnLetter } from "@/lib/appeals/held-blind.queries";
import { SearchRequest } from "@/lib/appeals/search.contract";
import { search } from "@/lib/appeals/search.queries";
import { appealView } from "@/lib/appeals/view.queries";
import { nextCase } from "@/lib/decisions/next-case.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { isAnyFree } from "@/lib/queue/free.queries";
import { aFirstLook, after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, anAccount } from "@/test/town";
import { nextAtDesk } from "./desk.command";
import { caseAtDesk, madeAtDesk, precedentsAtDesk, previewAtDesk } from "./desk.queries";
import { drawWhenDue } from "./draw.command";
import { accountAtDesk } from "./golden-account.queries";
import { reviewPage } from "./review.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = after(days(2));
let mei: Person;
let amara: Person;
let jonas: Person;

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(db()));
});

const facts = "The comment invites buyers to the shop of Quittenbaum outside, with a telephone number.";

/** What each door beside the appeal answers this person: "open", or why not. */
async function doorsFor(person: Person, { caseId, statementId }: { caseId: string; statementId: string }) {
  const [row] = await db().select({ accountId: cases.accountId }).from(cases).where(eq(cases.id, caseId));
  const answers = [
    await caseAtDesk(db(), person, caseId, now),
    await madeAtDesk(db(), person, caseId, now),
    await accountAtDesk(db(), person, row?.accountId ?? "", now),
  ];
  const letter = await blindOnLetter(db(), person, statementId);
  return [...answers.map((answer) => (answer.ok ? "open" : answer.reason)), letter?.reason ?? "open"];
}

const kindsFound = async (person: Person, caseId: string) => {
  const found = await search(db(), SearchRequest.parse({ q: "Quittenbaum" }), person, now);
  return found.ok ? found.value.hits.filter(({ href }) => href.endsWith(caseId)).map(({ kind }) => kind) : [];
};

test("whoever took an appeal and has not kept a finding reads the outcome by no door beside it: case, its decisions, account, letter, search", async () => {
  const { decisionId, caseId } = await aToldDecision(db(), { by: mei, decision: { facts } });
  const appeal = await aTakenAppeal(db(), decisionId, amara, { isBlind: true });
  const told = { caseId, statementId: appeal.statementId };
  const closed = "appeal_blind_first";
  expect(await doorsFor(amara, told)).toEqual([closed, closed, closed, closed]);
  expect(await kindsFound(amara, caseId)).not.toContain("decision");
  expect(await caseAtDesk(db(), amara, caseId, now)).toMatchObject({ values: { appealId: appeal.appealId } });
  // A colleague who does not hold it works on.
  expect(await doorsFor(jonas, told)).toEqual(["open", "open", "open", "open"]);
  expect(await kindsFound(jonas, caseId)).toContain("decision");
  await aFirstLook(amara, appeal);
  expect(await doorsFor(amara, told)).toEqual(["open", "open", "open", "open"]);
  expect(await kindsFound(amara, caseId)).toContain("decision");
});

test("nor are they given another case of that account, by the queue, by a program or by its address, until they have looked", async () => {
  const account = await anAccount(db(), { language: "en" });
  const { decisionId } = await aToldDecision(db(), { by: mei, account, decision: { facts } });
  const appeal = await aTakenAppeal(db(), decisionId, amara, { isBlind: true });
  const { caseId } = await aCase(db(), { account, openedAt: now });
  await db().update(cases).set({ language: "mt" }).where(eq(cases.id, caseId));
  const filter = { language: "mt" };
  const closed = { ok: false, reason: "appeal_blind_first", values: { appealId: appeal.appealId } };
  expect(await nextAtDesk(amara, filter, now)).toEqual({ ok: true, value: null });
  expect(await nextCase(amara, filter, now)).toEqual({ ok: true, value: null });
  expect(await isAnyFree(db(), amara, { ...filter, notGiven: [] }, now)).toBe(false);
  expect(await claimCase(amara, { caseId }, now)).toMatchObject(closed);
  expect(await previewAtDesk(amara, { caseId }, now)).toMatchObject(closed);
  expect(await isAnyFree(db(), jonas, { ...filter, notGiven: [] }, now)).toBe(true);
  await aFirstLook(amara, appeal);
  expect(await nextAtDesk(amara, filter, now)).toMatchObject({ value: { case: { id: caseId } } });
});

test("nor by the page of an answered appeal of the same account; the one they hold stays open to them, and afterwards both are", async () => {
  const account = await anAccount(db(), { language: "en" });
  const [first, second] = [
    await aToldDecision(db(), { by: mei, account, decision: { facts } }),
    await aToldDecision(db(), { by: mei, account, decision: { facts } }),
  ];
  const answered = await aTakenAppeal(db(), first.decisionId, jonas);
  const { appealId, version } = answered;
  expect(await answerAppeal(jonas, { appealId, version, outcome: "upheld", reasons }, now)).toMatchObject({ ok: true });
  const viewOf = (id: string, person = amara) => appealView(db(), id, person, now);
  expect(await viewOf(appealId)).toMatchObject({ ok: true });
  const held = await aTakenAppeal(db(), second.decisionId, amara, { isBlind: true });
  expect(await viewOf(appealId)).toMatchObject({ reason: "appeal_blind_first", values: { appealId: held.appealId } });
  expect(await viewOf(held.appealId)).toMatchObject({ value: { decision: null, statement: null } });
  expect(await viewOf(appealId, jonas)).toMatchObject({ ok: true });
  await aFirstLook(amara, held);
  for (const id of [appealId, held.appealId]) expect(await viewOf(id)).toMatchObject({ ok: true });
});

test("nor by the page of a second look at it, nor among the precedents of another case", async () => {
  await db()
    .insert(settings)
    .values({ platformId: "*", key: "qualityShare", value: 100, updatedAt: after(0) });
  const text = "Bestellen Sie die Quittenpresse direkt bei mir, ohne die Plattform und billiger als hier.";
  const { decisionId, caseId } = await aToldDecision(db(), { by: mei, text });
  await drawWhenDue(db(), after(60));
  const [sample] = await db().select().from(qualitySamples).where(eq(qualitySamples.decisionId, decisionId));
  const open = await aCase(db(), { text, openedAt: now });
  const precedents = async (person: Person) => {
    const found = await precedentsAtDesk(db(), person, { caseId: open.caseId, ref: "Table.4", now });
    return found.ok ? found.value.precedents.map((one) => one.caseId) : found.reason;
  };
  const page = () => reviewPage(db(), amara, sample?.id ?? "", now);
  expect(await page()).toMatchObject({ ok: true });
  expect(await precedents(amara)).toContain(caseId);
  const held = await aTakenAppeal(db(), decisionId, amara, { isBlind: true });
  expect(await page()).toMatchObject({ reason: "appeal_blind_first", values: { appealId: held.appealId } });
  expect(await precedents(amara)).not.toContain(caseId);
  expect(await precedents(jonas)).toContain(caseId);
  await aFirstLook(amara, held);
  expect(await precedents(amara)).toContain(caseId);
});
