import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import nodemailer from "nodemailer";
import type { Db } from "@/db/client";
import { mails, outbox } from "@/db/schema";
import { mailHost, threadHeaders } from "./mail-thread";
import { Refused, Uncertain, Unreachable } from "./outbox";
import { maxAttempts } from "./outbox.rules";

export type Mail = {
  outboxId: string;
  to: string;
  subject: string;
  body: string;
  /** The same letter as HTML (letter-mail.rules.ts); without it the mail is text alone. */
  html?: string;
  language: string;
  kind: string;
  /** Whose conversation it stands in (mail-thread.ts). */
  thread?: string;
  /** The letter it brings, or the one that an appeal and its answer are about. */
  statementId?: string;
};

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

function makeTransport(url: string) {
  return nodemailer.createTransport({ url, ...timeouts });
}

const place = globalThis as typeof globalThis & {
  recourseTransport?: { url: string; transport: ReturnType<typeof makeTransport> };
};

function transportTo(url: string): ReturnType<typeof makeTransport> {
  if (place.recourseTransport?.url !== url) place.recourseTransport = { url, transport: makeTransport(url) };
  return place.recourseTransport.transport;
}

/** What nodemailer adds to an error: the server's code, and the step of the conversation at which it was given. */
type SmtpError = Error & { responseCode?: number; command?: string; code?: string };

/** No conversation came about: the next mail would wait as long for nothing. */
const noConversation = new Set(["ECONNECTION", "ETIMEDOUT", "ESOCKET", "EDNS", "ECONNREFUSED"]);

/** The steps at which a server speaks of this recipient or this mail, and not of us. */
const ofThisMail = new Set(["RCPT TO", "DATA"]);

/**
 * Answers of a mail server that will not change by asking again: 5yz (RFC 5321) to the recipient or to the mail; and 4yz
 * after all our tries. One to our own name or password is a setting that somebody has to mend, and the mail must not be
 * lost meanwhile.
 */
function isPermanent({ responseCode = 0, command = "" }: SmtpError, attempts: number): boolean {
  if (!ofThisMail.has(command)) return false;
  if (responseCode >= 500 && responseCode < 600) return true;
  return responseCode >= 400 && responseCode < 500 && attempts >= maxAttempts;
}

/** Names that never exist (RFC 2606): the demo's people live there, and no server is asked to write to them. */
export function isNowhere(address: string): boolean {
  return /[.@](example|invalid|test)$/i.test(address.trim());
}

/** What is known of a message before it is sent: its Message-ID, and how often it was tried. */
type Placed = { messageId: string; attempts: number };

async function handOver(db: Db, url: string, mail: Mail, { messageId, attempts }: Placed): Promise<void> {
  const headers = mail.thread ? await threadHeaders(db, { thread: mail.thread, outboxId: mail.outboxId }) : {};
  try {
    await transportTo(url).sendMail({
      from: process.env.MAIL_FROM || `Recourse <no-reply@${mailHost()}>`,
      // As an address, not as a header line: a comma in it makes no second recipient.
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.body,
      ...(mail.html ? { html: mail.html } : {}),
      ...headers,
      // The same id on a repeat, so that a mail server or reader can drop the second copy.
      messageId,
      headers: { "Content-Language": mail.language, "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    const failed: SmtpError = error instanceof Error ? error : new Error(String(error));
    // Servers repeat the address in their answer; the row that keeps the reason lives longer than the address may.
    const said = failed.message.replaceAll(mail.to, "the address");
    if (isPermanent(failed, attempts)) throw new Refused(`the mail server refused: ${said}`);
    throw noConversation.has(failed.code ?? "") ? new Unreachable(said) : new Error(said);
  }
}

/** Gives a message its place in a conversation and its Message-ID, which it keeps at every further try. */
async function placeInThread(db: Db, { outboxId, thread }: Mail): Promise<Placed> {
  const made = `<${outboxId}@${mailHost()}>`;
  const { messageId, attempts } = outbox;
  const [row] = await db
    .update(outbox)
    .set({ messageId: sql`coalesce(${messageId}, ${made})`, ...(thread ? { thread } : {}) })
    .where(eq(outbox.id, outboxId))
    .returning({ messageId, attempts });
  return { messageId: row?.messageId ?? made, attempts: row?.attempts ?? 0 };
}

/**
 * Marks a message as being handed over, before the mail server hears of it. Should this process end between the
 * server's yes and our own row of it, the mark stays, and nobody sends the mail a second time without knowing.
 * @throws Uncertain when the mark is there already
 */
async function beginHandingOver(db: Db, outboxId: string, now: Date): Promise<void> {
  const { id, handingOverAt } = outbox;
  const free = and(eq(id, outboxId), isNull(handingOverAt));
  const [marked] = await db.update(outbox).set({ handingOverAt: now }).where(free).returning({ id });
  if (marked) return;
  const [before] = await db.select({ at: handingOverAt }).from(outbox).where(eq(id, outboxId));
  if (before)
    throw new Uncertain(
      `the process ended while the mail server was taking this (${before.at?.toISOString()}): it may have arrived. Ask the mail server before you send it again.`,
    );
}

/** The server said no, or nothing was said: the mail did not leave, and another try is as good as the first. */
async function failedHandingOver(db: Db, outboxId: string): Promise<void> {
  await db.update(outbox).set({ handingOverAt: null }).where(eq(outbox.id, outboxId));
}

async function handOverOnce(db: Db, url: string, mail: Mail, placed: Placed, now: Date): Promise<void> {
  await beginHandingOver(db, mail.outboxId, now);
  try {
    await handOver(db, url, mail, placed);
  } catch (error) {
    await failedHandingOver(db, mail.outboxId);
    throw error;
  }
}

type Kept = {
  route: "smtp" | "mailbox";
  messageId: string;
  sentAt: Date;
  bouncedAt: Date | null;
  bounceReason: string | null;
};

/** The mail as it was sent, once; one that had been refused and now left is sent. */
async function keep(db: Db, { outboxId, to, subject, body, html = "", language, kind, statementId }: Mail, kept: Kept) {
  await db
    .insert(mails)
    .values({ outboxId, toAddress: to, subject, body, html, language, kind, statementId: statementId ?? null, ...kept })
    .onConflictDoUpdate({ target: mails.outboxId, set: kept, setWhere: isNotNull(mails.bouncedAt) });
}

/**
 * Hands one mail to the server at SMTP_URL, or keeps it in the mailbox page when none is set. Text and HTML of the same
 * letter; nothing in it can run, nothing is fetched, and a subject is one line. One outbox row makes one mail, also when
 * the same row is tried twice (unique `outbox_id`). A mail that the server will not take is kept too, as one that came back.
 * @throws Refused when the server says it will never take it, Uncertain when an earlier process ended while handing it
 * over; any other error means try again.
 */
export async function sendMail(db: Db, given: Mail, now: Date): Promise<void> {
  const mail = { ...given, subject: given.subject.replace(/\p{Cc}+/gu, " ").trim() };
  const known = await db
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.outboxId, mail.outboxId), isNull(mails.bouncedAt)));
  if (known.length > 0) return;
  const placed = await placeInThread(db, mail);
  const sent = { sentAt: now, bouncedAt: null, bounceReason: null };
  const url = isNowhere(mail.to) ? undefined : process.env.SMTP_URL;
  if (!url) return keep(db, mail, { route: "mailbox", messageId: "", ...sent });
  const bySmtp = { route: "smtp" as const, messageId: placed.messageId };
  try {
    await handOverOnce(db, url, mail, placed, now);
  } catch (error) {
    if (error instanceof Refused)
      await keep(db, mail, { ...bySmtp, sentAt: now, bouncedAt: now, bounceReason: error.message.slice(0, 500) });
    throw error;
  }
  await keep(db, mail, { ...bySmtp, ...sent });
}
