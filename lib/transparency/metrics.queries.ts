import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { metrics } from "@/lib/platform/metrics";
import { readRows } from "@/lib/platform/rows";
import { owedOnItsDay } from "@/lib/policy/owed.queries";
import { tiersOwing } from "@/lib/policy/tier.rules";

/** Counting stops here, so that a scrape costs the same whatever has piled up. */
const most = 100_000;

/**
 * Sets the gauge of statements that the Transparency Database does not have yet: `waiting` (also for a look), `held`,
 * `tried` in a trial run, and `not_due` where Art. 24(5) did not bind the platform's provider when it was decided. What
 * somebody said is not sent, and what was taken back with its decision, is nothing that waits.
 */
export async function measureDatabase(db: Db): Promise<void> {
  const of = (states: string) => sql`lateral (
    select count(*) filter (where one.is_owed)::int as owed, count(*) filter (where not one.is_owed)::int as other from (
      select ${owedOnItsDay} as is_owed from database_submissions s
        join database_copies c on c.id = s.copy_id and c.state <> 'withdrawn' join decisions d on d.id = c.decision_id
        where s.platform_id = p.id and s.state in ${sql.raw(states)} limit ${most}) one)`;
  const answer = await db.execute(sql`select p.id as platform, p.tier in ${tiersOwing("database")} as "owesNow",
      waiting.owed as waiting, held.owed as held, tried.owed as tried, waiting.other + held.other + tried.other as "notDue"
    from platforms p cross join ${of("('waiting', 'sending', 'asking')")} waiting
      cross join ${of("('held')")} held cross join ${of("('tried')")} tried`);
  const Row = z.object({
    ...{ platform: z.string(), owesNow: z.boolean() },
    ...{ waiting: z.number(), held: z.number(), tried: z.number(), notDue: z.number() },
  });
  const { databaseStatements } = metrics();
  databaseStatements.reset();
  for (const { platform, owesNow, notDue, ...owed } of readRows(answer, Row)) {
    for (const [state, count] of Object.entries(owed))
      if (owesNow || count > 0) databaseStatements.set({ platform, state }, count);
    if (!owesNow || notDue > 0) databaseStatements.set({ platform, state: "not_due" }, notDue);
  }
}
