import { parse } from "csv-parse/sync";
import { Parser } from "htmlparser2";
import { mended } from "./clean.rules";
import { importLimits, refuse } from "./contract";
import type { Source } from "./draft.rules";
import { piece } from "./piece.rules";
import { unpack } from "./zip.rules";

/** A table in a file of its own: lines are its rows. */
/** `merged`: columns whose cell is one with the cell above. */
type Rows = { line: number; cells: string[]; merged?: Set<number> }[];

/** Comma, semicolon or tabulator, whichever the first line has most of. Quoted cells may hold line breaks. */
export function readCsv(text: string): Source {
  const first = text.slice(0, text.indexOf("\n") < 0 ? undefined : text.indexOf("\n"));
  const count = (sign: string) => first.split(sign).length;
  const delimiter = [",", ";", "\t", "|"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  const rows: Rows = [];
  try {
    parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: importLimits.tableRows + 2,
      onRecord: (record, { lines }) => {
        rows.push({ line: lines, cells: record.map(tidy) });
        return null;
      },
    });
  } catch (error) {
    const line = error instanceof Error && "lines" in error ? `line ${error.lines}` : "the whole file";
    return refuse(
      "damaged_file",
      "The table cannot be read: a quoted cell is not closed, or a quote stands in the wrong place.",
      line,
    );
  }
  return sourceOf(rows);
}

/**
 * A line that somebody began inside a cell is a part of its own, as in a list; one that goes on in small letters, or behind a
 * full stop, only goes on.
 */
function tidy(text: string): string {
  return text
    .trim()
    .replace(/(?<![.。;；:：,，、!！?？])\s*\n\s*(?![\s\p{Ll}])/gu, "; ")
    .replace(/\s+/g, " ");
}

/** The first sheet of a workbook that has rows. Merged cells are empty but for the first, as they are stored, and marked. */
export function readXlsx(bytes: Uint8Array): Source {
  const parts = unpack(bytes, /^xl\/(sharedStrings\.xml|worksheets\/sheet\d+\.xml)$/);
  const shared = sharedStrings(parts.get("xl/sharedStrings.xml") ?? "");
  const sheets = [...parts.keys()]
    .filter((name) => name.includes("worksheets"))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  if (sheets.length === 0) refuse("damaged_file", "This is no workbook.", "xl/worksheets");
  const rows = sheets.map((name) => sheetRows(parts.get(name) ?? "", shared)).find((found) => found.length > 1) ?? [];
  return sourceOf(rows);
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text: string[] | null = null;
  let inText = false;
  let inReading = false;
  new Parser(
    {
      onopentag: (name) => {
        if (name === "si") text = [];
        // Readings of characters stand beside them, in elements of their own.
        if (name === "rPh") inReading = true;
        inText = name === "t" && !inReading;
      },
      ontext: (words) => inText && text?.push(words),
      onclosetag: (name) => {
        if (name === "rPh") inReading = false;
        if (name === "si") strings.push(text?.join("") ?? "");
        inText = false;
      },
    },
    { xmlMode: true },
  ).end(xml);
  return strings;
}

function sheetRows(xml: string, shared: readonly string[]): Rows {
  const rows: Rows = [];
  let column = 0;
  let type = "";
  let value = "";
  let inValue = false;
  const merges: string[] = [];
  new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === "mergeCell") merges.push(attributes.ref ?? "");
        if (name === "row") rows.push({ line: Number(attributes.r) || rows.length + 1, cells: [] });
        if (rows.length > importLimits.tableRows + 1)
          refuse("too_many_rows", `A table may have ${importLimits.tableRows} rows.`, `row ${rows.at(-1)?.line}`);
        if (name === "c")
          [column, type, value] = [columnOf(attributes.r) ?? rows.at(-1)?.cells.length ?? 0, attributes.t ?? "n", ""];
        inValue = name === "v" || name === "t";
      },
      ontext: (text) => {
        if (inValue) value += text;
      },
      onclosetag: (name) => {
        inValue = false;
        const cells = rows.at(-1)?.cells;
        if (name !== "c" || !cells || column > 500) return;
        while (cells.length < column) cells.push("");
        cells.push(tidy(type === "s" ? (shared[Number(value)] ?? "") : value));
      },
    },
    { xmlMode: true },
  ).end(xml);
  // Without any the sheet may have been written by a program that stores none: then it cannot say so, as a CSV cannot.
  if (merges.length > 0) markMerged(rows, merges);
  return rows.filter((row) => row.cells.some((cell) => cell !== ""));
}

/** "C2:D4" says that the cells of rows 3 and 4 are one with those of row 2, and D2 says what C2 says. */
function markMerged(rows: Rows, merges: readonly string[]): void {
  const byLine = new Map(rows.map((row) => [row.line, Object.assign(row, { merged: new Set<number>() })]));
  for (const merge of merges.slice(0, importLimits.tableRows)) {
    const [start, end] = merge.split(":");
    const [left, right] = [columnOf(start), columnOf(end)];
    const [top, bottom] = [start, end].map((reference) => Number(/\d+$/.exec(reference ?? "")?.[0] ?? Number.NaN));
    const first = byLine.get(top ?? Number.NaN);
    if (left === null || right === null || !first || bottom === undefined || right > 500) continue;
    const text = first.cells[left] ?? "";
    for (let column = left + 1; column <= right; column += 1) {
      while (first.cells.length <= column) first.cells.push("");
      first.cells[column] = text;
    }
    for (let line = first.line + 1; line <= Math.min(bottom, first.line + importLimits.tableRows); line += 1)
      for (let column = left; column <= right; column += 1) byLine.get(line)?.merged.add(column);
  }
}

/** "AB12" is column 27, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? "")?.[1];
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : null;
}

function sourceOf(rows: Rows): Source {
  if (rows.length - 1 > importLimits.tableRows)
    refuse(
      "too_many_rows",
      `A table may have ${importLimits.tableRows} rows.`,
      `line ${rows[importLimits.tableRows + 1]?.line}`,
    );
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  const full = rows.map(({ line, cells, merged }) => ({
    line,
    cells: [...cells, ...Array.from({ length: width - cells.length }, () => "")],
    merged: merged ? Array.from({ length: width }, (_, column) => merged.has(column)) : null,
  }));
  const clean = mended(full.flatMap(({ cells }) => cells));
  return {
    pieces: full.map(({ line, merged }, at) => {
      const cells = clean.slice(at * width, (at + 1) * width);
      return piece(line, cells.join(" | "), { cells, merged });
    }),
    lines: new Map(full.map(({ line, cells }) => [line, cells.filter(Boolean).join(" | ")])),
  };
}
