import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { accounts, heldAppeals, misuseMeasures, noticeContacts, statements } from "@/db/schema";
import { type Suspended, suspendedSenders } from "@/lib/intake/suspended.store";
import { enqueue } from "@/lib/platform/outbox";
import type { KeptFile } from "./attachments.store";

/**
 * By which suspension complaints of a letter's addressee are not processed now, or null (DSA Art. 23(2)). The complaint
 * against a suspension for misuse is not among them: who is suspended may always contest that (M4).
 */
export async function complaintsSuspendedBy(tx: Tx, statementId: string, now: Date): Promise<Suspended | null> {
  const [row] = await tx
    .select({
      platformId: statements.platformId,
      ofAccount: accounts.email,
      ofNotice: noticeContacts.email,
      isAboutMisuse: misuseMeasures.id,
    })
    .from(statements)
    .leftJoin(accounts, eq(accounts.id, statements.accountId))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, statements.noticeId))
    .leftJoin(misuseMeasures, eq(misuseMeasures.decisionId, statements.decisionId))
    .where(eq(statements.id, statementId));
  const email = (row?.ofAccount ?? row?.ofNotice)?.trim().toLowerCase();
  if (!row || !email || row.isAboutMisuse) return null;
  const found = await suspendedSenders(tx, row.platformId, [`mail ${email}`], now);
  return found.get(`mail ${email}`) ?? null;
}

export type Holding = {
  platformId: string;
  statementId: string;
  reference: string;
  text: string;
  files: readonly KeptFile[];
};

/** Keeps a complaint that is not processed yet, and tells its sender until when; null where one is kept already. */
export async function holdAppeal(
  tx: Tx,
  { files, ...held }: Holding,
  measureId: string,
  now: Date,
): Promise<{ id: string } | null> {
  const kept = files.map(({ name, kind, mime, size, sha256 }) => ({ name, kind, mime, size, sha256 }));
  const [made] = await tx
    .insert(heldAppeals)
    .values({ ...held, files: kept, measureId, receivedAt: now })
    .onConflictDoNothing()
    .returning({ id: heldAppeals.id });
  if (!made) return null;
  const mail = { kind: "mail.appeal_held", payload: { heldId: made.id }, dedupeKey: `appeal held ${made.id}` };
  await enqueue(tx, { ...mail, platformId: held.platformId }, now);
  return made;
}

export type WaitingAppeal = { reference: string; text: string; receivedAt: Date; until: Date };

/** The complaint that waits at a letter, with the end of the suspension that holds it, or null. */
export async function waitingAppeal(db: Db | Tx, statementId: string): Promise<WaitingAppeal | null> {
  const { reference, text, receivedAt } = heldAppeals;
  const [row] = await db
    .select({ reference, text, receivedAt, until: misuseMeasures.suspendedUntil })
    .from(heldAppeals)
    .innerJoin(misuseMeasures, eq(misuseMeasures.id, heldAppeals.measureId))
    .where(and(eq(heldAppeals.statementId, statementId), isNull(heldAppeals.takenInAt)));
  return row?.until ? { ...row, until: row.until } : null;
}
