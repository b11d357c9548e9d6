import "server-only";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/db/client";
import {
  accounts,
  mails,
  misuseLetters,
  misuseMeasures,
  misuseSubjects,
  noticeContacts,
  outbox,
  platforms,
} from "@/db/schema";
import { type LetterLanguage, letterLanguageOfTag } from "@/i18n/locales";
import { type Actor, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import type { Subject } from "./count.store";

export type Measure = typeof misuseMeasures.$inferSelect;
/** By what the mail of a letter is found again; the outbox row that `sendLetter` writes carries it. */
export const letterKey = (letterId: AnyPgColumn) => sql`'misuse ' || ${letterId}::text`;

export type Addressee = { email: string | null; language: LetterLanguage; zone: string };

/** A subject, locked: two people who suspend at once are one after the other. */
export async function lockSubject(
  tx: Tx,
  actor: Actor,
  subjectId: string,
): Promise<Result<{ subject: Subject; zone: string }>> {
  const [row] = await tx
    .select({ subject: misuseSubjects, zone: platforms.zone })
    .from(misuseSubjects)
    .innerJoin(platforms, eq(platforms.id, misuseSubjects.platformId))
    .where(eq(misuseSubjects.id, subjectId))
    .for("update", { of: misuseSubjects });
  return row && mayOn(actor, row.subject.platformId) ? ok(row) : fail("not_found", "misuse_not_found");
}

/** The measure that runs against somebody, or null. */
export async function runningMeasure(db: Db | Tx, subjectId: string): Promise<Measure | null> {
  const [row] = await db
    .select()
    .from(misuseMeasures)
    .where(and(eq(misuseMeasures.subjectId, subjectId), ne(misuseMeasures.state, "ended")));
  return row ?? null;
}

/**
 * When the warning reached its addressee, or null: its letter left and did not come back; or it came back, and somebody
 * saw to it that the person learns of it in another way (M1).
 */
export async function warningToldAt(db: Db | Tx, measureId: string): Promise<Date | null> {
  const [row] = await db
    .select({ sentAt: misuseLetters.sentAt, bouncedAt: mails.bouncedAt, settledAt: mails.settledAt })
    .from(misuseLetters)
    .leftJoin(outbox, eq(outbox.dedupeKey, letterKey(misuseLetters.id)))
    .leftJoin(mails, eq(mails.outboxId, outbox.id))
    .where(and(eq(misuseLetters.measureId, measureId), eq(misuseLetters.kind, "warning")));
  return (row?.bouncedAt ? row.settledAt : row?.sentAt) ?? null;
}

/** Where a person is written to, and how; a sender behind a key has no address of their own. */
export async function addresseeOf(db: Db | Tx, { accountId, sender, platformId }: Subject): Promise<Addressee> {
  const [platform] = await db.select({ zone: platforms.zone }).from(platforms).where(eq(platforms.id, platformId));
  const at = platform?.zone ?? "UTC";
  if (accountId) {
    const { email, language, zone } = accounts;
    const [row] = await db.select({ email, language, zone }).from(accounts).where(eq(accounts.id, accountId));
    return {
      email: row?.email ?? null,
      language: letterLanguageOfTag(row?.language ?? "") ?? "en",
      zone: row?.zone ?? at,
    };
  }
  if (!sender?.startsWith("mail ")) return { email: null, language: "en", zone: at };
  const email = sender.slice("mail ".length);
  const { language, zone } = noticeContacts;
  const [newest] = await db
    .select({ language, zone })
    .from(noticeContacts)
    .where(sql`lower(${noticeContacts.email}) = ${email}`)
    .orderBy(desc(noticeContacts.noticeId))
    .limit(1);
  const [account] = newest
    ? []
    : await db
        .select({ language: accounts.language, zone: accounts.zone })
        .from(accounts)
        .where(and(eq(accounts.platformId, platformId), sql`lower(${accounts.email}) = ${email}`))
        .limit(1);
  const known = newest ?? account;
  return { email, language: letterLanguageOfTag(known?.language ?? "") ?? "en", zone: known?.zone ?? at };
}
