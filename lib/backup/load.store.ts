import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type Line, linesOf } from "@/lib/platform/lines.rules";
import { BackupRefused, DumpLine } from "./backup.contract";
import { type TableShape, tablesIn } from "./catalogue.store";

/** A row may hold a picture of a time when they were kept in the database. */
const longestRow = 200_000_000;
/** So much goes into one statement, in characters, or so many rows. */
const statementLength = 2_000_000;
const statementRows = 1000;

/** Rows of one table, a statement at a time. The names and types are those of the schema, never the backup's. */
function loader(tx: Tx, { table, columns }: TableShape, order: readonly string[]) {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const names = sql.join(
    order.map((name) => sql.identifier(name)),
    sql`, `,
  );
  const values = sql.join(
    order.map((name, index) => sql`(r->>${sql.raw(String(index))})::${sql.raw(types.get(name) ?? "text")}`),
    sql`, `,
  );
  let held: string[] = [];
  let [length, rows] = [0, 0];
  const flush = async () => {
    if (held.length === 0) return;
    const text = `[${held.join(",")}]`;
    held = [];
    length = 0;
    await tx.execute(sql`insert into ${sql.identifier(table)} (${names}) overriding system value
      select ${values} from json_array_elements(${text}::json) r`);
  };
  return {
    async take(row: string): Promise<void> {
      held.push(row);
      length += row.length;
      rows += 1;
      if (length >= statementLength || held.length >= statementRows) await flush();
    },
    async end(): Promise<number> {
      await flush();
      return rows;
    },
  };
}

function readLine(line: Line): { text: string; value: DumpLine } {
  const text = "text" in line ? line.text : "";
  try {
    return { text, value: DumpLine.parse(JSON.parse(text)) };
  } catch {
    throw new BackupRefused("A line of the backup cannot be read.");
  }
}

function shapeFor(tables: readonly TableShape[], name: string, columns: readonly string[]): TableShape {
  const shape = tables.find(({ table }) => table === name);
  const own = new Set(shape?.columns.map((column) => column.name));
  if (!shape || columns.length !== own.size || columns.some((column) => !own.has(column)))
    throw new BackupRefused(`The table ${name} of the backup is not the one of its release.`);
  return shape;
}

/**
 * Puts the lines of a dump into the tables of an empty schema.
 * @returns rows of each table
 * @throws BackupRefused for a line that is none, or a table that the schema does not have so
 */
export async function loadLines(
  tx: Tx,
  bytes: AsyncIterable<Uint8Array>,
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const tables = await tablesIn(tx);
  const loaded: Record<string, number> = {};
  let current: { name: string; load: ReturnType<typeof loader> } | null = null;
  const end = async () => {
    if (!current) return;
    const rows = await current.load.end();
    loaded[current.name] = rows;
    if (rows > 0) say(`${current.name}: ${rows} rows`);
    current = null;
  };
  for await (const line of linesOf(bytes, longestRow)) {
    const { text, value } = readLine(line);
    if (Array.isArray(value)) {
      if (!current) throw new BackupRefused("A row of the backup belongs to no table.");
      await (current as { load: ReturnType<typeof loader> }).load.take(text);
      continue;
    }
    await end();
    if ("table" in value) {
      const shape = shapeFor(tables, value.table, value.columns);
      current = { name: value.table, load: loader(tx, shape, value.columns) };
    } else {
      const { sequence, value: at, isCalled } = value;
      await tx.execute(sql`select setval(${`public.${sequence}`}::regclass, ${at}::bigint, ${isCalled})`);
    }
  }
  await end();
  return loaded;
}
