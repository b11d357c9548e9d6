import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mails, noticeItems, notices, statements } from "@/db/schema";
import { letterLanguages } from "@/i18n/locales";
import { decisionAtLink } from "@/lib/appeals/addressee.queries";
import { recordOutcome } from "@/lib/appeals/dispute.command";
import { answerDispute } from "@/lib/appeals/dispute-answer.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { composeStatement } from "@/lib/decisions/statement.rules";
import { wordsOf } from "@/lib/decisions/words.store";
import { holdOrder, recordOrder } from "@/lib/intake/order.command";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, days, linkOf, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDispute, givenBodies } from "@/test/disputes";
import { notifier } from "@/test/statement-example";
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
  whatWasOrdered,
} from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);
const day = 24 * 60;
let ruth: Person;
let mei: Person;

beforeAll(async () => {
  await givenPacks(db());
  ruth = await aColleague(db(), { name: "Ruth Adler", role: "supervisor" });
  mei = await aColleague(db(), { name: "Mei Lin" });
});

/** A post that somebody reported and that an authority ordered to act against, decided two minutes later. */
async function anOrderedReport(email: string, order: object = {}, choice: object = whatWasOrdered) {
  const made = await aCase(db(), { account: await anAccount(db(), { language: "en" }), notices: 0 });
  await aReport(db(), made, { email, language: "en" });
  const recorded = await recordOrder(
    ruth,
    {
      ...{ platform: "taobao-weitao", kind: "act", authority: "Market Office", country: "DE" },
      ...{ email: "desk@market-office.example", legalBasis: "Section 77 of the Orders Act" },
      ...{ reasons: "The offer is forbidden in this country.", redress: "Objection within a month." },
      ...{ receivedAt: later(-90).toISOString(), locations: [`https://taobao-weitao.example/${made.itemId}`] },
      ...order,
    },
    townTime,
  );
  if (!recorded.ok) throw new Error(recorded.reason);
  const decided = await decideCase(mei, aViolation(made, { ...choice }), later(2));
  if (!decided.ok) throw new Error(`${decided.reason} ${JSON.stringify(decided.fields)}`);
  const { decisionId } = decided.value;
  const { token } = await linkOf(db(), decisionId, "notifier");
  const mailed = async (at: Date) => {
    await drainOutbox(db(), outboxHandlers, at);
    const rows = await db().select().from(mails).where(eq(mails.toAddress, email));
    return rows.find(({ kind }) => kind === "mail.outcome")?.body ?? "";
  };
  const onPage = async (at: Date) => {
    const page = await decisionAtLink(db(), token, at);
    return page.ok ? JSON.stringify(page.value.parts) : page.reason;
  };
  return { decisionId, orderId: recorded.value.orderId, mailed, onPage };
}

test("N9, O3: who reported what an authority ordered, too, is told which authority of which state, and nothing else of its order", async () => {
  const { mailed, onPage } = await anOrderedReport("told@reporter.example");
  const mail = await mailed(later(5));
  expect(mail).toContain("An authority has also ordered us to act against this content: Market Office (Germany).");
  for (const kept of ["Section 77", "forbidden in this country", "market-office.example"])
    expect(mail).not.toContain(kept);
  expect(await onPage(later(5))).toContain("Market Office (Germany)");
});

test("O3: while an order forbids telling, who reported is answered without a word of it, by mail and on their page", async () => {
  const holdUntil = later(3 * day).toISOString();
  const { mailed, onPage } = await anOrderedReport("held@reporter.example", { holdUntil });
  const mail = await mailed(later(5));
  expect(mail).not.toBe("");
  for (const words of [mail, await onPage(later(5))]) expect(words).not.toMatch(/ordered us|Market Office/i);
});

test("O3: a hold that comes after the decision takes the authority out of a letter that has not left, and off the page while it lasts", async () => {
  const { mailed, onPage, orderId } = await anOrderedReport("late-hold@reporter.example");
  const holdUntil = later(2 * day).toISOString();
  expect(await holdOrder(ruth, { orderId, holdUntil }, later(2))).toMatchObject({ ok: true });
  expect(await mailed(later(5))).not.toMatch(/Market Office/);
  expect(await onPage(later(day))).not.toContain("Market Office");
  expect(await onPage(later(2 * day + 1))).toContain("Market Office");
});

test("N9: what rests on the terms alone does not name an authority, whose order did not lead to it", async () => {
  const { mailed } = await anOrderedReport("terms@reporter.example", {}, { sanctions: firstBuyerSanction });
  const mail = await mailed(later(5));
  expect(mail).not.toBe("");
  expect(mail).not.toContain("Market Office");
});

test("N9, D2: whoever won a dispute about a report of theirs reads that the new decision follows from it; whose content it is does not", async () => {
  const told = await aCase(db());
  const { caseId } = told;
  const rationale = "There is nothing in it that the rules forbid.";
  const cleared = { caseId, version: told.version, outcome: "no_violation", rationale };
  expect(await decideCase(mei, cleared, townTime)).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(60));
  const [report] = await db()
    .select({ reference: notices.reference })
    .from(notices)
    .innerJoin(noticeItems, eq(noticeItems.noticeId, notices.id))
    .where(eq(noticeItems.caseId, caseId));
  const about = { caseId, bodyId: await givenBodies(db()), by: "notifier", notice: report?.reference };
  const dispute = await aDispute(db(), ruth, about);
  const said = { text: "The post is forbidden.", decidedOn: "2016-10-20", bodyFees: 0, userCosts: 0 };
  const found = await recordOutcome(ruth, { ...dispute, outcome: "for_user", ...said }, after(days(50)));
  if (!found.ok) throw new Error(found.reason);
  const why = "The body is right about what the post shows.";
  expect(await answerDispute(ruth, { ...found.value, answer: "follow", why }, after(days(51)))).toMatchObject({
    ok: true,
  });
  const { version } = await caseRow(db(), caseId);
  const ben = await aColleague(db(), { name: "Ben Adler" });
  const anew = await decideCase(
    ben,
    aViolation({ ...told, version }, { sanctions: firstBuyerSanction }),
    after(days(52)),
  );
  if (!anew.ok) throw new Error(anew.reason);
  const letters = await db().select().from(statements).where(eq(statements.decisionId, anew.value.decisionId));
  const naming = letters.filter(({ parts }) => JSON.stringify(parts).includes("before Settlement House"));
  expect(naming.map(({ addressee }) => addressee)).toEqual(["notifier"]);
});

test("N9, D5: who reported reads in each of the ten languages whose order it was, and that their own dispute led to the new decision", () => {
  const told = {
    ...notifier,
    authority: { name: "Market Office", country: "DE" },
    dispute: { reference: "D-7K3P-Q9XD", body: "Settlement House" },
  };
  for (const language of letterLanguages) {
    const state = new Intl.DisplayNames(language, { type: "region" }).of("DE") ?? "";
    const { parts } = composeStatement({ ...told, language }, wordsOf(language, "statement"));
    const said = parts.find(({ id }) => id === "authority");
    expect(said?.paragraphs.join()).toContain("Market Office");
    expect(said?.paragraphs.join()).toContain(state);
    expect(parts.find(({ id }) => id === "decision")?.paragraphs.join()).toMatch(
      /D-7K3P-Q9XD.*Settlement House|Settlement House.*D-7K3P-Q9XD/,
    );
  }
});
