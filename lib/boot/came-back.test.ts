import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { cases, mails, outbox } from "@/db/schema";
import { alertWhenOverdue } from "@/lib/clocks/alert.command";
import { clockPage, needsYou } from "@/lib/clocks/board.queries";
import { ClockRequest } from "@/lib/clocks/contract";
import { lettersThatCameBack } from "@/lib/decisions/came-back.queries";
import { owedMailKinds } from "@/lib/decisions/came-back.store";
import { settleMail, takeMail } from "@/lib/decisions/next-contact.command";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aReport, auditOf, givenPacks, townTime } from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (hours: number) => new Date(townTime.getTime() + hours * 3_600_000);
let mei: Person;
let jonas: Person;
let ruth: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  ruth = await aColleague(db(), { name: "Ruth Adler", role: "supervisor" });
});

/** A mail of one kind that left and came back, as its row says so. */
async function cameBack(kind: string, payload: Record<string, unknown> = {}): Promise<string> {
  const [outboxId, mailId] = [v7(), v7()];
  await db()
    .insert(outbox)
    .values({
      ...{ id: outboxId, kind, payload, dedupeKey: outboxId, platformId: "taobao-weitao", state: "sent" },
      ...{ runAt: townTime, createdAt: townTime },
    });
  await db()
    .insert(mails)
    .values({
      ...{ id: mailId, outboxId, kind, toAddress: `${mailId}@people.example`, subject: `About ${kind}`, body: "Hello" },
      ...{ language: "en", route: "smtp", sentAt: townTime, bouncedAt: townTime, bounceReason: "no such person" },
    });
  return mailId;
}
const tasksOf = async (reader: Person) => (await lettersThatCameBack(db(), reader, 500)).map(({ mailId }) => mailId);
const boardOf = async (at: Date, reader: Person = jonas) => {
  const page = await clockPage(db(), reader, ClockRequest.parse({ kind: "came_back", limit: 100 }), at);
  if (!page.ok) throw new Error(page.reason);
  return page.value.rows;
};

test("every kind of letter that the law owes to a person is somebody's task once it came back; what our own people are told is none", async () => {
  const owed = await Promise.all(owedMailKinds.map((kind) => cameBack(kind)));
  const own = await Promise.all(["mail.overdue", "mail.database_alert", "mail.question"].map((kind) => cameBack(kind)));
  const tasks = await tasksOf(jonas);
  expect(owed.filter((mailId) => !tasks.includes(mailId))).toEqual([]);
  expect(own.filter((mailId) => tasks.includes(mailId))).toEqual([]);
  const board = (await boardOf(later(1))).map(({ id }) => id);
  expect(owed.filter((mailId) => !board.includes(mailId))).toEqual([]);
  expect(await tasksOf(mei)).toEqual([]);
});

test("N8: a receipt that came back names its report, and is settled like a statement", async () => {
  const about = await aCase(db(), { notices: 0 });
  const { noticeId } = await aReport(db(), about);
  const mailId = await cameBack("mail.receipt", { noticeId });
  const [task] = (await lettersThatCameBack(db(), jonas, 500)).filter((each) => each.mailId === mailId);
  expect(task).toMatchObject({ about: { reference: `N-${noticeId}`, href: null }, statementId: null, takenBy: null });
  expect(await settleMail(mei, { mailId, how: "on the tracking page" }, later(1))).toMatchObject({ code: "forbidden" });
  expect(await settleMail(jonas, { mailId, how: "on the tracking page" }, later(1))).toMatchObject({ ok: true });
  expect(await tasksOf(jonas)).not.toContain(mailId);
});

test("a letter that came back stands on the clocks with who sees to it, from its own target on", async () => {
  const mailId = await cameBack("mail.misuse");
  const row = async (at: Date, reader = jonas) => (await boardOf(at, reader)).find(({ id }) => id === mailId);
  expect(await row(later(1))).toMatchObject({
    basis: "target",
    holder: null,
    isOverdue: false,
    dueAt: later(24).toISOString(),
    href: `/outbox#mail-${mailId}`,
  });
  expect(await takeMail(mei, { mailId }, later(2))).toMatchObject({ code: "forbidden" });
  expect(await takeMail(jonas, { mailId }, later(2))).toMatchObject({ ok: true });
  expect(await row(later(25))).toMatchObject({ holder: { name: "Jonas Weber" }, isMine: true, isOverdue: true });
  // Another takes it over.
  expect(await takeMail(ruth, { mailId }, later(26))).toMatchObject({ ok: true });
  expect(await row(later(27))).toMatchObject({ holder: { name: "Ruth Adler" }, isMine: false });
  const hers = await needsYou(db(), ruth, later(27), 100);
  expect(hers.ok && hers.value.rows.map(({ id }) => id)).toContain(mailId);
  expect((await auditOf(db(), mailId)).map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual([
    "mail.take done",
    "mail.take done",
  ]);
  await settleMail(ruth, { mailId, how: "told by telephone" }, later(28));
  expect(await row(later(29))).toBeUndefined();
  expect(await takeMail(jonas, { mailId }, later(30))).toMatchObject({ reason: "mail_settled" });
});

test("one that nobody took on in time is written to the supervisors", async () => {
  await cameBack("mail.appeal_answer");
  await alertWhenOverdue(db(), later(30));
  await drainOutbox(db(), outboxHandlers, later(30));
  const alerts = await db().select().from(mails).where(eq(mails.kind, "mail.overdue"));
  expect(alerts.some(({ body }) => body.includes("Letter that came back"))).toBe(true);
});

test("whoever is not cleared never learns that a receipt about a case of child safety came back, and settles none", async () => {
  const about = await aCase(db(), { notices: 0 });
  const { noticeId } = await aReport(db(), about);
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 0 }] })
    .where(eq(cases.id, about.caseId));
  const mailId = await cameBack("mail.receipt", { noticeId });
  expect(await tasksOf(jonas)).not.toContain(mailId);
  expect((await boardOf(later(1))).map(({ id }) => id)).not.toContain(mailId);
  for (const write of [takeMail, settleMail])
    expect(await write(jonas, { mailId, how: "told" }, later(1))).toMatchObject({ code: "not_found" });
  const cleared = { ...jonas, skills: { ...noSkills, childSafety: true } };
  expect(await tasksOf(cleared)).toContain(mailId);
  expect(await takeMail(cleared, { mailId }, later(1))).toMatchObject({ ok: true });
});
