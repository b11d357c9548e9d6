import type { ImportProblem } from "./contract";
import type { Table, TableRow } from "./tables.rules";

const none =
  /^(?:[-–—−―/／×✕✗]+|n\.? ?[/.]? ?a\.?|none|nil|no (?:measures?|actions?|sanctions?|penalt(?:y|ies))|not applicable|[无無没沒](?:有|[处處][罚罰理])?|[暂暫][无無]|不[适適]用|entfällt|keine?|néant|aucune?|sans objet|ning[uú]na?|no aplica|nessuna?)[.。]?$/iu;

/** A cell that says that nothing follows: "–", "n/a", "none", 无. */
export function saysNone(text: string): boolean {
  return none.test(text.trim());
}

/**
 * What an empty cell of measures says. It is one with the cell above where the document says so; where its format cannot
 * say so, in text and CSV, it is so only if the row has no measures at all. Else nothing is stated, and a person must know.
 */
export function emptyCell(row: TableRow, columns: readonly number[], index: number): "above" | "above?" | "unstated" {
  const cell = row.cells[index];
  if (cell?.merged === true) return "above";
  if (cell && cell.merged === false) return "unstated";
  return columns.every((column) => (row.cells[column]?.text ?? "") === "") ? "above?" : "unstated";
}

/** The row by its own words, and the headings of the cells that a person must settle. */
export function silentCells(
  code: "cell_empty" | "row_as_above",
  { table, row, columns }: { table: Table; row: TableRow; columns: readonly number[] },
): ImportProblem[] {
  if (columns.length === 0) return [];
  const headings = [...new Set(columns.map((column) => table.header[column] ?? ""))].filter(Boolean).join("; ");
  const values = { ref: (row.cells[0]?.text ?? "").slice(0, 80), columns: headings };
  return [{ code, lines: [row.from, row.to], values }];
}
