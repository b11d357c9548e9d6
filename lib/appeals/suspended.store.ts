import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { accounts, noticeContacts, statements } from "@/db/schema";
import { suspendedSenders } from "@/lib/intake/suspended.store";

/** Until when complaints of a letter's addressee are not processed, or null (DSA Art. 23(2)). */
export async function complaintsSuspendedUntil(tx: Tx, statementId: string, now: Date): Promise<Date | null> {
  const [row] = await tx
    .select({ platformId: statements.platformId, ofAccount: accounts.email, ofNotice: noticeContacts.email })
    .from(statements)
    .leftJoin(accounts, eq(accounts.id, statements.accountId))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, statements.noticeId))
    .where(eq(statements.id, statementId));
  const email = (row?.ofAccount ?? row?.ofNotice)?.trim().toLowerCase();
  if (!row || !email) return null;
  const found = await suspendedSenders(tx, row.platformId, [`mail ${email}`], now);
  return found.get(`mail ${email}`)?.until ?? null;
}
