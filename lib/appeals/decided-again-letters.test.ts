import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mails, outbox, statements } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppealDesk,
  aTakenAppeal,
  aToldDecision,
  days,
  linkOf,
  reasonOf,
  reasons,
  someWords,
  theWorkerRuns,
  visitor,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { anAccount, aViolation, caseRow, firstBuyerSanction } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { answerAppeal } from "./answer.command";
import { fileAppeal } from "./file.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let jonas: Person;

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(db()));
});

const now = after(days(2));

const clearedOf = (decisionId: string) =>
  db()
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.letter, "cleared")));

const mailsTo = (address: string) => db().select().from(mails).where(eq(mails.toAddress, address)).orderBy(mails.id);

/** A violation whose notifier found it too mild, was right, and whose case is open again. */
async function aReopenedCase(email: string | null) {
  const account = await anAccount(db(), { email, language: "en" });
  const told = await aToldDecision(db(), { by: mei, account });
  const { appealId, version } = await aTakenAppeal(db(), told.decisionId, amara, { side: "notifier" });
  const answered = await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  return { ...told, version: (await caseRow(db(), told.caseId)).version };
}

test("A10: a notifier was right, and the affected person gets the new decision in a statement of its own, after the undo window", async () => {
  const email = "shop-a10@account.example";
  const { caseId, version, ...about } = await aReopenedCase(email);
  expect(await mailsTo(email)).toHaveLength(1);
  const made = await decideCase(
    jonas,
    aViolation({ ...about, caseId, version }, { sanctions: firstBuyerSanction }),
    after(days(3)),
  );
  expect(made.ok).toBe(true);
  await theWorkerRuns(db(), after(days(3) + 29));
  expect(await mailsTo(email)).toHaveLength(1);
  await theWorkerRuns(db(), after(days(3) + 31));
  expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual(["mail.statement", "mail.statement"]);
});

test("made again and nothing found: the person who was told of a violation is told so, with what the notifiers read kept from them", async () => {
  const email = "shop-cleared@account.example";
  const { caseId, version, decisionId } = await aReopenedCase(email);
  const rationale = "The reporter's own listing shows that the address is the seller's shop.";
  const input = { caseId, version, outcome: "no_violation", rationale };
  const made = await decideCase(jonas, input, after(days(3)));
  const newId = made.ok ? made.value.decisionId : "";
  await theWorkerRuns(db(), after(days(3) + 29));
  expect(await mailsTo(email)).toHaveLength(1);
  await theWorkerRuns(db(), after(days(3) + 31));
  const [, mail] = await mailsTo(email);
  expect(mail?.subject).toContain("stays as it is");
  expect(mail?.body).toContain("This takes the place of our decision of 7 September 2016");
  expect(mail?.body).not.toMatch(/reporter|listing|Jonas|Mei|Amara|Ida/);
  const [letter] = await clearedOf(newId);
  expect(letter).toMatchObject({ addressee: "affected", isStatementOfReasons: false, puid: null, appealUntil: null });
  const { token } = await linkOf(db(), newId, "affected", "cleared");
  expect(await decisionAtLink(db(), token, after(days(4)))).toMatchObject({
    value: { mayAppeal: false, window: { state: "not_informed" } },
  });
  expect(reasonOf(await fileAppeal(visitor, { token, text: someWords }, after(days(4))))).toBe("appeal_cleared");
  expect(decisionId).not.toBe(newId);
});

test("a decision made again and taken back in time sends the affected person nothing", async () => {
  const email = "shop-undone@account.example";
  const { caseId, version } = await aReopenedCase(email);
  const made = await decideCase(jonas, { caseId, version, outcome: "no_violation" }, after(days(3)));
  const decisionId = made.ok ? made.value.decisionId : "";
  expect(await undoDecision(jonas, { decisionId }, after(days(3) + 10))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(3) + 60));
  expect(await mailsTo(email)).toHaveLength(1);
  const states = await db().select({ state: outbox.state }).from(outbox).where(eq(outbox.decisionId, decisionId));
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(["cancelled"]));
});
