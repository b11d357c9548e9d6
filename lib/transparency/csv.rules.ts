import type { Cell, Sheet } from "./report.contract";

/** One cell as RFC 4180 writes it; blank and 0 are told apart. */
function written(cell: Cell): string {
  if (cell === null) return "";
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A sheet as CSV (RFC 4180, so CRLF; UTF-8), titles first, exactly as the template has them. */
export function csvOf({ columns, rows }: Sheet): string {
  return [columns, ...rows].map((row) => `${row.map(written).join(",")}\r\n`).join("");
}
