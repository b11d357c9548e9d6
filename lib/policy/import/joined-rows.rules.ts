import type { Table, TableRow } from "./tables.rules";

/**
 * The table with each rule in one row. Where the name of a rule is one cell over several rows, or is left out below its first
 * row, a row without measures of its own goes on describing that rule, and one with its own measures bears its name.
 */
export function withRowsJoined(table: Table, measures: ReadonlySet<number>): Table {
  const rows: TableRow[] = [];
  for (const row of table.rows) {
    const above = rows.at(-1);
    const [first] = row.cells;
    if (!above || !first || first.text !== "" || !describes(row, measures)) rows.push(row);
    else if (isWithout(row, measures)) rows[rows.length - 1] = joined(above, row, measures);
    else if (first.merged === true)
      rows.push({ ...row, cells: [{ ...first, text: above.cells[0]?.text ?? "" }, ...row.cells.slice(1)] });
    else rows.push(row);
  }
  return { ...table, rows };
}

const describes = (row: TableRow, measures: ReadonlySet<number>) =>
  row.cells.some(({ text }, index) => index > 0 && !measures.has(index) && text !== "");

const isWithout = (row: TableRow, measures: ReadonlySet<number>) =>
  row.cells.every(({ text }, index) => text === "" || !measures.has(index));

function joined(above: TableRow, row: TableRow, measures: ReadonlySet<number>): TableRow {
  const cells = above.cells.map((cell, index) => {
    const more = measures.has(index) ? "" : (row.cells[index]?.text ?? "");
    return more === "" ? cell : { ...cell, text: [cell.text, more].filter(Boolean).join("; ") };
  });
  return { ...above, cells, to: row.to };
}
