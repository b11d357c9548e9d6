import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { metrics } from "@/lib/platform/metrics";
import { readRows } from "@/lib/platform/rows";
import { tiersOwing } from "@/lib/policy/tier.rules";

/** Counting stops here, so that a scrape costs the same whatever has piled up. */
const most = 100_000;

/**
 * Sets the gauge of statements that the Transparency Database does not have yet: `waiting` (also for a look), `held`,
 * `tried` in a trial run, and `not_due` where Art. 24(5) does not bind the platform's provider. What somebody said is not
 * sent, and what was taken back with its decision, is nothing that waits.
 */
export async function measureDatabase(db: Db): Promise<void> {
  const of = (states: string) => sql`(select count(*)::int from (select 1 from database_submissions s
    join database_copies c on c.id = s.copy_id and c.state <> 'withdrawn'
    where s.platform_id = p.id and s.state in ${sql.raw(states)} limit ${most}) counted)`;
  const answer = await db.execute(sql`select p.id as platform, p.tier in ${tiersOwing("database")} as "isOwed",
      ${of("('waiting', 'sending', 'asking')")} as waiting, ${of("('held')")} as held, ${of("('tried')")} as tried
    from platforms p`);
  const Row = z.object({
    platform: z.string(),
    isOwed: z.boolean(),
    waiting: z.number(),
    held: z.number(),
    tried: z.number(),
  });
  const { databaseStatements } = metrics();
  databaseStatements.reset();
  for (const { platform, isOwed, waiting, held, tried } of readRows(answer, Row)) {
    const counts = isOwed ? { waiting, held, tried } : { not_due: waiting + held + tried };
    for (const [state, count] of Object.entries(counts)) databaseStatements.set({ platform, state }, count);
  }
}
