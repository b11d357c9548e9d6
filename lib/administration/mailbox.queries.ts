import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { mails, outbox, statements } from "@/db/schema";
import { letterKinds, mailState } from "@/lib/platform/letter-state.rules";
import type { MailRow, MailView, UnsentMail, WholeMail } from "./contract";
import { type Cursor, writeCursor } from "./queries";

const columns = {
  id: mails.id,
  to: mails.toAddress,
  subject: mails.subject,
  language: mails.language,
  kind: mails.kind,
  route: mails.route,
  sentAt: mails.sentAt,
  deliveredAt: mails.deliveredAt,
  bouncedAt: mails.bouncedAt,
  bounceReason: mails.bounceReason,
  readAt: statements.readAt,
};
type Stored = Omit<MailRow, "state" | "stateAt" | "why"> & {
  deliveredAt: Date | null;
  bouncedAt: Date | null;
  bounceReason: string | null;
  readAt: Date | null;
};

function toRow({ readAt, deliveredAt, bouncedAt, bounceReason, ...mail }: Stored): MailRow {
  const { state, at, why } = mailState({ ...mail, deliveredAt, bouncedAt, bounceReason }, readAt);
  return { ...mail, state, stateAt: at, why };
}

/** The same as `mailState`, where the database looks. */
const isLetter = inArray(mails.kind, [...letterKinds]);
const isRead = sql`${mails.bouncedAt} is null and ${isLetter} and ${statements.readAt} is not null`;
const notRead = sql`not coalesce(${isRead}, false)`;
const where: Partial<Record<MailView, SQL>> = {
  bounced: isNotNull(mails.bouncedAt),
  read: isRead,
  delivered: sql`${mails.bouncedAt} is null and ${mails.deliveredAt} is not null and ${notRead}`,
  sent: sql`${mails.bouncedAt} is null and ${mails.deliveredAt} is null and ${notRead}`,
};

/** Mails as they were sent, the newest first; all, or those in one state. */
export async function mailPage(
  db: Db,
  { view, before }: { view: MailView; before: Cursor | null },
  limit = 50,
): Promise<{ items: MailRow[]; next: string | null }> {
  const past = before
    ? sql`(${mails.sentAt}, ${mails.id}) < (${before.at.toISOString()}, ${before.id}::uuid)`
    : undefined;
  const rows = await db
    .select(columns)
    .from(mails)
    .leftJoin(statements, eq(statements.id, mails.statementId))
    .where(and(past, where[view], isNull(mails.purgedAt)))
    .orderBy(desc(mails.sentAt), desc(mails.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(toRow);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? writeCursor({ at: last.sentAt, id: last.id }) : null };
}

/** What has not left: mails that wait for their time or their next try, or letters without an address. At most 100. */
export async function unsentMails(db: Db, view: "queued" | "undeliverable"): Promise<UnsentMail[]> {
  if (view === "queued") {
    const rows = await db
      .select({ id: outbox.id, kind: outbox.kind, at: outbox.runAt, why: outbox.lastError })
      .from(outbox)
      .where(and(eq(outbox.lane, "mail"), inArray(outbox.state, ["waiting", "stuck"])))
      .orderBy(asc(outbox.runAt), asc(outbox.id))
      .limit(100);
    return rows.map((row) => ({ ...row, letter: null }));
  }
  const { id, subject, language, composedAt, addressee } = statements;
  const rows = await db
    .select({ id, subject, language, composedAt, addressee })
    .from(statements)
    .where(and(eq(statements.delivery, "not_deliverable"), isNull(statements.readAt)))
    .orderBy(desc(composedAt), desc(id))
    .limit(100);
  return rows.map((row) => ({
    id: row.id,
    kind: row.addressee === "affected" ? "mail.statement" : "mail.outcome",
    at: row.composedAt,
    why: null,
    letter: { id: row.id, subject: row.subject, language: row.language },
  }));
}

/** One mail with its text, and the others of its conversation; null when there is none by this id. */
export async function mailById(db: Db, mailId: string): Promise<WholeMail | null> {
  const [row] = await db
    .select({ ...columns, body: mails.body, html: mails.html, thread: outbox.thread, number: outbox.messageId })
    .from(mails)
    .leftJoin(statements, eq(statements.id, mails.statementId))
    .leftJoin(outbox, eq(outbox.id, mails.outboxId))
    .where(eq(mails.id, mailId));
  if (!row) return null;
  const { body, html, thread, number, ...mail } = row;
  const others = thread
    ? await db
        .select({ id: mails.id, subject: mails.subject, language: mails.language, sentAt: mails.sentAt })
        .from(mails)
        .innerJoin(outbox, eq(outbox.id, mails.outboxId))
        .where(and(eq(outbox.thread, thread), ne(mails.id, mailId)))
        .orderBy(asc(mails.sentAt), asc(mails.id))
        .limit(50)
    : [];
  return { ...toRow(mail), body, html, number, thread: others };
}
