import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { decisions, misuseMarks, type misuseSubjects } from "@/db/schema";
import { ownRecordLocation, ownRecords } from "@/lib/decisions/own-record.rules";
import { readRows } from "@/lib/platform/rows";
import { settingsFor } from "@/lib/platform/settings";
import { startOfDay } from "@/lib/platform/time.rules";
import type { MisuseCounts } from "./misuse.contract";
import { ratioOf, windowOf } from "./misuse.rules";

export type Subject = typeof misuseSubjects.$inferSelect;

/** A mark counts while it was not withdrawn and its decision stands: what fell on appeal accuses nobody. */
export const standingMark = and(
  isNull(misuseMarks.withdrawnAt),
  isNull(decisions.undoneAt),
  isNull(decisions.reversedAt),
  isNull(decisions.supersededBy),
);

async function marksSince(db: Db | Tx, subjectId: string, from: Date): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(misuseMarks)
    .innerJoin(decisions, eq(decisions.id, misuseMarks.decisionId))
    .where(and(eq(misuseMarks.subjectId, subjectId), gt(misuseMarks.markedAt, from), standingMark));
  return row?.count ?? 0;
}

export { marksSince };

/** All things of an account that were reported since, or all notices and complaints of a sender: what the marks are a share of. */
async function totalSince(db: Db | Tx, subject: Subject, from: Date): Promise<number> {
  const at = from.toISOString();
  const answer = await db.execute(subject.accountId ? itemsOf(subject.accountId, at) : sentBy(subject, at));
  return readRows(answer, z.object({ total: z.number() }))[0]?.total ?? 0;
}

const itemsOf = (accountId: string, from: string) =>
  sql`select count(*)::float8 as total from content_items where account_id = ${accountId} and created_at >= ${from}::timestamptz
    and location <> all (array[${sql.join(
      ownRecords.map((record) => sql`${ownRecordLocation(record, accountId)}`),
      sql`, `,
    )}])`;

/** Notices that are not processed are no part of it: they could only make the share smaller or larger by waiting. */
function sentBy({ platformId, sender }: Subject, from: string) {
  const value = (sender ?? "").slice((sender ?? "").indexOf(" ") + 1);
  const isKey = sender?.startsWith("key ") ?? false;
  const mine = isKey
    ? sql`n.api_key_id = ${value}::uuid and n.source not in ('guest', 'registered')`
    : sql`exists (select 1 from notice_contacts c where c.notice_id = n.id and lower(c.email) = ${value})`;
  return sql`select (
      (select count(*) from notices n where n.platform_id = ${platformId} and n.received_at >= ${from}::timestamptz and ${mine}
        and not exists (select 1 from held_notices h where h.notice_id = n.id))
      + (select count(*) from appeals a join statements s on s.id = a.statement_id
          left join accounts k on k.id = s.account_id left join notice_contacts c on c.notice_id = s.notice_id
          where a.platform_id = ${platformId} and a.received_at >= ${from}::timestamptz and lower(coalesce(k.email, c.email)) = ${isKey ? "" : value})
    )::float8 as total`;
}

/** Marks, all there was, and the share of it, counted over the published days that end today: nobody types any of it (M3). */
export async function countsOf(db: Db | Tx, subject: Subject, zone: string, now: Date): Promise<MisuseCounts> {
  const window = windowOf(now, zone, await settingsFor(db, subject.platformId));
  const from = startOfDay(window.from, zone);
  const [count, known] = [await marksSince(db, subject.id, from), await totalSince(db, subject, from)];
  // What was marked was sent, also where its row is older than the window or was purged.
  const counts = { count, total: Math.max(known, count) };
  return { ...counts, ratio: ratioOf(counts), ...window };
}
