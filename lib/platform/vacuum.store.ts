import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { OpenDatabase } from "@/db/client";
import { readRows } from "./rows";

const Due = z.object({ table: z.string() });

/**
 * The table that needs it most: one the planner knows nothing of, then one of which a fifth is dead, or new since it was last
 * looked at (autovacuum's own bounds), then one that this process has not looked at yet, the smallest first: what an earlier
 * process left behind is not counted any more. Null when none needs it.
 */
async function mostInNeed({ db }: OpenDatabase): Promise<string | null> {
  // Counts reach the table that is read below once a second, and what comes after a vacuum would look like new rows.
  await db.execute(sql`select pg_stat_force_next_flush()`);
  const found = await db.execute(sql`
    select quote_ident(s.schemaname) || '.' || quote_ident(s.relname) as "table"
    from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    cross join lateral (select greatest(c.reltuples, 0) as rows) as known
    cross join lateral (select case
      when c.reltuples < 0 then 0
      when greatest(s.n_dead_tup, s.n_mod_since_analyze / 2, s.n_ins_since_vacuum) > 50 + 0.2 * known.rows then 1
      when s.last_vacuum is null then 2 end as need) as found
    where found.need is not null order by found.need, c.relpages, c.oid limit 1`);
  return readRows(found, Due)[0]?.table ?? null;
}

/**
 * What autovacuum does on a server, for the embedded database that has none: one table at a time, because its only connection
 * is taken meanwhile and the whole database at once kept every page waiting. Returns the table, or null when none needed it.
 */
export async function vacuumNext(opened: OpenDatabase): Promise<string | null> {
  const table = await mostInNeed(opened);
  if (table) await opened.exec(`vacuum (analyze) ${table}`);
  return table;
}
