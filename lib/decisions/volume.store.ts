import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { readRows } from "@/lib/platform/rows";

const Row = z.object({ caseId: z.uuid(), alike: z.number() });

/**
 * How many items are nearly the same as that of each case, itself among them, by the waves that gather them: whoever is in
 * one and was not taken out, decided or not. Cases in no wave are left out. Child safety is counted in none.
 */
export async function alikeOnEach(db: Db | Tx, caseIds: readonly string[]): Promise<Map<string, number>> {
  if (caseIds.length === 0) return new Map();
  const ids = sql.join(
    caseIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const answer = await db.execute(sql`
    with own as (select case_id, wave_id from wave_members where taken_out_at is null and case_id in (${ids}))
    select own.case_id as "caseId", counted.alike from own join (
      select m.wave_id, count(*)::int as alike from wave_members m join cases c on c.id = m.case_id
      where m.taken_out_at is null and not c.child_safety and m.wave_id in (select wave_id from own)
      group by m.wave_id) counted using (wave_id)`);
  return new Map(readRows(answer, Row).map(({ caseId, alike }) => [caseId, alike]));
}
