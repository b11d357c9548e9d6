import { and, eq } from "drizzle-orm";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { appeals, mails, noticeContacts, reviewFlags, statements } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { resolveReviewFlag } from "@/lib/appeals/flag.command";
import { takeAppeal } from "@/lib/appeals/take.command";
import { outboxHandlers } from "@/lib/boot/handlers";
import { decideCase } from "@/lib/decisions/decide.command";
import { startDueSanctions } from "@/lib/decisions/sanction.command";
import { accountPage } from "@/lib/decisions/standing.queries";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  aFirstLook,
  after,
  anAppealDesk,
  appealAs,
  aTakenAppeal,
  aToldDecision,
  days,
  linkOf,
  reasons,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aDecidedCase,
  anAccount,
  aReport,
  aViolation,
  caseRow,
  decisionOf,
  firstBuyerSanction,
  townTime,
} from "@/test/town";
import { POST as appealRoute } from "./route";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let jonas: Person;

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(db()));
});
afterEach(() => {
  vi.useRealTimers();
});

/** The same door as a page or a program of a platform uses, at a moment of our choosing. */
function appealAt(moment: string, token: string): Promise<Response> {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(moment) });
  const body = JSON.stringify({ token, text: "The picture shows my daughter, and nobody asked us." });
  const headers = { "content-type": "application/json" };
  return appealRoute(new Request("http://desk.example/api/v1/appeals", { method: "POST", headers, body }));
}

test("a guest notifier of a no-action decision appeals on the last day at 23:59 in Auckland, wins, and the content is restricted with a statement of its own (A1, A2, A10)", async () => {
  const made = await aCase(db(), { notices: 0 });
  const { noticeId } = await aReport(db(), made);
  await db().update(noticeContacts).set({ zone: "Pacific/Auckland" }).where(eq(noticeContacts.noticeId, noticeId));
  const rationale = "The comment only thanks the seller for the parcel.";
  const cleared = await decideCase(mei, { ...made, outcome: "no_violation", rationale }, townTime);
  const decisionId = cleared.ok ? cleared.value.decisionId : "";
  await theWorkerRuns(db(), after(60));
  const { token, statementId } = await linkOf(db(), decisionId, "notifier");
  // Told on 7 September 2016 at 16:01 in Auckland: the last day is 7 March 2017, and the clocks there changed in between.
  const [letter] = await db().select().from(statements).where(eq(statements.id, statementId));
  expect(letter?.appealUntil?.toISOString()).toBe("2017-03-07T10:59:59.999Z");
  const late = await appealAt("2017-03-07T11:00:00.000Z", token);
  expect([late.status, (await late.json()).reason]).toEqual([422, "appeal_window_closed"]);
  const inTime = await appealAt("2017-03-07T10:59:30.000Z", token);
  expect(inTime.status).toBe(201);
  vi.useRealTimers();
  const at = (minutes: number) => new Date(Date.parse("2017-03-08T08:00:00Z") + minutes * 60_000);
  const filed = await appealAs(db(), statementId);
  const taken = await takeAppeal(amara, filed, at(0));
  const held = { ...filed, version: taken.ok ? taken.value.version : 0 };
  await aFirstLook(amara, held, { finding: "clause", clause: "Table.4" });
  const won = await answerAppeal(amara, { ...held, outcome: "reversed", cause: "facts", reasons }, at(5));
  expect(won).toMatchObject({ ok: true, value: { reopenedCase: made.caseId } });
  const { version } = await caseRow(db(), made.caseId);
  const again = await decideCase(jonas, aViolation({ ...made, version }, { sanctions: firstBuyerSanction }), at(60));
  expect(again.ok).toBe(true);
  await theWorkerRuns(db(), at(62));
  const anew = await decisionOf(db(), made.caseId);
  expect(anew).toMatchObject({ origin: "complaint", outcome: "violation" });
  const [told] = await db()
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, anew?.id ?? ""), eq(statements.addressee, "affected")));
  expect(told).toMatchObject({ isStatementOfReasons: true, delivery: "sent", puid: expect.any(String) });
});

test("a merchant's third strike is undone because the first was: it is listed with what the rules give today, and made again", async () => {
  const account = await anAccount(db());
  const deviation = { code: "other", why: "Three strikes are counted, so that the first may fall." };
  const first = await aToldDecision(db(), { by: mei, account });
  await aToldDecision(db(), { by: mei, account, at: after(3600), decision: { deviation } });
  const third = await aToldDecision(db(), { by: mei, account, at: after(7200), decision: { deviation } });
  expect(await decisionOf(db(), third.caseId)).toMatchObject({ count: 3 });
  const held = await aTakenAppeal(db(), first.decisionId, amara);
  const { appealId, version } = held;
  const fell = await answerAppeal(
    amara,
    { appealId, version, outcome: "reversed", cause: "facts", reasons },
    after(days(2)),
  );
  expect(fell).toMatchObject({ ok: true, value: { flagged: 2 } });
  const [flag] = await db().select().from(reviewFlags).where(eq(reviewFlags.decisionId, third.decisionId));
  const why = "With two strikes the table asks for another measure than with three.";
  const settled = await resolveReviewFlag(jonas, { flagId: flag?.id, resolution: "decide_again", why }, after(days(3)));
  expect(settled).toMatchObject({ ok: true, value: { reopenedCase: third.caseId } });
  const { state, version: seen } = await caseRow(db(), third.caseId);
  expect(state).toBe("reopened");
  const input = aViolation({ ...third, version: seen }, { sanctions: firstBuyerSanction, deviation });
  expect((await decideCase(mei, input, after(days(4)))).ok).toBe(true);
  expect(await decisionOf(db(), third.caseId)).toMatchObject({ count: 2 });
  const page = await accountPage(db(), amara, account.id, after(days(5)));
  expect(page.ok && page.value.account.confirmedStrikes).toBe(2);
});

test("S2: the same decision reaches the person within the second after the undo window, and not a moment before", async () => {
  const account = await anAccount(db());
  const { decisionId, caseId } = await aDecidedCase(db(), { by: mei, account, at: townTime });
  const ends = (await decisionOf(db(), caseId))?.effectiveAt.getTime() ?? 0;
  const sentBy = async (moment: number) => {
    // What the worker does each second (lib/boot/schedules.ts, lib/platform/worker.ts).
    await startDueSanctions(db(), new Date(moment));
    await drainOutbox(db(), outboxHandlers, new Date(moment));
    return db()
      .select()
      .from(mails)
      .where(eq(mails.toAddress, `${account.id}@account.example`));
  };
  expect(await sentBy(ends - 1)).toEqual([]);
  const [mail] = await sentBy(ends + 999);
  expect(mail?.sentAt.getTime()).toBeLessThan(ends + 1000);
  const [letter] = await db()
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.addressee, "affected")));
  expect(letter).toMatchObject({ delivery: "sent", informedAt: new Date(ends + 999) });
});

test("N10: whoever decides says by which clause of which version; without one, or with hollow words, nothing is decided", async () => {
  const made = await aCase(db());
  const blank = await decideCase(mei, { ...made, outcome: "no_violation", rationale: "n/a" }, townTime);
  expect(blank).toMatchObject({ ok: false });
  const clauseless = await decideCase(mei, aViolation(made, { clause: "", sanctions: firstBuyerSanction }), townTime);
  expect(clauseless).toMatchObject({ ok: false });
  expect(await decisionOf(db(), made.caseId)).toBeUndefined();
  const given = await decideCase(mei, aViolation(made, { sanctions: firstBuyerSanction }), townTime);
  expect(given.ok).toBe(true);
  expect(await decisionOf(db(), made.caseId)).toMatchObject({ clauseRef: "Table.4", versionRef: expect.any(String) });
});

test("A5: an appeal that was filed is never left without an end: it is answered with reasons, or it stays open and counted", async () => {
  const { decisionId } = await aToldDecision(db(), { by: mei });
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara);
  const empty = await answerAppeal(amara, { appealId, version, outcome: "upheld", reasons: "" }, after(days(2)));
  expect(empty).toMatchObject({ ok: false, code: "invalid" });
  const [row] = await db().select().from(appeals).where(eq(appeals.id, appealId));
  expect(row).toMatchObject({ state: "assigned", outcome: null });
});
