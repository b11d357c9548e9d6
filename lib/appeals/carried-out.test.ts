import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mails } from "@/db/schema";
import { letterLanguages } from "@/i18n/locales";
import type { Person } from "@/lib/platform/permissions.rules";
import { translatorFor } from "@/messages/load";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { anAccount } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { answerAppeal } from "./answer.command";
import { confirmRemedy, reportReversalExecuted } from "./confirm-remedy.command";
import { composeRemedyEnd } from "./remedy-letter.rules";
import { appealView } from "./view.queries";
import { waiveRemedy } from "./waive.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
});

test("A6: who was right reads that it has still to be undone, and that it is once the platform has confirmed it", async () => {
  const told = await aToldDecision(db(), { by: mei, account: await anAccount(db(), { language: "en" }) });
  const { appealId, version, token } = await aTakenAppeal(db(), told.decisionId, amara);
  const right = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, right, after(days(2)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(2) + 60));
  const page = () => decisionAtLink(db(), token, after(days(3)));
  expect(await page()).toMatchObject({ value: { state: "reversed", withPlatform: "open" } });
  const view = await appealView(db(), appealId, amara, after(days(3)));
  const line = view.ok ? view.value.remedies.find(({ kind }) => kind === "tell_platform") : null;
  const how = "Their operator wrote that the post is up again.";
  expect(await confirmRemedy(amara, { remedyId: line?.id, how }, after(days(3)))).toMatchObject({ ok: true });
  expect(await page()).toMatchObject({ value: { state: "reversed", withPlatform: "done" } });
});

/** Somebody who was right, and whose platform has still to carry it out; the line of the ledger that waits for it. */
async function aRightAppeal(email: string) {
  const told = await aToldDecision(db(), { by: mei, account: await anAccount(db(), { language: "en", email }) });
  const { appealId, version, token } = await aTakenAppeal(db(), told.decisionId, amara);
  const right = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, right, after(days(2)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(2) + 60));
  const view = await appealView(db(), appealId, amara, after(days(3)));
  const line = view.ok ? view.value.remedies.find(({ kind }) => kind === "tell_platform") : null;
  return { ...told, token, remedyId: line?.id };
}
const lastLetters = async (email: string) =>
  (
    await db()
      .select()
      .from(mails)
      .where(and(eq(mails.toAddress, email), eq(mails.kind, "mail.remedy_end")))
  ).map(({ subject, body }) => ({ subject, body }));

test("A6: who was told that the platform has still to undo it gets one more letter once that is confirmed, and no second", async () => {
  const email = "confirmed@account.example";
  const { remedyId, decisionId } = await aRightAppeal(email);
  expect(await lastLetters(email)).toEqual([]);
  const how = "Their operator wrote that the post is up again.";
  expect(await confirmRemedy(amara, { remedyId, how }, after(days(3)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(3) + 60));
  const key = {
    kind: "key",
    id: "k",
    name: "shop",
    platformIds: ["taobao-weitao"],
    permissions: ["sanction.report"],
  } as const;
  await reportReversalExecuted(key, { decisionId }, after(days(4)));
  await theWorkerRuns(db(), after(days(4) + 60));
  const letters = await lastLetters(email);
  expect(letters).toHaveLength(1);
  expect(letters[0]?.subject).toContain("What we took back is carried out");
  expect(letters[0]?.body).toContain("has now confirmed that this is done");
  expect(letters[0]?.body).not.toContain(how);
});

test("A6: where the platform never confirms it and the desk gives up, the person is told so in a letter and on their page, and what is left to do", async () => {
  const email = "given-up@account.example";
  const { remedyId, token } = await aRightAppeal(email);
  const why = "The receiver is switched off for good, and nobody there answers.";
  expect(await waiveRemedy(amara, { remedyId, why }, after(days(5)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(5) + 60));
  const [letter] = await lastLetters(email);
  expect(letter?.subject).toContain("was not confirmed to us");
  for (const words of ["we cannot tell you that it is done", "show this letter to", "court"])
    expect(letter?.body).toContain(words);
  expect(letter?.body).not.toContain("switched off");
  expect(await decisionAtLink(db(), token, after(days(6)))).toMatchObject({
    value: { state: "reversed", withPlatform: "givenUp" },
  });
});

test("A6: both letters are written in every language of letters, and only the one that gives up names the courts", () => {
  const facts = {
    zone: "Europe/Berlin",
    reference: "A-1",
    platformName: "Weitao",
    url: "https://desk.example/decision/x",
  };
  const redress = {
    disputeBodiesUrl: "https://eu.example/bodies",
    disputePageUrl: "https://desk.example/dispute-bodies",
  };
  for (const language of letterLanguages) {
    const t = translatorFor(language, "statement");
    const made = (how: "done" | "givenUp") =>
      composeRemedyEnd({ ...facts, language, caseReference: "TB-1", redress, contact: "help@shop.example", how }, t);
    expect(made("done").text, language).toContain("Weitao");
    expect(made("done").text).not.toContain(t("redress.court"));
    for (const words of [t("redress.court"), "help@shop.example", t("remedyEnd.ours")])
      expect(made("givenUp").text, language).toContain(words);
  }
});

test("the desk reads the answer to an appeal without the link that lets whoever holds it appeal in the person's name", async () => {
  const told = await aToldDecision(db(), { by: mei, account: await anAccount(db(), { language: "en" }) });
  const { appealId, version, token } = await aTakenAppeal(db(), told.decisionId, amara);
  const stays = { appealId, version, outcome: "upheld", reasons };
  expect(await answerAppeal(amara, stays, after(days(2)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(2) + 60));
  const own = await decisionAtLink(db(), token, after(days(3)));
  const answer = JSON.stringify(own.ok && own.value.appeal?.answer);
  expect(answer).toContain(`/decision/${token}`);
  expect(answer).toMatch(/our decision with the reference TB-\d+/);
  expect(answer).toContain("This stays in place: ");
  const view = await appealView(db(), appealId, amara, after(days(3)));
  expect(JSON.stringify(view.ok && view.value.answer)).toContain("/decision/…");
  expect(JSON.stringify(view.ok && view.value.answer)).not.toContain(token);
});
