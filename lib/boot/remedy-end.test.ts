import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { mails, outbox, remedies, settings } from "@/db/schema";
import { decisionAtLink } from "@/lib/appeals/addressee.queries";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { endOf } from "@/lib/appeals/closing.rules";
import { confirmRemedy } from "@/lib/appeals/confirm-remedy.command";
import { waiveRemedy } from "@/lib/appeals/waive.command";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { anOutsideServer } from "@/test/outside-server";
import { anAccount } from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let receiver: Awaited<ReturnType<typeof anOutsideServer>>;
const platformId = "taobao-weitao";

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  receiver = await anOutsideServer();
});
afterEach(() => db().delete(settings).where(eq(settings.key, "webhookUrl")));
afterAll(() => receiver.close());

const aReceiver = () =>
  db()
    .insert(settings)
    .values({ platformId, key: "webhookUrl", value: receiver.url, updatedAt: after(0) });
const isDown = async () => Promise.reject(new Error("the mail server is down"));
const withoutAnswers = { ...outboxHandlers, "mail.appeal_answer": isDown };

/** Somebody who is right on appeal; nothing of it has been sent yet. */
async function anAnsweredAppeal(email: string) {
  const told = await aToldDecision(db(), { by: mei, account: await anAccount(db(), { language: "en", email }) });
  const { appealId, version, token } = await aTakenAppeal(db(), told.decisionId, amara);
  const right = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, right, after(days(2)))).toMatchObject({ ok: true });
  return { ...told, appealId, token };
}

async function lettersOf(email: string) {
  const rows = await db().select().from(mails).where(eq(mails.toAddress, email));
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ body }) => body);
  return { answers: of("mail.appeal_answer"), ends: of("mail.remedy_end") };
}
const lineOf = async (appealId: string, kind = "tell_platform") =>
  (
    await db()
      .select()
      .from(remedies)
      .where(and(eq(remedies.appealId, appealId), eq(remedies.kind, kind)))
  )[0];

test("A6: whom the answer told that the platform has still to act is told once its receiver has taken that in", async () => {
  const email = "taken-in@account.example";
  await aReceiver();
  receiver.answers((response) => response.writeHead(503).end());
  const { appealId, token } = await anAnsweredAppeal(email);
  await theWorkerRuns(db(), after(days(2) + 60));
  const before = await lettersOf(email);
  expect(before.answers[0]).toContain("That has still to be confirmed.");
  expect(before.ends).toEqual([]);
  receiver.answers((response) => response.end());
  await theWorkerRuns(db(), after(days(3)));
  await theWorkerRuns(db(), after(days(4)));
  const { ends } = await lettersOf(email);
  expect(ends).toHaveLength(1);
  expect(ends[0]).toContain("has now confirmed that this is done");
  expect(await lineOf(appealId)).toMatchObject({ state: "done", doneAt: after(days(3)) });
  expect(await decisionAtLink(db(), token, after(days(4)))).toMatchObject({ value: { withPlatform: "done" } });
});

test("A6: what the platform took in before the answer left is announced in no letter, and no second one follows", async () => {
  const email = "at-once@account.example";
  await aReceiver();
  receiver.answers((response) => response.end());
  await anAnsweredAppeal(email);
  await drainOutbox(db(), withoutAnswers, after(days(2) + 60));
  await theWorkerRuns(db(), after(days(3)));
  await theWorkerRuns(db(), after(days(4)));
  const { answers, ends } = await lettersOf(email);
  expect(answers).toHaveLength(1);
  expect(answers[0]).not.toContain("has still to be confirmed");
  expect(ends).toEqual([]);
});

test("A6: what was given up before the answer left is announced, and the letter that says so follows at once", async () => {
  const email = "at-once-given-up@account.example";
  const { appealId } = await anAnsweredAppeal(email);
  await drainOutbox(db(), withoutAnswers, after(days(2) + 60));
  const why = "The receiver is switched off for good, and nobody there answers.";
  const remedyId = (await lineOf(appealId))?.id;
  expect(await waiveRemedy(amara, { remedyId, why }, after(days(2) + 90))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(3)));
  const { answers, ends } = await lettersOf(email);
  expect(answers[0]).toContain("That has still to be confirmed.");
  expect(ends).toHaveLength(1);
  expect(ends[0]).toContain("we no longer wait for it");
});

test("A6: the letter is written when the last line is settled, and not before: no mail waits in vain, and one line given up is not called done", async () => {
  const email = "two-lines@account.example";
  const { appealId, decisionId } = await anAnsweredAppeal(email);
  const line = { platformId, appealId, decisionId, kind: "correct_referral", createdAt: after(days(2)) };
  await db().insert(remedies).values(line);
  await theWorkerRuns(db(), after(days(2) + 60));
  const how = "Their operator wrote that the post is up again.";
  const first = await confirmRemedy(amara, { remedyId: (await lineOf(appealId))?.id, how }, after(days(3)));
  expect(first).toMatchObject({ ok: true });
  const written = async () =>
    db()
      .select()
      .from(outbox)
      .where(eq(outbox.dedupeKey, `remedy end ${appealId}`));
  expect(await written()).toEqual([]);
  const why = "The office that was told of it has been closed for good.";
  const remedyId = (await lineOf(appealId, "correct_referral"))?.id;
  expect(await waiveRemedy(amara, { remedyId, why }, after(days(4)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(4) + 60));
  expect(await written()).toMatchObject([{ state: "sent", attempts: 1 }]);
  expect((await lettersOf(email)).ends[0]).toContain("we no longer wait for it");
});

test("what the platform had to do has ended when each line is settled, and is given up as soon as one was", () => {
  expect(endOf([])).toBe("done");
  expect(endOf(["done", "waiting"])).toBe("open");
  expect(endOf(["waived", "failed"])).toBe("open");
  expect(endOf(["done", "done"])).toBe("done");
  expect(endOf(["done", "waived"])).toBe("givenUp");
});
