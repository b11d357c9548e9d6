import { importLimits, refuse } from "./contract";
import { headOf } from "./header-rows.rules";
import { markAt } from "./marks.rules";
import type { Piece } from "./piece.rules";

/** `merged`: it is one with the cell above; null: the format cannot say so. */
export type Cell = { text: string; line: number; merged: boolean | null };
export type TableRow = { cells: Cell[]; from: number; to: number };
/** `headTo`: the last line of its heading. */
export type Table = {
  title: string | null;
  header: string[];
  rows: TableRow[];
  from: number;
  headTo: number;
  to: number;
};

/** Tables of the document, and what stands between them. */
export type Stretch = { pieces: Piece[]; table: Table | null };

/** Consecutive lines of cells are one table; the short paragraph before it is its title. */
export function stretches(pieces: readonly Piece[]): Stretch[] {
  const found: Stretch[] = [{ pieces: [], table: null }];
  let cells: Piece[] = [];
  const close = () => {
    const last = found.at(-1);
    if (cells.length > 0 && last) last.table = tableOf(cells, titleBefore(last.pieces));
    if (cells.length > 0) found.push({ pieces: [], table: null });
    cells = [];
  };
  for (const at of pieces) {
    if (at.cells) cells.push(at);
    else {
      close();
      found.at(-1)?.pieces.push(at);
    }
  }
  close();
  return found;
}

function titleBefore(pieces: readonly Piece[]): string | null {
  const last = pieces.at(-1);
  return last && !last.mark && last.text.length <= 60 && !/[.。;；]$/u.test(last.text) ? last.text : null;
}

function tableOf(pieces: readonly Piece[], title: string | null): Table {
  const head = headOf(pieces);
  const { header } = head;
  const rows = rowsOf(head.body, header.length);
  if (rows.length > importLimits.tableRows) {
    const row = rows[importLimits.tableRows];
    refuse(
      "too_many_rows",
      `A table may have ${importLimits.tableRows} rows; this one has ${rows.length}.`,
      `line ${row?.from}`,
    );
  }
  const [first, last] = [pieces[0], pieces.at(-1)];
  const lines = { from: first?.line ?? head.to, headTo: head.to, to: last?.toLine ?? head.to };
  return { title: head.title ?? title, header, rows, ...lines };
}

/** A row may be printed over several lines: cells are gathered until it is as wide as the header, or the next number begins. */
function rowsOf(pieces: readonly Piece[], width: number): TableRow[] {
  const rows: TableRow[] = [];
  let row: TableRow | null = null;
  let numbered = 0;
  for (const at of pieces) {
    const number = markAt(at.cells?.[0] ?? "")?.mark;
    const starts =
      number?.scheme.startsWith("han") || number?.scheme.startsWith("num") ? number.values[0] === numbered + 1 : false;
    if (!row || row.cells.length >= width || (starts && row.cells.length > 1)) {
      row = { cells: [], from: at.line, to: at.toLine };
      rows.push(row);
      if (starts) numbered += 1;
    }
    row.cells.push(
      ...(at.cells ?? []).map((text, index) => ({ text, line: at.line, merged: at.merged?.[index] ?? null })),
    );
    row.to = at.toLine;
  }
  return rows.map((found) => ({ ...found, cells: found.cells.slice(0, Math.max(width, 1)) }));
}

const before = /(?:前|旧|舊|原)$|^(?:before|old|previous|current|vorher|avant)\b/iu;
const after = /(?:后|後|新)$|^(?:after|new|revised|amended|proposed|nachher|après)\b/iu;

/** Two columns, what held and what holds: two editions of the same text. */
export function isChangeTable(table: Table): boolean {
  const [one = "", other = ""] = table.header;
  return table.header.length === 2 && before.test(one) && after.test(other);
}

/** The cells of one column as pieces of a document, each on its own line. */
export function columnText(table: Table, column: number): { line: number; text: string }[] {
  return table.rows.flatMap((row) => {
    const cell = row.cells[column];
    return cell && cell.text !== "" ? [{ line: cell.line, text: cell.text }] : [];
  });
}
