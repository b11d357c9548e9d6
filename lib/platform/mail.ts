import "server-only";
import { eq } from "drizzle-orm";
import nodemailer, { type Transporter } from "nodemailer";
import type { Db } from "@/db/client";
import { mails } from "@/db/schema";
import { appUrl } from "./env";
import { Refused } from "./outbox";

export type Mail = { outboxId: string; to: string; subject: string; body: string; language: string; kind: string };

const place = globalThis as typeof globalThis & { recourseTransport?: Transporter };

function transport(url: string): Transporter {
  place.recourseTransport ??= nodemailer.createTransport(url, {
    connectionTimeout: 10_000,
    socketTimeout: 20_000,
  } as never);
  return place.recourseTransport;
}

/** Answers of a mail server that will not change by asking again (RFC 5321: 5yz). */
function isPermanent(error: unknown): boolean {
  const code = (error as { responseCode?: number }).responseCode;
  return code !== undefined && code >= 500 && code < 600;
}

/** Names that never exist (RFC 2606): the demo's people live there, and no server is asked to write to them. */
export function isNowhere(address: string): boolean {
  return /[.@](example|invalid|test)$/i.test(address.trim());
}

/**
 * Hands one mail to the server at SMTP_URL, or keeps it in the mailbox page when none is set. Plain text: nothing in
 * it can run. One outbox row makes one mail, also when the same row is tried twice (unique `outbox_id`).
 * @throws Refused when the server says it will never take it; any other error means try again.
 */
export async function sendMail(db: Db, mail: Mail, now: Date): Promise<void> {
  const known = await db.select({ id: mails.id }).from(mails).where(eq(mails.outboxId, mail.outboxId));
  if (known.length > 0) return;
  const url = isNowhere(mail.to) ? undefined : process.env.SMTP_URL;
  let messageId = "";
  if (url) {
    try {
      const sent = await transport(url).sendMail({
        from: process.env.MAIL_FROM ?? `Recourse <no-reply@${new URL(appUrl()).hostname}>`,
        to: mail.to,
        subject: mail.subject,
        text: mail.body,
        // The same id on a repeat, so that a mail server or reader can drop the second copy.
        messageId: `<${mail.outboxId}@${new URL(appUrl()).hostname}>`,
        headers: { "Content-Language": mail.language, "Auto-Submitted": "auto-generated" },
      });
      messageId = sent.messageId;
    } catch (error) {
      if (isPermanent(error)) throw new Refused(`the mail server refused: ${(error as Error).message}`);
      throw error;
    }
  }
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
