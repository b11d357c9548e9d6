import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { readRows } from "@/lib/platform/rows";

export type TableShape = { table: string; columns: { name: string; type: string }[] };

/** The tables of the product with the columns that hold something of their own; computed ones are computed again. */
export async function tablesIn(db: Db | Tx): Promise<TableShape[]> {
  const answer = await db.execute(sql`
    select c.relname as "table", json_agg(json_build_object('name', a.attname,
      'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
      and not a.attisdropped and a.attgenerated = ''
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`);
  const columns = z.array(z.object({ name: z.string(), type: z.string() }));
  return readRows(answer, z.object({ table: z.string(), columns }));
}

/** Sequences and where they stand. */
export async function sequencesIn(db: Db | Tx): Promise<{ sequence: string; value: string; isCalled: boolean }[]> {
  const names = readRows(
    await db.execute(sql`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`),
    z.object({ name: z.string() }),
  );
  const standing: { sequence: string; value: string; isCalled: boolean }[] = [];
  for (const { name } of names) {
    const answer = await db.execute(
      sql`select last_value::text as value, is_called as "isCalled" from ${sql.identifier(name)}`,
    );
    const [row] = readRows(answer, z.object({ value: z.string(), isCalled: z.boolean() }));
    if (row) standing.push({ sequence: name, ...row });
  }
  return standing;
}

/** The migrations that were applied, in their order; none where there is no schema yet. */
export async function migrationsIn(db: Db | Tx): Promise<{ hash: string; at: number }[]> {
  const there = await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as "isThere"`);
  if (!readRows(there, z.object({ isThere: z.boolean() }))[0]?.isThere) return [];
  const answer = await db.execute(
    sql`select hash, created_at::float8 as at from drizzle.__drizzle_migrations order by created_at, id`,
  );
  return readRows(answer, z.object({ hash: z.string(), at: z.number() }));
}
