import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { readRows } from "@/lib/platform/rows";

const Column = z.object({ name: z.string() });

/** Columns that take a value: what the database makes by itself is left to it. */
async function columnsOf(tx: Tx, table: string): Promise<string[]> {
  const found = await tx.execute(sql`select column_name as name from information_schema.columns
    where table_name = ${table} and is_generated = 'NEVER' and is_identity = 'NO'`);
  return readRows(found, Column).map(({ name }) => name);
}

/** Rows of `table` (t) like those chosen, one for each row of `bench_copies` (b), with some columns of their own. */
export async function copied(tx: Tx, table: string, of: SQL, own: Record<string, string>): Promise<void> {
  const values = (await columnsOf(tx, table)).map((name) => ({ name, value: own[name] ?? `t.${name}` }));
  const names = sql.raw(values.map(({ name }) => `"${name}"`).join(", "));
  const chosen = sql.raw(values.map(({ value }) => value).join(", "));
  await tx.execute(
    sql`insert into ${sql.raw(table)} (${names}) select ${chosen} from ${sql.raw(table)} t, bench_copies b where ${of}`,
  );
}
