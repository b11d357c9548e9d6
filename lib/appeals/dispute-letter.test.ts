import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mails } from "@/db/schema";
import { letterLanguages } from "@/i18n/locales";
import type { Person } from "@/lib/platform/permissions.rules";
import { translatorFor } from "@/messages/load";
import { after, anAppealDesk, aToldDecision, days, linkOf, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDispute, disputeRow, givenBodies } from "@/test/disputes";
import { anAccount } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { confirmRemedy } from "./confirm-remedy.command";
import { payDispute, recordOutcome } from "./dispute.command";
import { disputeView } from "./dispute.queries";
import { answerDispute, implementDispute } from "./dispute-answer.command";
import { composeDisputeDone } from "./dispute-letter.rules";
import { waiveRemedy } from "./waive.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let bodyId: string;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  bodyId = await givenBodies(db());
});

type Seen = { disputeId: string; version: number };
const seenNow = async ({ disputeId }: Seen) => ({ disputeId, version: (await disputeRow(db(), disputeId)).version });
const lettersTo = (email: string) =>
  db()
    .select()
    .from(mails)
    .where(and(eq(mails.toAddress, email), eq(mails.kind, "mail.dispute_done")))
    .orderBy(mails.id);

/** Somebody whose dispute was found for them, before we answered. */
async function aFinding(account: { email: string; language: string }, outcome: "for_user" | "partly") {
  const owner = await anAccount(db(), { ...account, zone: "Europe/Berlin" });
  const told = await aToldDecision(db(), { by: mei, account: owner });
  const dispute = await aDispute(db(), amara, { caseId: told.caseId, bodyId, bodyReference: `SH ${account.email}` });
  const costs = { bodyFees: 12_000, userCosts: 3_050 };
  const found = { ...dispute, outcome, text: "It asks us to give the post back.", decidedOn: "2016-10-20", ...costs };
  const done = await recordOutcome(amara, found, after(days(50)));
  if (!done.ok) throw new Error(JSON.stringify(done));
  return done.value;
}

const receiverIsGone = "The receiver is switched off for good, and nobody there answers.";

/** Answers, gives up that the platform ever says that it was done, and closes the dispute. */
async function givenUp(dispute: Seen) {
  const follow = { ...(await seenNow(dispute)), answer: "follow", why: reasons };
  expect(await answerDispute(amara, follow, after(days(51)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(51) + 60));
  const view = await disputeView(db(), dispute.disputeId, amara, after(days(52)));
  const untold = view.ok ? view.value.ledger.find(({ kind }) => kind === "tell_platform") : null;
  expect(await waiveRemedy(amara, { remedyId: untold?.id, why: receiverIsGone }, after(days(52)))).toMatchObject({
    ok: true,
  });
  const before = await disputeView(db(), dispute.disputeId, amara, after(days(52)));
  expect(before).toMatchObject({ value: { withPlatform: "givenUp", may: { implement: true } } });
  expect(await implementDispute(amara, await seenNow(dispute), after(days(52)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(52) + 60));
}

test("D5: what the platform never confirmed after a dispute is nowhere told or counted as carried out: its person reads so, and what is left to do", async () => {
  const email = "given-up@dispute.example";
  const dispute = await aFinding({ email, language: "en" }, "for_user");
  await givenUp(dispute);
  const row = await disputeRow(db(), dispute.disputeId);
  expect(row).toMatchObject({ state: "closed", implementedAt: null, implementedBy: null });
  const [, letter, ...more] = await lettersTo(email);
  expect(more).toEqual([]);
  for (const words of ["We follow this.", "we cannot tell you that it is done", "show this letter to", "court"])
    expect(letter?.body).toContain(words);
  expect(letter?.body).not.toMatch(/was carried out|switched off/);
  const { token } = await linkOf(db(), row.decisionId);
  expect(await decisionAtLink(db(), token, after(days(53)))).toMatchObject({
    value: { state: "followed", withPlatform: "givenUp" },
  });
});

test("D5: in every language of letters that letter names the platform that did not confirm, and no day on which it was done", () => {
  for (const language of letterLanguages) {
    const t = translatorFor(language, "statement");
    for (const answer of ["follow", "partly"] as const) {
      const { text, subject } = composeDisputeDone(
        {
          ...{ by: "affected", language, zone: "Europe/Paris", reference: "D-1", platformName: "WeChat", answer },
          ...{ body: "Settlement House", bodyReference: "", outcome: "for_user", foundOn: "2026-05-04", doneOn: null },
          ...{ isGivenUp: true, contact: "help@shop.example", paidOn: null, userCosts: 0, manifestBadFaith: false },
          ...{ content: null, undone: [], stillRuns: [], remains: [], firstUrl: "https://desk.example/decision/x" },
        },
        t,
      );
      expect(subject).toBe(
        t("disputeDone.subject", { body: "Settlement House", platform: "WeChat", reference: "D-1" }),
      );
      for (const words of [
        t(`disputeDone.answer.${answer}Unconfirmed`, { platform: "WeChat" }),
        t("remedyEnd.givenUp", { platform: "WeChat" }),
        t("remedyEnd.ours"),
        "help@shop.example",
      ])
        expect(text, language).toContain(words);
      expect(text).not.toContain(t(`disputeDone.answer.${answer}Now`));
    }
  }
});

/** Answers, lets the platform say that it was done, and closes the dispute. */
async function carriedOut(dispute: Seen, answer: Record<string, unknown>) {
  const said = await answerDispute(amara, { ...(await seenNow(dispute)), why: reasons, ...answer }, after(days(51)));
  expect(said).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(51) + 60));
  const view = await disputeView(db(), dispute.disputeId, amara, after(days(52)));
  const untold = view.ok ? view.value.ledger.find(({ kind }) => kind === "tell_platform") : null;
  const how = "Their operator wrote that the post is up again.";
  expect(await confirmRemedy(amara, { remedyId: untold?.id, how }, after(days(52)))).toMatchObject({ ok: true });
  expect(await implementDispute(amara, await seenNow(dispute), after(days(52)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(52) + 60));
}

test("D4, D5: who won before a body is told when it was carried out: what the body found, what was undone, who pays, and no name", async () => {
  const email = "won@dispute.example";
  const dispute = await aFinding({ email, language: "en" }, "for_user");
  expect(await payDispute(amara, dispute, after(days(51)))).toMatchObject({ ok: true });
  await carriedOut(dispute, { answer: "follow" });
  const [followed, letter, ...more] = await lettersTo(email);
  expect(more).toEqual([]);
  expect(followed?.body).toContain("We are carrying out what follows from this and will write to you once it is done.");
  expect(followed?.body).toContain("out-of-court dispute settlement body: Settlement House.");
  expect(followed?.body).not.toMatch(/was carried out|Amara|Mei/);
  const { reference } = await disputeRow(db(), dispute.disputeId);
  expect(letter?.subject).toContain(`Settlement House about Taobao Weitao (${reference})`);
  for (const words of [
    "out-of-court dispute settlement body: Settlement House.",
    `Its number for the dispute: SH ${email}.`,
    "On 20 October 2016 (Central European Time) it found that you are right.",
    "We follow this. That decision no longer stands.",
    "We decided that the content is to be available again.",
    "We bear the fees of the body.",
    "€30.50",
    "We paid these costs on 28 October 2016",
    "/decision/",
    "You can go to court at any time.",
  ])
    expect(letter?.body).toContain(words);
  expect(letter?.body).not.toMatch(/Mei|Amara|Okafor|Ida|Vint|notifier\.example/);
});

test("D5: whom a body found right in part reads in German what stays, and that what they spent is still to be paid", async () => {
  const email = "teil@dispute.example";
  const dispute = await aFinding({ email, language: "de" }, "partly");
  const view = await disputeView(db(), dispute.disputeId, amara, after(days(51)));
  const [measure] = view.ok ? view.value.measures : [];
  await carriedOut(dispute, { answer: "partly", liftSanctions: [measure?.id] });
  const [, letter] = await lettersTo(email);
  for (const words of [
    "Sie hat Ihnen am 20. Oktober 2016 (Mitteleuropäische Zeit) zum Teil recht gegeben.",
    "Wir folgen dem zum Teil.",
    "Das bleibt bestehen:",
    "30,50 €",
    "Diese Kosten müssen wir noch bezahlen.",
  ])
    expect(letter?.body.replace(/\u00a0/g, " ")).toContain(words);
});

test("D5: who reported and was right before a body is told in each language that the case was decided anew, and of no account", () => {
  for (const language of letterLanguages) {
    const { text } = composeDisputeDone(
      {
        ...{ by: "notifier", language, zone: "Europe/Paris", reference: "D-1", platformName: "WeChat" },
        ...{ body: "Settlement House", bodyReference: "", outcome: "agreed", foundOn: "2026-05-04", answer: "follow" },
        ...{ doneOn: "2026-05-05", paidOn: null, userCosts: 0, manifestBadFaith: false, content: null },
        ...{ isGivenUp: false, contact: null },
        ...{ undone: [], stillRuns: [], remains: [], firstUrl: "https://desk.example/decision/x" },
      },
      translatorFor(language, "statement"),
    );
    const t = translatorFor(language, "statement");
    expect(text).toContain(t("disputeDone.costs.agreed"));
    expect(text).toContain(t("disputeDone.answer.anew", { day: "§" }).split("§")[0] ?? "?");
    expect(text).not.toContain(t("part.undone"));
  }
});
