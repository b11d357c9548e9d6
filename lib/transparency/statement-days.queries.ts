import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { readRows } from "@/lib/platform/rows";
import type { NearestDays } from "./submissions.contract";

/**
 * The last day before a time and the first after it, in the platform's zone, on which anything was decided that owes a
 * statement of reasons or restricts something; null where there is none. Two steps along the index of decisions by time,
 * and no count.
 */
export async function nearestStatementDays(
  db: Db,
  { platformId, from, to }: { platformId: string; from: Date; to: Date },
): Promise<NearestDays> {
  const dayWhere = (past: ReturnType<typeof sql>, order: ReturnType<typeof sql>) => sql`(
    select to_char(d.decided_at at time zone p.zone, 'YYYY-MM-DD') from decisions d join platforms p on p.id = d.platform_id
    where d.platform_id = ${platformId} and ${past}
      and (exists (select 1 from statements t where t.decision_id = d.id and t.is_statement_of_reasons)
        or exists (select 1 from sanctions x where x.decision_id = d.id and x.dsa_value is not null))
    order by ${order} limit 1)`;
  const answer = await db.execute(sql`select
    ${dayWhere(sql`d.decided_at < ${from.toISOString()}::timestamptz`, sql`d.decided_at desc, d.id desc`)} as before,
    ${dayWhere(sql`d.decided_at >= ${to.toISOString()}::timestamptz`, sql`d.decided_at, d.id`)} as after`);
  const [row] = readRows(answer, z.object({ before: z.string().nullable(), after: z.string().nullable() }));
  return row ?? { before: null, after: null };
}
