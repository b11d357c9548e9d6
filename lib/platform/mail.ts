import "server-only";
import { eq } from "drizzle-orm";
import nodemailer from "nodemailer";
import type { Db } from "@/db/client";
import { mails } from "@/db/schema";
import { appUrl } from "./env";
import { Refused } from "./outbox";

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
type SmtpError = Error & { responseCode?: number; command?: string };

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
    throw isPermanent(failed) ? new Refused(`the mail server refused: ${said}`) : new Error(said);
  }
}

/**
 * Hands one mail to the server at SMTP_URL, or keeps it in the mailbox page when none is set. Plain text: nothing in
 * it can run, and a subject is one line. One outbox row makes one mail, also when the same row is tried twice (unique `outbox_id`).
 * @throws Refused when the server says it will never take it; any other error means try again.
 */
export async function sendMail(db: Db, given: Mail, now: Date): Promise<void> {
  const mail = { ...given, subject: given.subject.replace(/\p{Cc}+/gu, " ").trim() };
  const known = await db.select({ id: mails.id }).from(mails).where(eq(mails.outboxId, mail.outboxId));
  if (known.length > 0) return;
  const url = isNowhere(mail.to) ? undefined : process.env.SMTP_URL;
  const messageId = url ? await handOver(url, mail) : "";
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
