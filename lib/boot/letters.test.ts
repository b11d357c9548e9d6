import { and, eq, like } from "drizzle-orm";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { auditEntries, cases, mails, outbox, sanctions, statements } from "@/db/schema";
import { markRead } from "@/lib/appeals/read.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { markInformed } from "@/lib/decisions/deliver.command";
import { startDueSanctions } from "@/lib/decisions/sanction.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import { submitNotice } from "@/lib/intake/commands";
import { verifyAudit } from "@/lib/platform/audit-verify";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { escalateCase, waitFor, writeNote } from "@/lib/queue/commands";
import { withTestDatabase } from "@/test/database";
import { aMailServer } from "@/test/mail-server";
import {
  aCase,
  aColleague,
  aDecidedCase,
  anAccount,
  aViolation,
  caseRow,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
const open: { close: () => Promise<void> }[] = [];
let mei: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function withServer(about: Parameters<typeof aMailServer>[0] = {}) {
  const server = await aMailServer(about);
  open.push(server);
  vi.stubEnv("SMTP_URL", server.url);
  vi.stubEnv("APP_URL", "https://desk.moderation.eu");
  return server;
}
const send = (seconds: number) => drainOutbox(db(), outboxHandlers, later(seconds));

async function toldOf(decisionId: string) {
  const [row] = await db()
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.addressee, "affected")));
  if (!row) throw new Error("nobody was to be told");
  return row;
}

test("S2: decided in the last seconds of a day, measures and statement begin together on the next, and the statement is owed by the end of that one", async () => {
  await withServer();
  const account = await anAccount(db(), { email: "midnight@people.eu", zone: "Asia/Shanghai" });
  const eve = new Date("2016-09-07T15:59:58Z");
  const { decisionId } = await aDecidedCase(db(), { by: mei, at: eve, account, notices: 0 });
  const [measure] = await db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId));
  const begins = measure?.startsAt ?? eve;
  expect([dayIn(eve, "Asia/Shanghai"), dayIn(begins, "Asia/Shanghai")]).toEqual(["2016-09-07", "2016-09-08"]);
  const late = await toldOf(decisionId);
  expect(late.dueAt).toEqual(new Date("2016-09-08T15:59:59.999Z"));
  await drainOutbox(db(), outboxHandlers, new Date(begins.getTime() - 1));
  expect((await toldOf(decisionId)).sentAt).toBeNull();
  await startDueSanctions(db(), begins);
  await drainOutbox(db(), outboxHandlers, begins);
  const { sentAt } = await toldOf(decisionId);
  expect(sentAt).toEqual(begins);
  expect(dayIn(sentAt ?? eve, "Asia/Shanghai")).toBe("2016-09-08");
});

test("an address that takes no mail: the statement has bounced, nobody counts as informed, and no period runs", async () => {
  await withServer({ answer: () => ({ code: 550, text: "no such person" }) });
  const account = await anAccount(db(), { email: "gone@people.eu" });
  const { decisionId } = await aDecidedCase(db(), { by: mei, at: townTime, account, notices: 0 });
  await send(60);
  expect(await toldOf(decisionId)).toMatchObject({
    delivery: "bounced",
    sentAt: null,
    informedAt: null,
    appealUntil: null,
  });
  const [row] = await db()
    .select()
    .from(outbox)
    .where(and(eq(outbox.decisionId, decisionId), eq(outbox.kind, "mail.statement")));
  expect(row).toMatchObject({ state: "refused", lastError: expect.stringContaining("no such person") });
  // Whoever reads it at its link is informed then.
  const { id } = await toldOf(decisionId);
  expect(await markRead({ kind: "public" }, { statementId: id }, later(86_400))).toMatchObject({ ok: true });
  expect(await toldOf(decisionId)).toMatchObject({ informedAt: later(86_400) });
});

test("a mail server that is down delays the statement, and the six months run from the day it left", async () => {
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
  const account = await anAccount(db(), { email: "ana@people.eu", zone: "Europe/Berlin" });
  const { decisionId } = await aDecidedCase(db(), { by: mei, at: townTime, account, notices: 0 });
  await send(60);
  expect(await toldOf(decisionId)).toMatchObject({ delivery: "held", informedAt: null });
  const { received } = await withServer();
  await send(3 * 86_400);
  expect(await toldOf(decisionId)).toMatchObject({
    delivery: "sent",
    informedAt: later(3 * 86_400),
    sentAt: later(3 * 86_400),
  });
  const told = await toldOf(decisionId);
  expect(received.map(({ to, headers }) => [to, headers.get("subject")])).toEqual([[["ana@people.eu"], told.subject]]);
  expect(told.appealUntil?.toISOString().slice(0, 10)).toBe("2017-03-10");
  await send(4 * 86_400);
  expect(received).toHaveLength(1);
});

test("S2: the statement leaves on the day on which its restrictions start, and not before they can no longer be taken back", async () => {
  const { received } = await withServer();
  const account = await anAccount(db(), { email: "same-day@people.eu", zone: "Asia/Shanghai" });
  const { decisionId } = await aDecidedCase(db(), { by: mei, at: townTime, account, notices: 0 });
  await send(1);
  expect(received).toEqual([]);
  await startDueSanctions(db(), later(60));
  await send(60);
  const measures = await db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId));
  const { sentAt } = await toldOf(decisionId);
  expect(measures.map(({ state }) => state)).toEqual(measures.map(() => "in_force"));
  for (const { startsAt } of measures)
    expect(dayIn(sentAt ?? later(0), "Asia/Shanghai")).toBe(dayIn(startsAt, "Asia/Shanghai"));
  expect(received.map(({ to }) => to)).toEqual([["same-day@people.eu"]]);
});

test("told twice is told once: the day of the first time stands", async () => {
  const { decisionId } = await aDecidedCase(db(), { by: mei, at: townTime, notices: 0 });
  await send(60);
  const before = await toldOf(decisionId);
  const worker = { kind: "system", name: "outbox" } as const;
  for (const delivery of ["sent", "bounced", "not_deliverable"])
    expect(await markInformed(worker, { statementId: before.id, delivery }, later(999_999))).toMatchObject({
      ok: true,
    });
  expect(await toldOf(decisionId)).toEqual(before);
});

test("of a decision taken back in time nobody hears, neither by mail nor by event", async () => {
  const { received } = await withServer();
  const account = await anAccount(db(), { email: "ana@people.eu" });
  const { decisionId } = await aDecidedCase(db(), { by: mei, at: townTime, account });
  expect(await undoDecision(mei, { decisionId }, later(5))).toMatchObject({ ok: true });
  await startDueSanctions(db(), later(9_999));
  await send(9_999);
  expect(received).toEqual([]);
  const rows = await db().select({ state: outbox.state }).from(outbox).where(eq(outbox.decisionId, decisionId));
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["cancelled"]));
});

const marker = "Zaubermarke";
/** Only in what the moderator writes: a text that names somebody is refused. */
const written = "Geheimwort";

/** From the notice to the decision and its letters, with the marker in every text that a person writes. */
async function markedStory(): Promise<void> {
  const at = townTime;
  const words = (about: string) => `${marker} ${about}, at least ten characters long`;
  const notice = await submitNotice(
    { kind: "system", name: "cli" },
    {
      platform: "taobao-weitao",
      legalClaim: true,
      explanation: words("explanation"),
      legalReference: words("law"),
      items: [
        {
          location: `https://weitao.example/${marker}/1`,
          detail: words("detail"),
          content: {
            title: words("title"),
            text: words("text"),
            publishedAt: "2016-08-18",
            surface: "comment",
            role: "buyer",
            account: { id: `${marker}-account`, handle: marker, email: `${marker}@account.example`, language: "zh-CN" },
          },
        },
      ],
      name: `${marker} Notifier`,
      email: `${marker}@notifier.example`,
      goodFaith: true,
    },
    { channel: "api" },
    at,
  );
  if (!notice.ok) throw new Error(JSON.stringify(notice));
  const { id: caseId } = await markedCase();
  const held = async () => ({ caseId, version: (await caseRow(db(), caseId)).version });
  await claimCase(mei, { caseId }, at);
  await writeNote(mei, { caseId, text: words("note"), onAccount: true }, at);
  expect(await waitFor(mei, { ...(await held()), waitingFor: words("waiting") }, at)).toMatchObject({ ok: true });
  expect(await escalateCase(mei, { ...(await held()), to: "supervisor", why: words("why") }, at)).toMatchObject({
    ok: true,
  });
  const amara = await aColleague(db(), { role: "supervisor" });
  await claimCase(amara, { caseId }, at);
  const about = { ...(await held()), text: words("text"), itemId: "", snapshotId: "", accountId: null };
  const input = { ...aViolation(about, { sanctions: firstBuyerSanction }), facts: `${written} leads people away.` };
  expect(await decideCase(mei, input, at), "a moderator is refused").toMatchObject({ ok: false });
  expect(await decideCase(amara, { ...input, sanctions: [{ action: "tb.no-such" }] }, at)).toMatchObject({
    ok: false,
  });
  const decided = await decideCase(amara, input, at);
  expect(decided.ok ? "decided" : JSON.stringify(decided)).toBe("decided");
  await startDueSanctions(db(), later(60));
  await send(60);
}

async function markedCase(): Promise<{ id: string }> {
  const [row] = await db()
    .select({ id: cases.id })
    .from(cases)
    .where(like(cases.excerpt, `%${marker}%`));
  if (!row) throw new Error("the notice opens a case");
  return row;
}

test("the log holds no word of what was reported, said or written, no name and no address, from notice to letter", async () => {
  await markedStory();
  const letters = await db().select({ body: mails.body, to: mails.toAddress }).from(mails);
  expect(
    letters.some(({ to }) => to.includes(marker)),
    "the letters did go to them",
  ).toBe(true);
  const entries = await db()
    .select({ verb: auditEntries.verb, body: auditEntries.body, subjectId: auditEntries.subjectId })
    .from(auditEntries);
  const verbs = new Set(entries.map(({ verb }) => verb));
  for (const verb of [
    "notice.create",
    "case.claim",
    "case.note",
    "case.wait",
    "case.escalate",
    "case.decide",
    "statement.send",
  ])
    expect([...verbs]).toContain(verb);
  const telling = entries.filter(({ body, subjectId }) => /zaubermarke|geheimwort/i.test(`${body} ${subjectId}`));
  expect(telling.map(({ verb, body }) => `${verb} ${body}`)).toEqual([]);
  const withAddress = entries.filter(({ body }) => /[^\s"]+@[^\s"]+\.[a-z]/.test(body));
  expect(withAddress).toEqual([]);
  expect(await verifyAudit(db(), { now: later(60) })).toMatchObject({ ok: true, faults: [] });
});

test("an open case is decided with the mail server down, and nothing of it is lost", async () => {
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
  const about = await aCase(db(), { account: await anAccount(db(), { email: "ana@people.eu" }) });
  expect(await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), townTime)).toMatchObject({
    ok: true,
  });
});
