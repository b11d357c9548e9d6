import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, databaseCopies, notices, notifierReveals, statements } from "@/db/schema";
import { clockPage } from "@/lib/clocks/board.queries";
import { ClockRequest } from "@/lib/clocks/contract";
import { decideCase } from "@/lib/decisions/decide.command";
import { caseView } from "@/lib/decisions/queries";
import { answerReveal, askReveal, withdrawReveal } from "@/lib/decisions/reveal.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  anAccount,
  aReport,
  auditOf,
  aViolation,
  decisionOf,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);
let mei: Person;
let jonas: Person;
let ruth: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  ruth = await aColleague(db(), { name: "Ruth Adler", role: "supervisor" });
});

const why = "The picture is theirs; without the name nobody can see whose right is broken.";
const yes = "The work is registered under this name.";
const law = {
  ground: "terms_and_law",
  legalGround: "Section 97 of the Example Copyright Act",
  legalExplanation: "The picture is offered without the consent of whoever made it.",
  sanctions: firstBuyerSanction,
};

/** A case with one report of somebody who gave a name, and one of somebody else. */
async function reported(about: Parameters<typeof aReport>[2] = {}) {
  const made = await aCase(db(), { language: "en", account: await anAccount(db(), { language: "en" }), notices: 0 });
  const given = { name: "Ida Vint", email: "ida.vint@notifier.example", source: "rights_holder", ...about } as const;
  const { noticeId } = await aReport(db(), made, given);
  await aReport(db(), made, { name: "Otto Berg", email: "otto.berg@notifier.example" });
  return { ...made, noticeId };
}
async function agreed(about: Awaited<ReturnType<typeof reported>>): Promise<string> {
  const asked = await askReveal(mei, { caseId: about.caseId, noticeId: about.noticeId, why }, later(1));
  if (!asked.ok) throw new Error(JSON.stringify(asked));
  const { revealId } = asked.value;
  const answered = await answerReveal(jonas, { revealId, consents: true, why: yes }, later(2));
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  return revealId;
}
async function lettersOn(caseId: string) {
  const decision = await decisionOf(db(), caseId);
  const rows = await db()
    .select()
    .from(statements)
    .where(eq(statements.decisionId, decision?.id ?? ""));
  const copies = await db()
    .select()
    .from(databaseCopies)
    .where(eq(databaseCopies.decisionId, decision?.id ?? ""));
  const textOf = (some: typeof rows) => JSON.stringify(some.map(({ subject, parts }) => [subject, parts]));
  return {
    toAffected: textOf(rows.filter(({ addressee }) => addressee === "affected")),
    toNotifier: (noticeId: string) => textOf(rows.filter((row) => row.noticeId === noticeId)),
    toOthers: (noticeId: string) =>
      textOf(rows.filter((row) => row.addressee === "notifier" && row.noticeId !== noticeId)),
    copies: JSON.stringify(copies),
  };
}

test("S6: a notifier is named only with a reason and a second person's consent; then the letter says so, they are told, and nobody else is named", async () => {
  const about = await reported();
  await agreed(about);
  expect(await decideCase(mei, aViolation(about, law), later(3))).toMatchObject({ ok: true });
  const letters = await lettersOn(about.caseId);
  expect(letters.toAffected).toContain("This content was reported to us by Ida Vint.");
  expect(letters.toAffected).not.toContain("We do not say who reports content.");
  expect(letters.toAffected).not.toMatch(/ida\.vint@|Otto|Berg|Jonas|Mei Lin/);
  expect(letters.toNotifier(about.noticeId)).toContain("We told the person concerned that the report came from you.");
  expect(letters.toOthers(about.noticeId)).not.toMatch(/Ida Vint|came from you/);
  expect(letters.copies).not.toMatch(/Ida|Vint/);
  const log = await auditOf(db(), about.caseId);
  expect(log.map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual(
    expect.arrayContaining(["reveal.ask done", "reveal.answer done"]),
  );
  expect(JSON.stringify(log)).not.toMatch(/Ida|Vint|registered under/);
});

test("S6: what was asked for and not answered, refused, or taken back reveals nobody", async () => {
  const asked = await reported();
  await askReveal(mei, { caseId: asked.caseId, noticeId: asked.noticeId, why }, later(1));
  const refused = await reported();
  const request = await askReveal(mei, { caseId: refused.caseId, noticeId: refused.noticeId, why }, later(1));
  const revealId = request.ok ? request.value.revealId : "";
  expect(
    await answerReveal(jonas, { revealId, consents: false, why: "The work can be named." }, later(2)),
  ).toMatchObject({ ok: true });
  expect(await answerReveal(ruth, { revealId, consents: true, why: yes }, later(3))).toMatchObject({
    reason: "reveal_answered",
  });
  const withdrawn = await reported();
  expect(await withdrawReveal(mei, { revealId: await agreed(withdrawn) }, later(3))).toMatchObject({ ok: true });
  for (const about of [asked, refused, withdrawn]) {
    await decideCase(mei, aViolation(about, law), later(4));
    expect((await lettersOn(about.caseId)).toAffected).not.toMatch(/Ida|Vint/);
  }
});

test("S6: on the ground of terms alone nobody is named, whatever two people agreed: there is no illegality to show", async () => {
  const about = await reported();
  await agreed(about);
  await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), later(3));
  const letters = await lettersOn(about.caseId);
  expect(letters.toAffected).not.toMatch(/Ida|Vint/);
  expect(letters.toNotifier(about.noticeId)).not.toContain("came from you");
});

test("S6: minors, whoever speaks for one, reports of child abuse, reports about terms, and reports without a name are never revealed", async () => {
  const never: Parameters<typeof aReport>[2][] = [
    { bringing: { isMinor: true } },
    { relation: "self" },
    { relation: "parent" },
    { relation: "guardian" },
    { relation: "executor" },
    { source: "guardian" },
    { childAbuseClaim: true },
    { legalClaim: false },
    { name: null },
    { withdrawnAt: townTime },
  ];
  for (const about of never) {
    const { caseId, noticeId } = await reported(about);
    expect([about, await askReveal(mei, { caseId, noticeId, why }, later(1))]).toMatchObject([
      about,
      { reason: "reveal_not_possible" },
    ]);
  }
});

test("S6: whoever turns out to be a minor after the consent is not revealed", async () => {
  const about = await reported();
  await agreed(about);
  await db().update(notices).set({ relation: "self" }).where(eq(notices.id, about.noticeId));
  await decideCase(mei, aViolation(about, law), later(3));
  expect((await lettersOn(about.caseId)).toAffected).not.toMatch(/Ida|Vint/);
});

test("S6: nobody consents to what they asked themselves, neither here nor in the database; a moderator consents to nothing", async () => {
  const { caseId, noticeId } = await reported();
  const asked = await askReveal(jonas, { caseId, noticeId, why }, later(1));
  const revealId = asked.ok ? asked.value.revealId : "";
  expect(await answerReveal(jonas, { revealId, consents: true, why: yes }, later(2))).toMatchObject({
    reason: "reveal_own",
  });
  expect(await answerReveal(mei, { revealId, consents: true, why: yes }, later(2))).toMatchObject({
    code: "forbidden",
  });
  const own = sql`update notifier_reveals set state = 'consented', answered_by = asked_by, answered_at = now(), answer_why = 'x' where id = ${revealId}`;
  await expect(db().execute(own)).rejects.toThrow(/notifier_reveals_second/);
  await expect(db().delete(notifierReveals).where(eq(notifierReveals.id, revealId))).rejects.toThrow();
  expect(await askReveal(mei, { caseId, noticeId, why }, later(2))).toMatchObject({ reason: "reveal_asked_already" });
});

test("S6: a request waits on the clocks for the second person, who alone reads the name; a case that is hidden or not there is answered alike", async () => {
  const { caseId, noticeId } = await reported();
  const asked = await askReveal(mei, { caseId, noticeId, why }, later(1));
  const revealId = asked.ok ? asked.value.revealId : "";
  const board = await clockPage(db(), ruth, ClockRequest.parse({ kind: "reveal", limit: 100 }), later(2));
  expect(board.ok && board.value.rows.find(({ id }) => id === revealId)).toMatchObject({ href: `/cases/${caseId}` });
  const seenBy = async (reader: Person) => {
    const view = await caseView(db(), reader, caseId, later(2));
    return view.ok ? view.value.notices.find(({ id }) => id === noticeId)?.reveal : null;
  };
  expect(await seenBy(ruth)).toMatchObject({ state: "asked", why, name: "Ida Vint", isMine: false });
  expect(await seenBy(mei)).toMatchObject({ state: "asked", name: null, isMine: true });
  const unknown = { caseId: noticeId, noticeId: caseId, why };
  expect(await askReveal(mei, unknown, later(2))).toMatchObject({ reason: "reveal_not_possible" });
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 0 }] })
    .where(eq(cases.id, caseId));
  expect(await answerReveal(ruth, { revealId, consents: true, why: yes }, later(3))).toMatchObject({
    code: "not_found",
  });
  expect(await askReveal(mei, { caseId, noticeId, why: "short" }, later(3))).toMatchObject({ code: "invalid" });
});
