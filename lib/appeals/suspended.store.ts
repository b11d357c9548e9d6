import "server-only";
import { and, desc, eq, isNotNull, isNull, ne } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, decisions, heldAppeals, misuseMeasures, noticeContacts, notices, statements } from "@/db/schema";
import { isProcessedAnyway } from "@/lib/intake/processed-anyway.rules";
import { type Suspended, suspendedSenders } from "@/lib/intake/suspended.store";
import { enqueue } from "@/lib/platform/outbox";
import { indexRows } from "@/lib/search/documents.store";
import type { KeptFile } from "./attachment.rules";

/**
 * By which suspension a complaint at this letter is not processed now, or null (DSA Art. 23(2)). Held are complaints of
 * those who reported and of nobody else: who is restricted themself always has their complaint taken up, for an address
 * that a stranger typed into a report form proves nothing about the person behind it (M4). Nor is one held about a report
 * that would have been looked at all the same: a child or a life does not wait. The measure stays locked, so that it
 * cannot end unseen before the complaint is stored: what ends it finds the complaint, or the complaint finds it ended.
 */
export async function complaintsSuspendedBy(tx: Tx, statementId: string, now: Date): Promise<Suspended | null> {
  const { source, flaggerId, childAbuseClaim, category } = notices;
  const [row] = await tx
    .select({
      platformId: statements.platformId,
      email: noticeContacts.email,
      isChildSafety: cases.childSafety,
      notice: { source, flaggerId, childAbuseClaim, category },
    })
    .from(statements)
    .innerJoin(notices, eq(notices.id, statements.noticeId))
    .innerJoin(noticeContacts, eq(noticeContacts.noticeId, notices.id))
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(and(eq(statements.id, statementId), eq(statements.addressee, "notifier")));
  const email = row?.email?.trim().toLowerCase();
  if (!row || !email || row.isChildSafety) return null;
  const isFlagger = row.notice.flaggerId !== null;
  if (isProcessedAnyway({ ...row.notice, isFlagger })) return null;
  const found = await suspendedSenders(tx, row.platformId, [`mail ${email}`], now);
  const by = found.get(`mail ${email}`);
  if (!by) return null;
  const running = and(eq(misuseMeasures.id, by.measureId), eq(misuseMeasures.state, "suspended"));
  const [locked] = await tx.select({ id: misuseMeasures.id }).from(misuseMeasures).where(running).for("share");
  return locked ? by : null;
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
  await indexRows(tx, { held_appeal: [made.id] });
  const mail = { kind: "mail.appeal_held", payload: { heldId: made.id }, dedupeKey: `appeal held ${made.id}` };
  await enqueue(tx, { ...mail, platformId: held.platformId }, now);
  return made;
}

/** The last complaint at a letter that waited and then had nothing left to be filed against, or null. */
export async function droppedAppeal(
  db: Db,
  statementId: string,
): Promise<{ reference: string; text: string; receivedAt: Date } | null> {
  const { reference, text, receivedAt, notTakenWhy } = heldAppeals;
  const [row] = await db
    .select({ reference, text, receivedAt })
    .from(heldAppeals)
    .where(
      and(eq(heldAppeals.statementId, statementId), isNotNull(notTakenWhy), ne(notTakenWhy, "appeal_already_filed")),
    )
    .orderBy(desc(receivedAt))
    .limit(1);
  return row ?? null;
}

export type WaitingAppeal = { reference: string; text: string; files: number; receivedAt: Date; until: Date };

/** The complaint that waits at a letter, with the end of the suspension that holds it, or null. */
export async function waitingAppeal(db: Db | Tx, statementId: string): Promise<WaitingAppeal | null> {
  const { reference, text, files, receivedAt } = heldAppeals;
  const [row] = await db
    .select({ reference, text, files, receivedAt, until: misuseMeasures.suspendedUntil })
    .from(heldAppeals)
    .innerJoin(misuseMeasures, eq(misuseMeasures.id, heldAppeals.measureId))
    .where(and(eq(heldAppeals.statementId, statementId), isNull(heldAppeals.takenInAt)));
  return row?.until ? { ...row, files: row.files.length, until: row.until } : null;
}
