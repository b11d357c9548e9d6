import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, mails, noticeItems, notices, statements } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { signLink } from "@/lib/decisions/link.rules";
import { madeDecisions } from "@/lib/decisions/made.queries";
import { trackNotice } from "@/lib/intake/queries";
import { secretHash } from "@/lib/intake/reference.rules";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  aFirstLook,
  after,
  anAppeal,
  anAppealDesk,
  aTakenAppeal,
  aToldDecision,
  days,
  effectsIn,
  linkOf,
  reasonOf,
  reasons,
  someWords,
  theWorkerRuns,
  visitor,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import {
  aColleague,
  aDecidedCase,
  anAccount,
  aReport,
  aViolation,
  caseRow,
  firstBuyerSanction,
  townTime,
} from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { answerAppeal } from "./answer.command";
import { fileAppeal } from "./file.command";
import { settleReplaced } from "./replace.command";
import { takeAppeal } from "./take.command";

/** Why the answer to the second side turns over the first. */
const departure = "The report showed a second picture that the first answer had not seen.";
const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let ben: Person;
let amara: Person;
let jonas: Person;
const { measuresOf } = effectsIn(opened);

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(db()));
  // Who lost an appeal does not decide anew.
  ben = await aColleague(db(), { name: "Ben Adler" });
});

const now = after(days(2));
const minuteAfter = (at: Date) => new Date(at.getTime() + 60_000);

const lettersOf = (decisionId: string, letter: "changed" | "cleared") =>
  db()
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.letter, letter)))
    .orderBy(statements.id);

const mailsTo = (address: string) => db().select().from(mails).where(eq(mails.toAddress, address)).orderBy(mails.id);

/** A violation that everybody was told of, whose affected person then appeals, and how Amara answers. */
async function anAnswer(outcome: "upheld" | "reversed" | "partly_reversed", part: Record<string, unknown> = {}) {
  const account = await anAccount(db(), { handle: "flower-shop" });
  const told = await aToldDecision(db(), { by: mei, account });
  const taken = await aTakenAppeal(db(), told.decisionId, amara);
  const answered = await answerAppeal(
    amara,
    { appealId: taken.appealId, version: taken.version, outcome, cause: "facts", reasons, ...part },
    now,
  );
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  await theWorkerRuns(db(), minuteAfter(now));
  const [row] = await db()
    .select({ noticeId: noticeItems.noticeId })
    .from(noticeItems)
    .where(eq(noticeItems.caseId, told.caseId));
  return { ...told, noticeId: row?.noticeId ?? "" };
}

test("N9, A1: who reported is told that the decision fell, what became of the content, and how to complain of that", async () => {
  const { caseId, decisionId, noticeId } = await anAnswer("reversed");
  const [first, second, ...more] = await mailsTo(`${noticeId}@notifier.example`);
  expect([first?.kind, second?.kind, more]).toEqual(["mail.outcome", "mail.outcome", []]);
  expect(second?.subject).toContain("has changed");
  expect(second?.body).toContain("we no longer find that the comment breaks the rules or the law");
  expect(second?.body).toContain("We decided that the content is to be available again.");
  expect(second?.body).toMatch(
    /The first decision relied on rule Table\.[^,]+, “[^”]+”, of “[^”]+”, the version of 1 July 2016\./,
  );
  expect(second?.body).toContain("The review did not find that the comment breaks this rule.");
  expect(second?.body).not.toContain(reasons.slice(0, 30));
  const [letter] = await lettersOf(decisionId, "changed");
  const made = await madeDecisions(db(), jonas, caseId);
  const told = made.ok ? (made.value[0]?.letters ?? []) : [];
  // On the case the newest letter stands before the one that it replaces.
  expect(
    told.map(({ addressee, letter }) => `${addressee} ${letter}`).filter((each) => each.startsWith("notifier")),
  ).toEqual(["notifier changed", "notifier decision"]);
  const { token } = await linkOf(db(), decisionId, "notifier", "changed");
  expect(second?.body).toContain(`/decision/${token}/appeal`);
  expect(second?.body).toContain("You can go to court at any time.");
  expect(letter).toMatchObject({ addressee: "notifier", noticeId, delivery: "sent", informedAt: minuteAfter(now) });
  expect(letter?.appealUntil).not.toBeNull();
});

test("decided anew by another rule: who reported is not told that nothing breaks the rules, and reads what stays until then", async () => {
  const { noticeId } = await anAnswer("partly_reversed", {
    ...{ liftSanctions: [], voidStrike: false, decideAgain: true, cause: "wrong_clause" },
  });
  const [, mail] = await mailsTo(`${noticeId}@notifier.example`);
  expect(mail?.body).toContain("another rule or another measure is right. We are deciding anew");
  expect(mail?.body).toContain("It did not find that the comment is allowed.");
  expect(mail?.body).toContain("This stays in place:");
  expect(mail?.body).not.toMatch(/no longer find|took it back|did not find that the comment breaks/);
});

test("the letter names nobody: neither who reported, nor who decided or answered, nor whose account it was, nor what it lost", async () => {
  const { noticeId } = await anAnswer("reversed");
  const [, mail] = await mailsTo(`${noticeId}@notifier.example`);
  expect(mail?.body).not.toMatch(/Mei|Amara|Okafor|Ida Vint|flower-shop|suspend|strike|seven days|own shop/i);
  expect(mail?.body).not.toMatch(/complained|appealed/i);
});

test("of two who reported, both are told, each at their own link; who left no address reads it on the tracking page", async () => {
  const account = await anAccount(db());
  const about = await aDecidedCase(db(), { by: mei, at: townTime, account, notices: 2 });
  const silent = await aDecidedCase(db(), { by: mei, at: townTime, account, notices: 0 });
  expect(await lettersOf(silent.decisionId, "changed")).toEqual([]);
  await theWorkerRuns(db(), after(60));
  const taken = await aTakenAppeal(db(), about.decisionId, amara);
  const { appealId, version } = taken;
  expect((await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now)).ok).toBe(
    true,
  );
  const letters = await lettersOf(about.decisionId, "changed");
  expect(new Set(letters.map(({ noticeId }) => noticeId)).size).toBe(2);
  const [one] = letters;
  await db()
    .update(notices)
    .set({ reference: "N-0000-0002", secretHash: secretHash("theirs") })
    .where(eq(notices.id, one?.noticeId ?? ""));
  const seen = await trackNotice(db(), "N-0000-0002", "theirs", visitor, now);
  expect(seen).toMatchObject({
    value: { items: [{ state: "decided", outcome: "no_action", statementId: one?.id }] },
  });
});

test("an answer that changes nothing writes to the other side nothing", async () => {
  const { decisionId, noticeId } = await anAnswer("upheld");
  expect(await lettersOf(decisionId, "changed")).toEqual([]);
  expect(await mailsTo(`${noticeId}@notifier.example`)).toHaveLength(1);
});

test("where only a part fell, the letter says that the finding stands and what stays on the content, never what followed for the account", async () => {
  const account = await anAccount(db());
  const told = await aToldDecision(db(), { by: mei, account });
  const measures = await measuresOf(told.decisionId);
  const feature = measures.find(({ target }) => target === "feature");
  const { appealId, version } = await aTakenAppeal(db(), told.decisionId, amara);
  const part = { liftSanctions: [feature?.id], voidStrike: false };
  const answered = await answerAppeal(
    amara,
    { appealId, version, outcome: "partly_reversed", cause: "facts", reasons, ...part },
    now,
  );
  expect(answered.ok).toBe(true);
  const [letter] = await lettersOf(told.decisionId, "changed");
  const text = JSON.stringify(letter?.parts);
  expect(text).toContain("We stand by what we found, and changed a part of what follows from it.");
  expect(text).toMatch(/The review, too, found that the comment breaks rule Table/);
  expect(text).toContain("It found that not everything that we imposed should stay.");
  expect(text).toMatch(/This stays in place: [^"]*elete/);
  expect(text).not.toMatch(/suspend|available again/i);
});

test("A1, A9: who reported complains of the change; who made it does not judge that; if they are right the case is decided anew", async () => {
  const { decisionId, caseId, ...about } = await anAnswer("reversed");
  const at = after(days(3));
  // The first letter's right ended with the decision that it told of.
  const first = await linkOf(db(), decisionId, "notifier");
  expect(reasonOf(await fileAppeal(visitor, { token: first.token, text: someWords }, at))).toBe(
    "appeal_decision_reversed",
  );
  const { token } = await linkOf(db(), decisionId, "notifier", "changed");
  expect(await decisionAtLink(db(), token, at)).toMatchObject({ value: { state: "standing", mayAppeal: true } });
  const filed = await anAppeal(db(), decisionId, { side: "notifier", letter: "changed", at });
  expect(reasonOf(await takeAppeal(mei, filed, at))).toBe("forbidden");
  expect(reasonOf(await takeAppeal(amara, filed, at))).toBe("appeal_own_review");
  const taken = await takeAppeal(jonas, filed, at);
  const held = { appealId: filed.appealId, version: taken.ok ? taken.value.version : 0 };
  await aFirstLook(jonas, held);
  const answered = await answerAppeal(
    jonas,
    { ...held, outcome: "reversed", cause: "facts", reasons, departure },
    after(days(4)),
  );
  expect(answered).toMatchObject({ ok: true, value: { reopenedCase: caseId } });
  const row = await caseRow(db(), caseId);
  expect(row).toMatchObject({ state: "reopened" });
  const again = aViolation({ ...about, caseId, version: row.version }, { sanctions: firstBuyerSanction });
  const made = await decideCase(ben, again, after(days(5)));
  const newId = made.ok ? made.value.decisionId : "";
  await theWorkerRuns(db(), minuteAfter(after(days(5))));
  await settleReplaced(db(), minuteAfter(after(days(5))));
  const [joined] = await db().select().from(appeals).where(eq(appeals.id, filed.appealId));
  expect(joined?.newDecisionId).toBe(newId);
  // Both sides have the new decision in letters of its own.
  for (const side of ["affected", "notifier"] as const)
    expect((await linkOf(db(), newId, side)).statementId).toBeTruthy();
});

test("once the case is open again, nobody else complains of what the decision had become", async () => {
  const account = await anAccount(db());
  const about = await aDecidedCase(db(), { by: mei, at: townTime, account, notices: 2 });
  await theWorkerRuns(db(), after(60));
  const { appealId, version } = await aTakenAppeal(db(), about.decisionId, amara);
  await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  await theWorkerRuns(db(), minuteAfter(now));
  const at = after(days(3));
  const own = await aTakenAppeal(db(), about.decisionId, jonas, { side: "notifier", letter: "changed", at });
  const answered = await answerAppeal(
    jonas,
    { appealId: own.appealId, version: own.version, outcome: "reversed", cause: "facts", reasons, departure },
    after(days(4)),
  );
  expect(answered.ok).toBe(true);
  for (const { id } of await lettersOf(about.decisionId, "changed")) {
    if (id === own.statementId) continue;
    const token = signLink(id, secrets().links);
    expect(reasonOf(await fileAppeal(visitor, { token, text: someWords }, after(days(5))))).toBe(
      "appeal_decision_reversed",
    );
    expect(await decisionAtLink(db(), token, after(days(5)))).toMatchObject({ value: { state: "changed" } });
  }
});

test("a person of whom nothing was ever found hears nothing when nothing is found again", async () => {
  const account = await anAccount(db());
  const about = await aDecidedCase(db(), { by: mei, at: townTime, account });
  await theWorkerRuns(db(), after(60));
  const { appealId, version } = await aTakenAppeal(db(), about.decisionId, amara);
  await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  await theWorkerRuns(db(), minuteAfter(now));
  // Their own appeal has told them; a later report of the same item finds nothing either.
  const own = await aTakenAppeal(db(), about.decisionId, jonas, {
    side: "notifier",
    letter: "changed",
    at: after(days(3)),
  });
  await answerAppeal(
    jonas,
    { appealId: own.appealId, version: own.version, outcome: "reversed", cause: "facts", reasons, departure },
    after(days(4)),
  );
  await aReport(db(), about);
  const { version: seen } = await caseRow(db(), about.caseId);
  const made = await decideCase(ben, { caseId: about.caseId, version: seen, outcome: "no_violation" }, after(days(5)));
  expect(await lettersOf(made.ok ? made.value.decisionId : "", "cleared")).toEqual([]);
});
