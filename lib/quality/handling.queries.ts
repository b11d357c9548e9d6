import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";
import { gapOf, type Handling } from "./handling.rules";

const Row = z.object({
  kind: z.enum(["guest", "registered", "trusted_flagger", "authority", "other"]),
  count: z.number(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
});
export const handlingDays = 90;

/**
 * How long reports waited for their decision, by who reported, over those decided in the last ninety days (N10). An item
 * of a report is one; a decision that was taken back answers nothing.
 */
export async function handlingTimes(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<Result<{ rows: Handling[]; gap: ReturnType<typeof gapOf> }>> {
  if (!can(actor, "quality.team")) return fail("forbidden");
  const from = new Date(now.getTime() - handlingDays * 86_400_000).toISOString();
  const answer =
    await db.execute(sql`select case when n.source in ('guest', 'registered', 'trusted_flagger') then n.source::text
        when n.source in ('authority', 'court') then 'authority' else 'other' end as kind,
      count(*)::float8 as count,
      round((percentile_cont(0.5) within group (order by extract(epoch from d.decided_at - n.received_at) / 3600))::numeric, 2)::float8 as median,
      round((percentile_cont(0.9) within group (order by extract(epoch from d.decided_at - n.received_at) / 3600))::numeric, 2)::float8 as p90
    from decisions d join notice_items i on i.decision_id = d.id join notices n on n.id = i.notice_id
    where d.decided_at >= ${from}::timestamptz and d.undone_at is null and d.outcome <> 'referred' and n.source <> 'own_detection'
    group by 1 order by 1`);
  const rows = readRows(answer, Row);
  return ok({ rows, gap: gapOf(rows) });
}
