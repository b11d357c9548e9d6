import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, crimeReferrals, people } from "@/db/schema";
import { type Actor, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import type { CaseReferral } from "./referral.contract";

export type StoredReferral = typeof crimeReferrals.$inferSelect;

/** Whether an open referral keeps a case from being decided. Of the row of `cases` that the query is about, by that name. */
export const isSuspected = sql<boolean>`exists (select 1 from crime_referrals r where r.case_id = cases.id and r.state = 'open')`;

/** Of these cases, those that an open referral keeps from being decided, with the name of who opened it. */
export async function heldByReferral(tx: Db | Tx, caseIds: readonly string[]): Promise<Map<string, string>> {
  if (caseIds.length === 0) return new Map();
  const rows = await tx
    .select({ caseId: crimeReferrals.caseId, name: people.name })
    .from(crimeReferrals)
    .innerJoin(people, eq(people.id, crimeReferrals.openedBy))
    .where(and(inArray(crimeReferrals.caseId, [...caseIds]), eq(crimeReferrals.state, "open")));
  return new Map(rows.map(({ caseId, name }) => [caseId, name]));
}

/** The referral, locked; `not_found` also for whoever may not know of its case. */
export async function lockReferral(tx: Tx, actor: Actor, referralId: string): Promise<Result<StoredReferral>> {
  const [row] = await tx
    .select({ referral: crimeReferrals })
    .from(crimeReferrals)
    .innerJoin(cases, eq(cases.id, crimeReferrals.caseId))
    .where(and(eq(crimeReferrals.id, referralId), shownTo(actor)))
    .for("update", { of: crimeReferrals });
  return row && mayOn(actor, row.referral.platformId) ? ok(row.referral) : fail("not_found", "referral_not_found");
}

/** The newest referral on a case, or null; whoever sees the case sees it. */
export async function referralOnCase(db: Db, caseId: string, viewer: string | null): Promise<CaseReferral | null> {
  const { id, offence, state, suspicionAt, openedBy } = crimeReferrals;
  const [row] = await db
    .select({ id, offence, state, suspicionAt, openedBy, name: people.name })
    .from(crimeReferrals)
    .innerJoin(people, eq(people.id, openedBy))
    .where(eq(crimeReferrals.caseId, caseId))
    .orderBy(desc(suspicionAt), desc(id))
    .limit(1);
  if (!row) return null;
  const { name, openedBy: by, suspicionAt: at, ...rest } = row;
  return { ...rest, suspicionAt: at.toISOString(), openedBy: name, isMine: by === viewer };
}
