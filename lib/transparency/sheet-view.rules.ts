import type { Sheet } from "./report.contract";
import { isTold } from "./report-version.rules";

// The template writes "Contextual information" on some sheets and "Contextual Information" on others.
const isContext = (title: string) => /^contextual information/i.test(title);
const saysForAll = /^(Applicability|Service|Reporting period)/;

/** A sheet as it is read on a screen: fewer columns than the file has, and only rows that say something unless all are asked for. */
export type SheetView = {
  columns: number[];
  rows: number[];
  hiddenRows: number;
  /** What was chosen where the template leaves a choice, once each, with the column it explains. */
  choices: { column: string; text: string }[];
};

/** Whether there is anything in this row but blank and 0: the total always is. */
function saysSomething(sheet: Sheet, row: number, told: readonly number[]): boolean {
  return row === 0 || told.some((at) => ![null, 0, ""].includes(sheet.rows[row]?.[at] ?? null));
}

/** What of a sheet is shown. Columns that are the same in each row stand in the page's head; context stands beside, not in the table. */
export function viewOf(sheet: Sheet, isWhole: boolean): SheetView {
  const all = sheet.columns.map((_, at) => at);
  const hasPart = all.filter((at) => !saysForAll.test(sheet.columns[at] ?? ""));
  const contextColumns = hasPart.filter((at) => isContext(sheet.columns[at] ?? ""));
  const columns = hasPart.filter((at) => !contextColumns.includes(at));
  const told = columns.filter((at) => isTold(sheet.columns[at] ?? ""));
  const isList = sheet.rows.some((row) => told.some((at) => typeof row[at] === "number"));
  const rows = sheet.rows.map((_, at) => at).filter((at) => isWhole || !isList || saysSomething(sheet, at, told));
  return { columns, rows, hiddenRows: sheet.rows.length - rows.length, choices: choicesOf(sheet, contextColumns) };
}

function choicesOf(sheet: Sheet, contextColumns: readonly number[]): SheetView["choices"] {
  const byText = new Map<string, string>();
  for (const row of sheet.rows)
    for (const at of contextColumns) {
      const text = row[at];
      if (typeof text !== "string" || text === "" || byText.has(text)) continue;
      const title = (sheet.columns[at] ?? "").replace(/^Contextual information( on)?/i, "").trim();
      byText.set(text, title || String(row.find((cell, place) => place > 3 && typeof cell === "string") ?? ""));
    }
  return [...byText].map(([text, column]) => ({ column, text }));
}
