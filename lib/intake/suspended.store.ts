import "server-only";
import { and, eq, gt, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { misuseMeasures, misuseSubjects } from "@/db/schema";

export type Suspended = { measureId: string; until: Date };

/** Which of these senders (as `senderKey` writes them) are suspended on a platform now, and until when (DSA Art. 23(2)). */
export async function suspendedSenders(
  db: Db | Tx,
  platformId: string,
  senders: readonly string[],
  now: Date,
): Promise<Map<string, Suspended>> {
  if (senders.length === 0) return new Map();
  const rows = await db
    .select({ sender: misuseSubjects.sender, measureId: misuseMeasures.id, until: misuseMeasures.suspendedUntil })
    .from(misuseMeasures)
    .innerJoin(misuseSubjects, eq(misuseSubjects.id, misuseMeasures.subjectId))
    .where(
      and(
        eq(misuseSubjects.platformId, platformId),
        inArray(misuseSubjects.sender, [...senders]),
        eq(misuseMeasures.state, "suspended"),
        // By the clock, and not by when the schedule comes round: on its day it has ended.
        gt(misuseMeasures.suspendedUntil, now),
      ),
    );
  return new Map(rows.flatMap(({ sender, until, ...rest }) => (sender && until ? [[sender, { ...rest, until }]] : [])));
}
