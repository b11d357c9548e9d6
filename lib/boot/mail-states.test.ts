import { and, desc, eq } from "drizzle-orm";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { accounts, mails, statements } from "@/db/schema";
import { mailPage, unsentMails } from "@/lib/administration/mailbox.queries";
import { decisionAtLink } from "@/lib/appeals/addressee.queries";
import { fileAppeal } from "@/lib/appeals/file.command";
import { markRead } from "@/lib/appeals/read.command";
import { appealWindowEnds } from "@/lib/decisions/appeal-window.rules";
import { lettersThatCameBack } from "@/lib/decisions/came-back.queries";
import { signLink } from "@/lib/decisions/link.rules";
import { madeDecisions } from "@/lib/decisions/made.queries";
import { recordMailEvent } from "@/lib/decisions/mail-event.command";
import { settleMail, tryNextContacts } from "@/lib/decisions/next-contact.command";
import { secrets } from "@/lib/platform/env";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aMailServer } from "@/test/mail-server";
import { aColleague, aDecidedCase, anAccount, auditOf, givenPacks, townTime } from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
const service = { kind: "system", name: "mail service" } as const;
const open: { close: () => Promise<void> }[] = [];
let mei: Person;
let jonas: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function withServer(answer?: (to: string) => { code: number; text: string } | undefined) {
  const server = await aMailServer(answer ? { answer } : {});
  open.push(server);
  vi.stubEnv("SMTP_URL", server.url);
  vi.stubEnv("APP_URL", "https://desk.moderation.eu");
  return server;
}
const send = (seconds: number) => drainOutbox(db(), outboxHandlers, later(seconds));

/** A decision about somebody with this address, and the letter to them. */
async function aLetterTo(email: string | null) {
  const account = await anAccount(db(), { email, zone: "Europe/Berlin" });
  const decided = await aDecidedCase(db(), { by: mei, at: townTime, account, notices: 0 });
  const stateAs = async (reader: Person) => {
    const made = await madeDecisions(db(), reader, decided.caseId);
    if (!made.ok) throw new Error(made.reason);
    const { state, stateAt, why } = made.value[0]?.letters[0] ?? {};
    return { state, stateAt, why };
  };
  const letter = async () => {
    const [row] = await db().select().from(statements).where(eq(statements.decisionId, decided.decisionId));
    if (!row) throw new Error("nobody was to be told");
    return row;
  };
  const newestMail = async () => {
    const [row] = await db()
      .select()
      .from(mails)
      .where(and(eq(mails.statementId, (await letter()).id)))
      .orderBy(desc(mails.sentAt));
    return row;
  };
  return { ...decided, account, stateAs, letter, newestMail };
}
const report = async (mail: { messageId: string } | undefined, event: string, at: Date, reason = "") =>
  recordMailEvent(service, { messageId: mail?.messageId ?? "", event, at: at.toISOString(), reason }, at);

test("a letter waits, is taken by the server, is delivered when the mail service says so, and is read when its link is opened", async () => {
  await withServer();
  const { stateAs, letter, newestMail } = await aLetterTo("ana@people.eu");
  expect(await stateAs(mei)).toEqual({ state: "queued", stateAt: null, why: null });
  await send(60);
  expect(await stateAs(mei)).toEqual({ state: "sent", stateAt: later(60).toISOString(), why: null });
  expect(await report(await newestMail(), "delivered", later(90))).toMatchObject({ value: { changed: true } });
  expect(await stateAs(mei)).toEqual({ state: "delivered", stateAt: later(90).toISOString(), why: null });
  await markRead({ kind: "public" }, { statementId: (await letter()).id }, later(3_600));
  expect(await stateAs(mei)).toEqual({ state: "read", stateAt: later(3_600).toISOString(), why: null });
  const inView = async (view: "read" | "sent" | "delivered" | "bounced") =>
    (await mailPage(db(), { view, before: null })).items.map(({ id }) => id);
  const id = (await newestMail())?.id;
  expect(await inView("read")).toContain(id);
  for (const view of ["sent", "delivered", "bounced"] as const) expect(await inView(view)).not.toContain(id);
});

test("nobody's reading is guessed: a letter that was delivered and never opened stays delivered", async () => {
  await withServer();
  const { stateAs, newestMail } = await aLetterTo("quiet@people.eu");
  await send(60);
  await report(await newestMail(), "delivered", later(90));
  await report(await newestMail(), "complained", later(100));
  expect(await stateAs(mei)).toMatchObject({ state: "delivered" });
});

test("without an address a letter is undeliverable, and stands in the mailbox under that", async () => {
  const { stateAs, letter } = await aLetterTo(null);
  expect(await stateAs(mei)).toEqual({ state: "undeliverable", stateAt: null, why: null });
  const { id } = await letter();
  expect((await unsentMails(db(), "undeliverable")).map(({ letter: told }) => told?.id)).toContain(id);
});

test("what waits to be sent is in the mailbox by its kind, with when it leaves", async () => {
  await aLetterTo("waits@people.eu");
  const waiting = await unsentMails(db(), "queued");
  expect(waiting).toContainEqual(expect.objectContaining({ kind: "mail.statement", letter: null }));
});

test("Article 17(2) is not met by a letter that came back: a supervisor must act, says how they did, and a moderator sees no reason", async () => {
  await withServer(() => ({ code: 550, text: "no such person" }));
  const { stateAs, newestMail, caseId } = await aLetterTo("gone@people.eu");
  await send(60);
  expect(await stateAs(mei)).toEqual({ state: "bounced", stateAt: later(60).toISOString(), why: null });
  expect(await stateAs(jonas)).toMatchObject({ state: "bounced", why: expect.stringContaining("no such person") });
  const tasks = async (reader: Person) =>
    (await lettersThatCameBack(db(), reader)).filter((task) => task.caseId === caseId);
  expect(await tasks(mei)).toEqual([]);
  expect(await tasks(jonas)).toMatchObject([{ isStatementOfReasons: true, addressee: "affected" }]);
  const mailId = (await newestMail())?.id ?? "";
  expect(await settleMail(mei, { mailId, how: "told by telephone" }, later(120))).toMatchObject({ code: "forbidden" });
  expect(await settleMail(jonas, { mailId, how: " " }, later(120))).toMatchObject({ code: "invalid" });
  expect(await tasks(jonas)).toHaveLength(1);
  expect(await settleMail(jonas, { mailId, how: "told by telephone" }, later(120))).toMatchObject({ ok: true });
  expect(await tasks(jonas)).toEqual([]);
  expect(await newestMail()).toMatchObject({
    settledHow: "told by telephone",
    settledBy: jonas.id,
    settledAt: later(120),
  });
  expect(await settleMail(jonas, { mailId, how: "again" }, later(130))).toMatchObject({ reason: "mail_settled" });
  expect((await auditOf(db(), mailId)).map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual([
    "mail.settle refused",
    "mail.settle done",
  ]);
});

test("a letter that was taken and comes back afterwards informed nobody: the time to appeal begins anew when it is read", async () => {
  await withServer();
  const { stateAs, letter, newestMail } = await aLetterTo("full@people.eu");
  await send(60);
  const believed = (await letter()).appealUntil;
  const said = "452 4.2.2 <full@people.eu>: over quota";
  expect(await report(await newestMail(), "bounced", later(600), said)).toMatchObject({ value: { changed: true } });
  expect(await stateAs(jonas)).toEqual({
    state: "bounced",
    stateAt: later(600).toISOString(),
    why: "452 4.2.2 <the address>: over quota",
  });
  // Told twice, and delivered in another's opinion: what came back came back.
  expect(await report(await newestMail(), "bounced", later(700), said)).toMatchObject({ value: { changed: false } });
  expect(await report(await newestMail(), "delivered", later(800))).toMatchObject({ value: { changed: false } });
  expect((await auditOf(db(), (await newestMail())?.id ?? "")).map(({ verb }) => verb)).toEqual(["mail.event"]);
  const monthLater = later(30 * 86_400);
  await markRead({ kind: "public" }, { statementId: (await letter()).id }, monthLater);
  const read = await letter();
  expect(read.informedAt).toEqual(monthLater);
  expect(read.appealUntil?.getTime()).toBeGreaterThan(believed?.getTime() ?? 0);
});

test("A2: who was told in another way is informed on that day: their six months run from then, and from nothing before", async () => {
  await withServer();
  const { letter, newestMail } = await aLetterTo("byphone@people.eu");
  await send(60);
  await report(await newestMail(), "bounced", later(600));
  const { id } = await letter();
  const yearLater = later(365 * 86_400);
  const token = signLink(id, secrets().links);
  const at = (moment: Date) => decisionAtLink(db(), token, moment);
  expect(await at(yearLater), "nobody told them").toMatchObject({
    value: { mayAppeal: true, window: { state: "not_informed" } },
  });
  const mailId = (await newestMail())?.id ?? "";
  const told = await settleMail(jonas, { mailId, how: "told by telephone" }, yearLater);
  expect(told).toMatchObject({ ok: true });
  const { informedAt, appealUntil, zone, delivery } = await letter();
  expect({ informedAt, delivery }).toEqual({ informedAt: yearLater, delivery: "bounced" });
  expect(appealUntil).toEqual(appealWindowEnds(yearLater, zone));
  const end = appealUntil ?? yearLater;
  expect(await at(end)).toMatchObject({ value: { mayAppeal: true, window: { state: "open" } } });
  expect(await at(new Date(end.getTime() + 1))).toMatchObject({
    value: { mayAppeal: false, window: { state: "closed" } },
  });
});

test("A2: who has the link of a letter that came back may appeal by a program, too, however long ago it was sent", async () => {
  await withServer();
  const { letter, newestMail } = await aLetterTo("api@people.eu");
  await send(60);
  await report(await newestMail(), "bounced", later(600));
  const token = signLink((await letter()).id, secrets().links);
  const filed = await fileAppeal({ kind: "public" }, { token, text: "I never got it." }, later(400 * 86_400));
  expect(filed).toMatchObject({ ok: true });
});

test("who read the letter at its link is informed, whatever a mail server says later", async () => {
  await withServer();
  const { stateAs, letter, newestMail, caseId } = await aLetterTo("reader@people.eu");
  await send(60);
  await markRead({ kind: "public" }, { statementId: (await letter()).id }, later(100));
  await report(await newestMail(), "bounced", later(600));
  expect(await letter()).toMatchObject({ delivery: "sent", informedAt: later(60) });
  expect(await stateAs(mei)).toMatchObject({ state: "read" });
  expect((await lettersThatCameBack(db(), jonas)).filter((task) => task.caseId === caseId)).toEqual([]);
});

test("as soon as another address is known, a letter that came back is sent there, once, and nobody must act any more", async () => {
  const { received } = await withServer((to) => (to === "old@people.eu" ? { code: 550, text: "moved" } : undefined));
  const { account, stateAs, letter, caseId } = await aLetterTo("old@people.eu");
  await send(60);
  await tryNextContacts(db(), later(70));
  await send(80);
  expect(await stateAs(mei)).toMatchObject({ state: "bounced" });
  await db().update(accounts).set({ email: "new@people.eu" }).where(eq(accounts.id, account.id));
  for (const seconds of [100, 200]) {
    await tryNextContacts(db(), later(seconds));
    await send(seconds);
  }
  expect(received.map(({ to }) => to)).toEqual([["new@people.eu"]]);
  expect(await stateAs(mei)).toEqual({ state: "sent", stateAt: later(100).toISOString(), why: null });
  expect(await letter()).toMatchObject({ delivery: "sent", sentAt: later(100), informedAt: later(100) });
  expect((await lettersThatCameBack(db(), jonas)).filter((task) => task.caseId === caseId)).toEqual([]);
});

test("a letter sent again after it came back begins the time to appeal anew, and a late report of the first changes nothing", async () => {
  await withServer();
  const { account, stateAs, letter, newestMail } = await aLetterTo("first@people.eu");
  await send(60);
  const first = await newestMail();
  await report(first, "bounced", later(600));
  await db().update(accounts).set({ email: "second@people.eu" }).where(eq(accounts.id, account.id));
  await tryNextContacts(db(), later(86_400));
  await send(86_400);
  expect(await letter()).toMatchObject({ delivery: "sent", sentAt: later(60), informedAt: later(86_400) });
  expect(await newestMail()).toMatchObject({ toAddress: "second@people.eu" });
  await report(first, "complained", later(90_000));
  expect(await stateAs(mei)).toMatchObject({ state: "sent" });
});

test("a report about a mail that is not ours is refused, and so is one without the right to report", async () => {
  const unknown = { messageId: "<nobody@people.eu>", event: "bounced", at: later(1).toISOString() };
  expect(await recordMailEvent(service, unknown, later(1))).toMatchObject({ ok: false, reason: "mail_unknown" });
  for (const actor of [mei, jonas])
    expect(await recordMailEvent(actor, unknown, later(1))).toMatchObject({ code: "forbidden" });
});
