import "server-only";
import { and, eq, inArray, not, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, misuseMeasures } from "@/db/schema";

/** Of these decisions, the suspensions for misuse that the desk ended before their day and that no complaint has overturned since. */
export async function liftedAmong(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const overturned = sql`exists (select 1 from ${appeals} where ${appeals.decisionId} = ${misuseMeasures.decisionId} and ${appeals.outcome} = 'reversed')`;
  const rows = await db
    .select({ id: misuseMeasures.decisionId })
    .from(misuseMeasures)
    .where(and(inArray(misuseMeasures.decisionId, [...ids]), eq(misuseMeasures.endedHow, "lifted"), not(overturned)));
  return new Set(rows.flatMap(({ id }) => id ?? []));
}
