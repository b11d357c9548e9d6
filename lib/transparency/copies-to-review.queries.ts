import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { metrics } from "@/lib/platform/metrics";
import { readRows } from "@/lib/platform/rows";
import { owedOnItsDay } from "@/lib/policy/owed.queries";

const Row = z.object({ platformId: z.string(), count: z.number() });

/**
 * How many copies for the Transparency Database wait for a person's look (personal data was found, or somebody typed words),
 * by platform; platforms without any are missing. Only those that are owed and whose undo window is over.
 */
export async function copiesToReview(db: Db, now: Date): Promise<Map<string, number>> {
  const answer = await db.execute(sql`select c.platform_id as "platformId", count(*)::int as count
    from database_copies c join database_submissions s on s.copy_id = c.id and s.state <> 'given_up'
    join decisions d on d.id = c.decision_id and d.undone_at is null and d.effective_at <= ${now.toISOString()}
    join platforms p on p.id = d.platform_id
    where c.state = 'to_review' and ${owedOnItsDay} group by 1`);
  return new Map(readRows(answer, Row).map(({ platformId, count }) => [platformId, count]));
}

/** Sets the gauge of copies that wait for a look; of a platform that has none any more it is gone. */
export async function measureCopies(db: Db, now: Date): Promise<void> {
  const { copiesToReview: gauge } = metrics();
  gauge.reset();
  for (const [platform, count] of await copiesToReview(db, now)) gauge.set({ platform }, count);
}
