import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

/** What one column of `rowsAs` is in the database. */
export type ColumnType = "text" | "uuid" | "integer" | "boolean" | "timestamptz" | "jsonb";
type Cell = string | number | boolean | Date | null | object;

/**
 * Any number of rows as a source for `insert … select` or a join, in a single parameter, so that a statement costs the
 * same to prepare for one row and for a thousand: `select id from ${rowsAs("given", rows, { id: "uuid" })}`.
 * Names are our own identifiers, never input. Texts must hold no NUL and no half characters.
 */
export function rowsAs<Column extends string>(
  name: string,
  rows: readonly Record<NoInfer<Column>, Cell>[],
  columns: Record<Column, ColumnType>,
): SQL {
  const shape = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
  return sql`jsonb_to_recordset(${sql.param(JSON.stringify(rows))}::jsonb) ${sql.raw(`as "${name}"(${shape.join(", ")})`)}`;
}

/** Rows of a raw statement, checked: both drivers answer `{rows}`, but drizzle's common type does not say so. @throws when a column is not what `shape` says. */
export function readRows<Shape extends z.ZodType>(answer: unknown, shape: Shape): z.infer<Shape>[] {
  return z.array(shape).parse((answer as { rows: unknown }).rows);
}
