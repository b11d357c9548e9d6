import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, mails, noticeItems, noticeMessages, notices, statements } from "@/db/schema";
import { askNotifier } from "@/lib/decisions/ask-notifier.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { caseView } from "@/lib/decisions/queries";
import { substantiateNotice } from "@/lib/decisions/substantiate.command";
import { submitNotice } from "@/lib/intake/commands";
import { withdrawNotice, writeToDesk } from "@/lib/intake/notice-message.command";
import { mostLines } from "@/lib/intake/notice-message.rules";
import { trackNotice } from "@/lib/intake/queries";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { waitFor, wakeWaiting } from "@/lib/queue/commands";
import { withTestDatabase } from "@/test/database";
import { aNotice, aPlace } from "@/test/intake";
import { aColleague, auditOf, caseRow, givenPacks } from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2026-03-01T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const visitor: Actor = { kind: "public" };
let [mei, ben]: Person[] = [];
const moderator = () => mei as Person;
const question = "Which of the two pictures do you mean?";

beforeAll(async () => {
  await givenPacks(db(), now);
  mei = await aColleague(db(), { name: "Mei Lin" });
  ben = await aColleague(db(), { name: "Ben Okafor" });
});

async function reported(about: Record<string, unknown> = {}) {
  const answer = await submitNotice(visitor, aNotice(about), { channel: "form" }, now);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  const { reference, trackingUrl } = answer.value;
  const [row] = await db().select().from(notices).where(eq(notices.reference, reference));
  const [item] = await db()
    .select()
    .from(noticeItems)
    .where(eq(noticeItems.noticeId, row?.id ?? ""));
  const secret = new URL(trackingUrl).searchParams.get("key") ?? "";
  return { reference, secret, noticeId: row?.id ?? "", caseId: item?.caseId ?? "" };
}
type Reported = Awaited<ReturnType<typeof reported>>;

const pageOf = async ({ reference, secret }: Reported, at = later(30)) => {
  const tracked = await trackNotice(db(), reference, secret, visitor, at);
  if (!tracked.ok) throw new Error(tracked.reason);
  return tracked.value;
};
async function decided({ caseId }: Reported, at: Date) {
  await claimCase(moderator(), { caseId }, at);
  const { version } = await caseRow(db(), caseId);
  const rationale = "The offer is a toy for adults and is allowed.";
  const answer = await decideCase(moderator(), { caseId, version, outcome: "no_violation", rationale }, at);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
}

test("the desk asks and the notifier answers, and neither page says who the other is", async () => {
  const about = await reported({ name: "Ilsabet Quorn", email: "ilsabet.quorn@notifier.example" });
  expect(await askNotifier(moderator(), { caseId: about.caseId, text: question }, later(1))).toMatchObject({
    ok: true,
  });
  await drainOutbox(db(), outboxHandlers, later(2));
  const toThem = and(eq(mails.toAddress, "ilsabet.quorn@notifier.example"), eq(mails.kind, "mail.question"));
  const [mail] = await db().select().from(mails).where(toThem);
  expect(mail?.body).toContain(`/notice/${about.reference}?key=${about.secret}`);
  expect(mail?.body).not.toContain(question);
  const answered = { reference: about.reference, secret: about.secret, text: "The second one, with the red box." };
  expect(await writeToDesk(visitor, answered, later(3))).toMatchObject({ ok: true });
  const page = await pageOf(about);
  expect(page.messages).toEqual([
    { by: "desk", text: question, at: later(1).toISOString() },
    { by: "notifier", text: answered.text, at: later(3).toISOString() },
  ]);
  const view = await caseView(db(), ben as Person, about.caseId, later(4));
  expect(view.ok && view.value.notices[0]?.messages).toEqual(page.messages);
  for (const told of [JSON.stringify(page), mail?.body ?? ""]) expect(told).not.toContain("Mei Lin");
  expect(JSON.stringify(view)).not.toContain("Quorn");
});

test("a notifier who writes their name, another address or their telephone number in a reply stays unknown to the desk, and reads their own words whole", async () => {
  const about = await reported({ name: "Ilsabet Quorn", email: "ilsabet.quorn@notifier.example" });
  const text = "The red one. Call me: +49 30 12345678, or write to i.quorn@work.example. Ilsabet Quorn";
  expect(await writeToDesk(visitor, { ...about, text }, later(3))).toMatchObject({ ok: true });
  const view = await caseView(db(), ben as Person, about.caseId, later(4));
  const lines = view.ok ? view.value.notices[0]?.messages : [];
  expect(lines).toMatchObject([{ by: "notifier", isCut: true }]);
  for (const told of ["Quorn", "12345678", "work.example"]) expect(JSON.stringify(view)).not.toContain(told);
  expect(lines?.[0]?.text).toContain("The red one.");
  expect((await pageOf(about)).messages).toMatchObject([{ text }]);
});

test("a question that names the moderator or a notifier is refused and stores nothing", async () => {
  const about = await reported({ name: "Ilsabet Quorn" });
  for (const text of ["Write to Mei Lin about it.", "Are you Ilsabet Quorn?"])
    expect(await askNotifier(moderator(), { caseId: about.caseId, text }, later(1))).toMatchObject({
      code: "refused",
      fields: [{ field: "text", reason: "text_names_someone" }],
    });
  expect(await db().select().from(noticeMessages).where(eq(noticeMessages.noticeId, about.noticeId))).toEqual([]);
});

test("an answer brings a waiting case back", async () => {
  const about = await reported();
  await claimCase(moderator(), { caseId: about.caseId }, later(1));
  const { version } = await caseRow(db(), about.caseId);
  const waiting = { caseId: about.caseId, version, waitingFor: "The notifier's answer." };
  expect(await waitFor(moderator(), waiting, later(2))).toMatchObject({ ok: true });
  await writeToDesk(visitor, { ...about, text: "The second one." }, later(3));
  await wakeWaiting(db(), later(4));
  expect(await caseRow(db(), about.caseId)).toMatchObject({ state: "open" });
});

test("whoever has a wrong secret, or only a platform's key, neither reads nor writes nor withdraws", async () => {
  const [about, other] = [await reported(), await reported()];
  await askNotifier(moderator(), { caseId: about.caseId, text: question }, later(1));
  const guess = { reference: about.reference, secret: other.secret };
  expect(await writeToDesk(visitor, { ...guess, text: "Hello" }, later(2))).toMatchObject({ reason: "tracking_wrong" });
  expect(await withdrawNotice(visitor, guess, later(2))).toMatchObject({ reason: "tracking_wrong" });
  const unknown = { reference: "N-0000-0000", secret: other.secret };
  expect(await withdrawNotice(visitor, unknown, later(2))).toMatchObject({ reason: "tracking_wrong" });
  const key: Actor = { kind: "key", id: "k", name: "shop", platformIds: ["aliexpress"], permissions: ["notice.track"] };
  const tracked = await trackNotice(db(), about.reference, null, key, later(3));
  expect(tracked).toMatchObject({ ok: true, value: { messages: [], mayWrite: false, mayWithdraw: false } });
});

test("a notifier who takes their notice back is told no outcome, and their case is decided all the same", async () => {
  const place = { items: [{ location: aPlace() }] };
  const about = await reported({ ...place, email: "back@notifier.example" });
  const other = await reported({ ...place, email: "stays@notifier.example" });
  expect(await withdrawNotice(visitor, about, later(1))).toMatchObject({ ok: true });
  expect((await auditOf(db(), about.noticeId)).map(({ verb }) => verb)).toContain("notice.withdraw");
  expect(await withdrawNotice(visitor, about, later(2))).toMatchObject({ reason: "notice_withdrawn" });
  expect(await writeToDesk(visitor, { ...about, text: "More" }, later(2))).toMatchObject({
    reason: "notice_withdrawn",
  });
  expect(await pageOf(about)).toMatchObject({ withdrawnAt: later(1).toISOString(), mayWrite: false });
  const view = await caseView(db(), moderator(), about.caseId, later(3));
  const taken = view.ok ? view.value.notices.filter(({ isWithdrawn }) => isWithdrawn) : [];
  expect(taken.map(({ id }) => id)).toEqual([about.noticeId]);
  await decided(about, later(5));
  const told = await db().select({ noticeId: statements.noticeId }).from(statements);
  expect(told.map(({ noticeId }) => noticeId)).toContain(other.noticeId);
  expect(told.map(({ noticeId }) => noticeId)).not.toContain(about.noticeId);
});

test("a case whose only notice was taken back stays to be decided, and nobody is asked about it", async () => {
  const about = await reported();
  await withdrawNotice(visitor, about, later(1));
  expect(await caseRow(db(), about.caseId)).toMatchObject({ state: "open" });
  expect(await askNotifier(moderator(), { caseId: about.caseId, text: question }, later(2))).toMatchObject({
    reason: "nobody_to_ask",
  });
  await decided(about, later(5));
  expect(await caseRow(db(), about.caseId)).toMatchObject({ state: "decided" });
});

test("once it is decided an appeal is the way, and no line and no withdrawal", async () => {
  const about = await reported();
  await decided(about, later(5));
  for (const run of [
    withdrawNotice(visitor, about, later(6)),
    writeToDesk(visitor, { ...about, text: "But" }, later(6)),
  ])
    expect(await run).toMatchObject({ reason: "notice_decided" });
  expect(await askNotifier(moderator(), { caseId: about.caseId, text: question }, later(7))).toMatchObject({
    reason: "case_decided_no_question",
  });
});

test("a notifier cannot fill the case with lines, and what they write is text of a length", async () => {
  const about = await reported();
  for (const text of ["", " \u200b ", "x".repeat(4001), "nul \u0000"])
    expect(await writeToDesk(visitor, { ...about, text }, later(1)), JSON.stringify(text.slice(0, 9))).toMatchObject({
      code: "invalid",
      fields: [{ field: "text" }],
    });
  expect(await writeToDesk(visitor, { ...about, text: "It says \u202eturned" }, later(0))).toMatchObject({ ok: true });
  for (let each = 1; each < mostLines; each += 1)
    expect(await writeToDesk(visitor, { ...about, text: `Line ${each}` }, later(each))).toMatchObject({ ok: true });
  expect(await writeToDesk(visitor, { ...about, text: "One more" }, later(60))).toMatchObject({ reason: "talk_full" });
});

test("only those who decide may ask, and nobody who is not cleared asks about a hidden case", async () => {
  const about = await reported();
  for (const role of ["admin", "auditor"] as const)
    expect(
      await askNotifier(await aColleague(db(), { role }), { caseId: about.caseId, text: question }, later(1)),
    ).toMatchObject({ code: "forbidden" });
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 480 }] })
    .where(eq(cases.id, about.caseId));
  expect(await askNotifier(moderator(), { caseId: about.caseId, text: question }, later(2))).toMatchObject({
    reason: "case_not_found",
  });
});

test("N7: marking a notice as substantiated sets the moment of knowledge at once, and nobody moves it later", async () => {
  const about = await reported();
  const mark = { caseId: about.caseId, noticeId: about.noticeId };
  expect(await substantiateNotice(moderator(), mark, later(3))).toMatchObject({
    value: { knowledgeAt: later(3).toISOString() },
  });
  expect(await substantiateNotice(ben as Person, mark, later(9))).toMatchObject({ reason: "knowledge_set" });
  const ofIt = eq(notices.id, about.noticeId);
  const [stored] = await db().select().from(notices).where(ofIt);
  expect(stored).toMatchObject({ knowledgeAt: later(3), knowledgeSetBy: moderator().id });
  for (const knowledgeAt of [later(1), null])
    await expect(Promise.resolve(db().update(notices).set({ knowledgeAt }).where(ofIt))).rejects.toThrow();
  const view = await caseView(db(), moderator(), about.caseId, later(10));
  expect(view.ok && view.value.notices[0]?.knowledgeAt).toBe(later(3).toISOString());
});

test("N7: a report about the terms gives no knowledge of illegality, and only who decides marks one", async () => {
  const terms = await reported({ legalClaim: false });
  expect(await substantiateNotice(moderator(), { caseId: terms.caseId }, later(1))).toMatchObject({
    reason: "no_legal_claim",
  });
  const law = await reported();
  const auditor = await aColleague(db(), { role: "auditor" });
  expect(await substantiateNotice(auditor, { caseId: law.caseId }, later(1))).toMatchObject({ code: "forbidden" });
});
