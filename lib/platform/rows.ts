import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

/** What one column of `rowsAs` is in the database. */
export type ColumnType = "text" | "uuid" | "integer" | "boolean" | "timestamptz" | "jsonb";
type Cell = string | number | boolean | Date | null | object;

/**
 * Any number of rows as a source for `insert … select` or a join, in one parameter a column, so that a statement costs
 * the same to prepare for one row and for a thousand: `select * from ${rowsAs("given", rows, { id: "uuid" })}`.
 * Names are our own identifiers, never input.
 */
export function rowsAs<Column extends string>(
  name: string,
  rows: readonly Record<NoInfer<Column>, Cell>[],
  columns: Record<Column, ColumnType>,
): SQL {
  const names = Object.keys(columns) as Column[];
  const arrays = names.map((column) => sql`${sql.param(rows.map((row) => written(row[column])))}::text[]`);
  const read = names.map((column) => sql.raw(`r."${column}"::${columns[column]} as "${column}"`));
  const plain = sql.raw(names.map((column) => `"${column}"`).join(", "));
  return sql`(select ${sql.join(read, sql`, `)} from unnest(${sql.join(arrays, sql`, `)}) with ordinality as r(${plain}, "at") order by r."at") as ${sql.raw(`"${name}"`)}`;
}

function written(cell: Cell): string | null {
  if (cell === null) return null;
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

/** Rows of a raw statement, checked: both drivers answer `{rows}`, but drizzle's common type does not say so. @throws when a column is not what `shape` says. */
export function readRows<Shape extends z.ZodType>(answer: unknown, shape: Shape): z.infer<Shape>[] {
  return z.object({ rows: z.array(shape) }).parse(answer).rows;
}
