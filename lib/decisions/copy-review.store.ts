import "server-only";
import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { accounts, decisions, noticeContacts, noticeItems, people } from "@/db/schema";
import { namesForDatabase } from "./withheld.rules";

/**
 * Everybody whom the copy of a decision must not name: all who ever reported on the case, also those answered since, the
 * person concerned, and who decided.
 */
export async function namesAround(db: Db | Tx, decisionId: string): Promise<readonly string[]> {
  const [about] = await db
    .select({ caseId: decisions.caseId, decider: people.name, account: accounts })
    .from(decisions)
    .innerJoin(people, eq(people.id, decisions.decidedBy))
    .leftJoin(accounts, eq(accounts.id, decisions.accountId))
    .where(eq(decisions.id, decisionId));
  if (!about) return [];
  const notices = await db
    .selectDistinct({ contactName: noticeContacts.name, contactEmail: noticeContacts.email })
    .from(noticeItems)
    .innerJoin(noticeContacts, eq(noticeContacts.noticeId, noticeItems.noticeId))
    .where(eq(noticeItems.caseId, about.caseId));
  return namesForDatabase({ notices, account: about.account }, about.decider);
}
