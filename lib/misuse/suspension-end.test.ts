import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { decisions, mails, remedies, sanctions } from "@/db/schema";
import { decisionAtLink } from "@/lib/appeals/addressee.queries";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { madeDecisions } from "@/lib/decisions/made.queries";
import { settleMail } from "@/lib/decisions/next-contact.command";
import { endDueSanctions } from "@/lib/decisions/sanction.command";
import { accountPage } from "@/lib/decisions/standing.queries";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import {
  aFirstLook,
  after,
  aReviewer,
  aTakenAppeal,
  days,
  fieldsOf,
  linkOf,
  reasons,
  theWorkerRuns,
  toldThePlatform,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn, suspensionEnd } from "@/test/misuse";
import { aColleague, anAccount, givenPacks } from "@/test/town";
import { endDueMisuse, liftMisuse } from "./measure.command";
import { misuseView } from "./misuse.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
let ines: Person;
const { suspend, aSuspendedAccount, measureOf, publicStateOf, suspended } = misuseIn(db, () => ({
  mei,
  jonas,
}));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aReviewer(db(), { name: "Jonas Weber" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
  ines = await aReviewer(db(), { name: "Ines Duarte" });
});

test("M4, A6: a suspension that falls on appeal ends, its copy is marked as reversed, and the ledger says so", async () => {
  const { decisionId, measureId, account } = await suspended();
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara, { at: after(days(4)) });
  const right = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, right, after(days(6)))).toMatchObject({ ok: true });
  expect(await db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId))).toMatchObject([
    { state: "lifted" },
  ]);
  await endDueMisuse(db(), after(days(6) + 1));
  expect(await measureOf(measureId)).toMatchObject({ state: "ended", endedHow: "appeal" });
  const ledger = await db().select().from(remedies).where(eq(remedies.decisionId, decisionId));
  expect(ledger.map(({ kind }) => kind).sort()).toEqual(["lift_sanction", "mark_copy", "tell_platform"]);
  expect(await publicStateOf(decisionId, after(days(7)))).toBe("reversed");
  expect(await toldThePlatform(db(), "misuse.ended", { measureId })).toMatchObject([
    { accountId: account.id, decisionId },
  ]);
});

test("M4: a suspension that the desk lifts marks its copy as any reversal does, and the person reads that it was lifted and may still complain", async () => {
  const { decisionId, measureId, account } = await suspended();
  const { token } = await linkOf(db(), decisionId);
  const onAccount = async () => {
    const page = await accountPage(db(), ines, account.id, after(days(6)));
    return page.ok ? page.value.account.decisions.find(({ id }) => id === decisionId)?.state : page.reason;
  };
  expect(await onAccount()).toBe("standing");
  const lifted = await liftMisuse(
    amara,
    { measureId, why: "The shop has closed the listings itself." },
    after(days(5)),
  );
  expect(lifted).toMatchObject({ ok: true });
  expect(await db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId))).toMatchObject([
    { state: "lifted" },
  ]);
  const ledger = await db().select().from(remedies).where(eq(remedies.decisionId, decisionId));
  expect(ledger.map(({ kind }) => kind)).toContain("mark_copy");
  expect(await publicStateOf(decisionId, after(days(6)))).toBe("reversed");
  expect(await decisionAtLink(db(), token, after(days(6)))).toMatchObject({
    value: { state: "lifted", mayAppeal: true },
  });
  const atDesk = async () => {
    const [made] = await db().select().from(decisions).where(eq(decisions.id, decisionId));
    const all = await madeDecisions(db(), ines, made?.caseId ?? "");
    return all.ok ? all.value.find(({ id }) => id === decisionId)?.end?.state : all.reason;
  };
  expect(await atDesk()).toBe("lifted");
  expect(await onAccount(), "nobody has reversed it").toBe("lifted");
  // Nobody has said yet whether it was right (Art. 20(1)): their complaint is judged like any other.
  const taken = await aTakenAppeal(db(), decisionId, ines, { at: after(days(6)) });
  const right = { appealId: taken.appealId, version: taken.version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(ines, right, after(days(7)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(7) + 60));
  expect(await decisionAtLink(db(), token, after(days(8)))).toMatchObject({
    value: { state: "reversed", mayAppeal: false, appeal: { outcome: "reversed" } },
  });
  expect(await measureOf(measureId)).toMatchObject({ state: "ended", endedHow: "lifted" });
  expect(await atDesk()).toBe("reversed");
  expect(await onAccount()).toBe("reversed");
});

test("M1: a suspension by decision ends by itself on its day, to the moment, with its measure; its copy keeps what was true", async () => {
  const { decisionId, measureId } = await suspended();
  await endDueSanctions(db(), new Date(suspensionEnd.getTime() - 1));
  await endDueMisuse(db(), new Date(suspensionEnd.getTime() - 1));
  expect(await measureOf(measureId)).toMatchObject({ state: "suspended" });
  await endDueSanctions(db(), suspensionEnd);
  await endDueMisuse(db(), suspensionEnd);
  expect(await measureOf(measureId)).toMatchObject({ state: "ended", endedHow: "time" });
  expect(await db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId))).toMatchObject([
    { state: "ended", endedAt: suspensionEnd },
  ]);
  expect(await publicStateOf(decisionId, new Date(suspensionEnd.getTime() + 1))).toBe("in_force");
});

test("M1: a suspension was weighed on a form after a warning: nobody takes it back in passing, it is lifted or contested", async () => {
  const { decisionId } = await suspended();
  expect(await undoDecision(jonas, { decisionId }, after(days(3)))).toMatchObject({ reason: "undo_window_over" });
});

test("M4: a suspension for misuse is not decided anew on appeal: a new one would need a warning first", async () => {
  const { decisionId, measureId } = await suspended();
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara, { at: after(days(4)) });
  const anew = { appealId, version, outcome: "partly_reversed", cause: "facts", reasons, decideAgain: true };
  expect(fieldsOf(await answerAppeal(amara, anew, after(days(6))))).toEqual(["decideAgain appeal_misuse_no_anew"]);
  expect(await measureOf(measureId)).toMatchObject({ state: "suspended" });
});

test("M1: a warning that came back is none, until somebody has seen to it that the person learns of it", async () => {
  const account = await anAccount(db(), { email: "bounces@account.example" });
  const { subjectId } = await aSuspendedAccount(account, { isSuspended: false });
  const theirs = and(eq(mails.toAddress, "bounces@account.example"), eq(mails.kind, "mail.misuse"));
  const [mail] = await db().select().from(mails).where(theirs);
  const own = eq(mails.id, mail?.id ?? "");
  await db()
    .update(mails)
    .set({ bouncedAt: after(days(2)), bounceReason: "no such person" })
    .where(own);
  expect(await suspend(subjectId, after(days(3)))).toMatchObject({ reason: "misuse_warning_not_sent" });
  // A program has told nobody: a person says how the other learns of it.
  const key: Actor = { kind: "key", id: v7(), name: "Bot", platformIds: [], permissions: ["mail.settle"] };
  expect(await settleMail(key, { mailId: mail?.id, how: "told by telephone" }, after(days(3)))).toMatchObject({
    code: "forbidden",
  });
  expect(await settleMail(amara, { mailId: mail?.id, how: "told by telephone" }, after(days(3) + 60))).toMatchObject({
    ok: true,
  });
  expect(await suspend(subjectId, after(days(3) + 120))).toMatchObject({ ok: true });
});

test("M1, M4: an account whose suspension falls because nothing bears it has no marks left; where something was found they stay", async () => {
  const countAfter = async (finding: "no_violation" | "law") => {
    const { decisionId, subjectId } = await suspended();
    const held = await aTakenAppeal(db(), decisionId, amara, { at: after(days(4)), isBlind: true });
    await aFirstLook(amara, held, { finding });
    const { appealId, version } = held;
    const right = { appealId, version, outcome: "reversed", cause: "facts", reasons };
    expect(await answerAppeal(amara, right, after(days(6)))).toMatchObject({ ok: true });
    const view = await misuseView(db(), ines, subjectId, after(days(7)));
    return view.ok ? view.value.counts.count : view.reason;
  };
  expect(await countAfter("no_violation")).toBe(0);
  expect(await countAfter("law")).toBe(4);
});
