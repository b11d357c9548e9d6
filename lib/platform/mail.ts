import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import nodemailer from "nodemailer";
import type { Db } from "@/db/client";
import { mails, outbox } from "@/db/schema";
import { appUrl } from "./env";
import { Refused, Uncertain, Unreachable } from "./outbox";

export type Mail = { outboxId: string; to: string; subject: string; body: string; language: string; kind: string };

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

/**
 * Answers of a mail server that will not change by asking again: 5yz (RFC 5321) to the recipient or to the mail. One to
 * our own name or password is a setting that somebody has to mend, and the mail must not be lost meanwhile.
 */
function isPermanent({ responseCode = 0, command = "" }: SmtpError): boolean {
  return responseCode >= 500 && responseCode < 600 && ["RCPT TO", "DATA"].includes(command);
}

/** Names that never exist (RFC 2606): the demo's people live there, and no server is asked to write to them. */
export function isNowhere(address: string): boolean {
  return /[.@](example|invalid|test)$/i.test(address.trim());
}

async function handOver(url: string, mail: Mail): Promise<string> {
  const { hostname } = new URL(appUrl());
  try {
    const sent = await transportTo(url).sendMail({
      from: process.env.MAIL_FROM || `Recourse <no-reply@${hostname}>`,
      // As an address, not as a header line: a comma in it makes no second recipient.
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.body,
      // The same id on a repeat, so that a mail server or reader can drop the second copy.
      messageId: `<${mail.outboxId}@${hostname}>`,
      headers: { "Content-Language": mail.language, "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return sent.messageId;
  } catch (error) {
    const failed: SmtpError = error instanceof Error ? error : new Error(String(error));
    // Servers repeat the address in their answer; the row that keeps the reason lives longer than the address may.
    const said = failed.message.replaceAll(mail.to, "the address");
    if (isPermanent(failed)) throw new Refused(`the mail server refused: ${said}`);
    throw noConversation.has(failed.code ?? "") ? new Unreachable(said) : new Error(said);
  }
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

async function handOverOnce(db: Db, url: string, mail: Mail, now: Date): Promise<string> {
  await beginHandingOver(db, mail.outboxId, now);
  try {
    return await handOver(url, mail);
  } catch (error) {
    await failedHandingOver(db, mail.outboxId);
    throw error;
  }
}

/**
 * Hands one mail to the server at SMTP_URL, or keeps it in the mailbox page when none is set. Plain text: nothing in
 * it can run, and a subject is one line. One outbox row makes one mail, also when the same row is tried twice (unique `outbox_id`).
 * @throws Refused when the server says it will never take it, Uncertain when an earlier process ended while handing it
 * over; any other error means try again.
 */
export async function sendMail(db: Db, given: Mail, now: Date): Promise<void> {
  const mail = { ...given, subject: given.subject.replace(/\p{Cc}+/gu, " ").trim() };
  const known = await db.select({ id: mails.id }).from(mails).where(eq(mails.outboxId, mail.outboxId));
  if (known.length > 0) return;
  const url = isNowhere(mail.to) ? undefined : process.env.SMTP_URL;
  const messageId = url ? await handOverOnce(db, url, mail, now) : "";
  await db
    .insert(mails)
    .values({
      outboxId: mail.outboxId,
      toAddress: mail.to,
      subject: mail.subject,
      body: mail.body,
      language: mail.language,
      kind: mail.kind,
      route: url ? "smtp" : "mailbox",
      messageId,
      sentAt: now,
    })
    .onConflictDoNothing();
}
