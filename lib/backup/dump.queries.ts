import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { readRows } from "@/lib/platform/rows";
import { sequencesIn, type TableShape, tablesIn } from "./catalogue.store";

/** So much is asked for at once, in characters: rows with pictures in them are large. */
const pieceLength = 4_000_000;
const mostRows = 1000;

/** A table's rows as lines, through a cursor: memory does not grow with the table. */
async function* rowsOf(tx: Tx, { table, columns }: TableShape): AsyncGenerator<{ text: string; rows: number }> {
  const values = sql.join(
    columns.map(({ name }) => sql`${sql.identifier(name)}::text`),
    sql`, `,
  );
  await tx.execute(
    sql`declare dumped no scroll cursor for select to_json(array[${values}])::text as row from ${sql.identifier(table)}`,
  );
  let wanted = 10;
  for (;;) {
    const rows = readRows(await tx.execute(sql.raw(`fetch ${wanted} from dumped`)), z.object({ row: z.string() }));
    if (rows.length === 0) break;
    const text = rows.map(({ row }) => `${row}\n`).join("");
    yield { text, rows: rows.length };
    wanted = Math.max(1, Math.min(mostRows, Math.floor(pieceLength / (text.length / rows.length))));
  }
  await tx.execute(sql`close dumped`);
}

/**
 * Everything in the tables as lines, each column as PostgreSQL's own text: the same on both databases, and put back without
 * a digit lost. Inside a transaction that sees one moment. `counted` is told how many rows each table had.
 */
export async function* dumpLines(tx: Tx, counted: (table: string, rows: number) => void): AsyncGenerator<string> {
  for (const shape of await tablesIn(tx)) {
    const { table, columns } = shape;
    yield `${JSON.stringify({ table, columns: columns.map(({ name }) => name) })}\n`;
    let count = 0;
    for await (const { text, rows } of rowsOf(tx, shape)) {
      count += rows;
      yield text;
    }
    counted(table, count);
  }
  for (const standing of await sequencesIn(tx)) yield `${JSON.stringify(standing)}\n`;
}
