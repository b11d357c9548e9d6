import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, outbox, statements } from "@/db/schema";
import { signLink } from "@/lib/decisions/link.rules";
import { undoDecision } from "@/lib/decisions/undo.command";
import { secrets } from "@/lib/platform/env";
import { idempotencyOf } from "@/lib/platform/idempotency";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppeal,
  aReviewer,
  aToldDecision,
  days,
  linkOf,
  someWords,
  theWorkerRuns,
  visitor,
} from "@/test/appeals";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, anAccount, aReport, auditOf, givenPacks, townTime } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { rejectAppeal } from "./answer.command";
import { fileAppeal, statementIdOf } from "./file.command";
import { markRead } from "./read.command";
import { takeAppeal } from "./take.command";

const { opened } = withTestDatabase();
let mei: Person;
let reviewer: Person;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  reviewer = await aReviewer(db, { name: "Amara Okafor" });
});

const filedAt = (token: string, at: Date, text = someWords) => fileAppeal(visitor, { token, text }, at);
const outcome = (result: { ok: boolean; reason?: string }) => (result.ok ? "filed" : result.reason);
const appealsOf = (statementId: string) =>
  opened().db.select().from(appeals).where(eq(appeals.statementId, statementId));

test("A1, A4: a person without an account appeals with a few words, and gets a reference, a date and a receipt", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { token, statementId } = await linkOf(db, decisionId);
  const result = await fileAppeal(visitor, { token, text: " 我没有。\r\n谢谢 " }, after(days(1)));
  expect(result).toEqual({
    ok: true,
    value: {
      reference: expect.stringMatching(/^A-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      dueAt: after(days(15)).toISOString(),
      heldUntil: null,
    },
  });
  const [row] = await appealsOf(statementId);
  expect(row).toMatchObject({ by: "affected", state: "received", text: "我没有。\n谢谢", language: "zh-Hans" });
  const kinds = await db
    .select({ kind: outbox.kind })
    .from(outbox)
    .where(eq(outbox.dedupeKey, `appeal receipt ${row?.id}`));
  expect(kinds).toEqual([{ kind: "mail.appeal_receipt" }]);
  expect((await auditOf(db, statementId))[0]).toMatchObject({ verb: "appeal.file", outcome: "done" });
  expect((await auditOf(db, statementId))[0]?.body).not.toContain("我没有");
});

test("A1: the notifier may appeal too, by a link of their own", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const affected = await anAppeal(db, decisionId);
  const notifier = await anAppeal(db, decisionId, { side: "notifier" });
  expect(affected.reference).not.toBe(notifier.reference);
  expect((await appealsOf(notifier.statementId)).map(({ by }) => by)).toEqual(["notifier"]);
});

test("A2: the last second of the last day is in time, the first second of the next is not and hears why", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { token } = await linkOf(db, decisionId);
  // Told on 7 September 2016 in China: the six months end with 7 March 2017 there.
  expect(outcome(await filedAt(token, new Date("2017-03-07T16:00:00.000Z")))).toBe("appeal_window_closed");
  expect(outcome(await filedAt(token, new Date("2017-03-07T15:59:59.000Z")))).toBe("filed");
});

test("A2: the window of each side runs from the day on which that side was told", async () => {
  const { db } = opened();
  const decided = await aDecidedCase(db, { by: mei, at: townTime });
  await theWorkerRuns(db, after(60));
  const { statementId, token } = await linkOf(db, decided.decisionId, "notifier");
  await db
    .update(statements)
    .set({ informedAt: after(days(3)) })
    .where(eq(statements.id, statementId));
  const late = new Date("2017-03-09T12:00:00Z");
  expect(outcome(await filedAt((await linkOf(db, decided.decisionId)).token, late))).toBe("appeal_window_closed");
  expect(outcome(await filedAt(token, late))).toBe("filed");
});

test("A2: for somebody without an address the six months begin when they read it at their link", async () => {
  const { db } = opened();
  const account = await anAccount(db, { email: null });
  const { decisionId } = await aToldDecision(db, { by: mei, account });
  const { statementId, token } = await linkOf(db, decisionId);
  expect(outcome(await filedAt(token, after(10)))).toBe("appeal_too_early");
  const read = after(days(300));
  expect(await decisionAtLink(db, token, read)).toMatchObject({
    value: { isRead: false, window: { state: "not_informed" } },
  });
  expect((await markRead(visitor, { statementId }, read)).ok).toBe(true);
  expect(await decisionAtLink(db, token, read)).toMatchObject({ value: { isRead: true, window: { state: "open" } } });
  expect(outcome(await markRead(visitor, { statementId }, after(days(301))))).toBe("already_read");
  expect(outcome(await filedAt(token, after(days(500))))).toBe("appeal_window_closed");
  expect(outcome(await filedAt(token, after(days(400))))).toBe("filed");
});

test("reading early takes nothing away: while the mail is on its way, it says when they were told", async () => {
  const { db } = opened();
  const { decisionId } = await aDecidedCase(db, { by: mei, at: townTime });
  const { statementId } = await linkOf(db, decisionId);
  await markRead(visitor, { statementId }, after(40));
  const [row] = await db.select().from(statements).where(eq(statements.id, statementId));
  expect(row).toMatchObject({ readAt: after(40), informedAt: null, appealUntil: null });
});

test("a second appeal is told that there is one; after one that could not be taken up, another may follow", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const first = await anAppeal(db, decisionId, { text: "?" });
  expect(await filedAt(first.token, after(days(2)))).toMatchObject({
    code: "conflict",
    reason: "appeal_already_filed",
  });
  const taken = await takeAppeal(reviewer, first, after(days(2)));
  const version = taken.ok ? taken.value.version : 0;
  const reasons = "There is nothing in it that could be looked at. Write in a sentence what is wrong.";
  expect((await rejectAppeal(reviewer, { appealId: first.appealId, version, reasons }, after(days(2)))).ok).toBe(true);
  expect(outcome(await filedAt(first.token, after(days(3))))).toBe("filed");
});

test("two clicks at once file one appeal", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { token, statementId } = await linkOf(db, decisionId);
  const results = await Promise.all(Array.from({ length: onPostgres ? 8 : 2 }, () => filedAt(token, after(days(1)))));
  expect(results.map(outcome).filter((word) => word === "filed")).toHaveLength(1);
  expect(new Set(results.map(outcome))).toEqual(new Set(["filed", "appeal_already_filed"]));
  expect(await appealsOf(statementId)).toHaveLength(1);
});

test("AE2: a link that was cut by a letter, altered, or made elsewhere opens nothing and files nothing", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { token, statementId } = await linkOf(db, decisionId);
  const altered = token.slice(0, 20) + (token[20] === "A" ? "B" : "A") + token.slice(21);
  const foreign = signLink(statementId, "the secret of another installation");
  const unknown = signLink("0190f0a0-0000-7000-8000-000000000000", secrets().links);
  for (const wrong of [token.slice(0, -1), token.slice(1), `${token}A`, altered, foreign, unknown, "x"]) {
    expect(await filedAt(wrong, after(days(1)))).toMatchObject({ code: "not_found", reason: "link_unknown" });
    expect(await decisionAtLink(db, wrong, after(days(1)))).toMatchObject({
      code: "not_found",
      reason: "link_unknown",
    });
  }
  expect(statementIdOf(token)).toBe(statementId);
  expect(await appealsOf(statementId)).toEqual([]);
});

test("a link that was ended says so, and a decision that was taken back tells nothing of itself", async () => {
  const { db } = opened();
  const told = await aToldDecision(db, { by: mei });
  const ended = await linkOf(db, told.decisionId);
  await db
    .update(statements)
    .set({ revokedAt: after(days(1)) })
    .where(eq(statements.id, ended.statementId));
  expect(await filedAt(ended.token, after(days(2)))).toMatchObject({ code: "gone", reason: "link_ended" });
  expect(await decisionAtLink(db, ended.token, after(days(2)))).toMatchObject({ code: "gone", reason: "link_ended" });

  const undone = await aDecidedCase(db, { by: mei, at: townTime });
  const link = await linkOf(db, undone.decisionId);
  expect(await decisionAtLink(db, link.token, after(10))).toMatchObject({ reason: "decision_not_final" });
  expect((await undoDecision(mei, { decisionId: undone.decisionId }, after(20))).ok).toBe(true);
  expect(await decisionAtLink(db, link.token, after(60))).toMatchObject({
    code: "gone",
    reason: "decision_taken_back",
  });
  expect(outcome(await filedAt(link.token, after(60)))).toBe("appeal_decision_undone");
});

test("bad input is named by field and nothing is stored: blanks, an endless text, control and half characters", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { token, statementId } = await linkOf(db, decisionId);
  const reasonOf = async (text: unknown) => {
    const result = await fileAppeal(visitor, { token, text }, after(days(1)));
    return result.ok ? "filed" : result.fields?.map(({ field, reason }) => `${field} ${reason}`).join();
  };
  expect(await reasonOf(" \u3000\u200b\n")).toBe("text appeal_empty");
  expect(await reasonOf("啊".repeat(20_001))).toBe("text too_long");
  expect(await reasonOf("a\u0000b")).toBe("text control_characters");
  expect(await reasonOf("a\ud83d")).toBe("text half_character");
  expect(await reasonOf(undefined)).toBe("text appeal_empty");
  expect(await appealsOf(statementId)).toEqual([]);
});

test("the same request twice with one Idempotency-Key has one answer; another body with that key has none", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { token } = await linkOf(db, decisionId);
  const keyed = (body: unknown) => {
    const found = idempotencyOf("once", { scope: `appeals ${token}`, body });
    return found.ok ? found.value : null;
  };
  const body = { token, text: someWords };
  const ask = (asked: typeof body) => fileAppeal(visitor, asked, after(days(1)), keyed(asked));
  const first = await ask(body);
  expect(first.ok).toBe(true);
  expect(await ask(body)).toEqual(first);
  expect(await ask({ token, text: "Something else." })).toMatchObject({ reason: "idempotency_other_body" });
});

test("colleagues do not appeal in anybody's name", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { token } = await linkOf(db, decisionId);
  expect(await fileAppeal(mei, { token, text: someWords }, after(days(1)))).toMatchObject({ code: "forbidden" });
});

test("what is at a link is that reader's alone: no other name, no address, no reviewer, no other side", async () => {
  const { db } = opened();
  const decided = await aToldDecision(db, { by: mei });
  await aReport(db, decided, { name: "Berta Klug", email: "berta@klug.example" });
  await anAppeal(db, decided.decisionId, { side: "notifier", text: "It must go, says Ida." });
  const { token } = await linkOf(db, decided.decisionId);
  const seen = await decisionAtLink(db, token, after(days(2)));
  expect(seen).toMatchObject({ ok: true, value: { addressee: "affected", appeal: null, mayAppeal: true } });
  // Whole words: the letters of a signed link are drawn by chance.
  expect(JSON.stringify(seen)).not.toMatch(/\b(?:Ida|Berta|klug|Mei|Amara)\b|notifier\.example/);
});
