import "server-only";
import writeExcelFile from "write-excel-file/node";
import type { Sheet } from "./report.contract";

/** All sheets in one workbook, as an XLSX file. Texts are cells of text, whatever they begin with. */
export async function xlsxOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const made = sheets.map(({ name, columns, rows }) => ({
    sheet: name,
    data: [
      columns.map((title) => ({ value: title, type: String, fontWeight: "bold" as const })),
      ...rows.map((row) =>
        row.map((cell) =>
          cell === null
            ? null
            : typeof cell === "number"
              ? { value: cell, type: Number }
              : { value: cell, type: String },
        ),
      ),
    ],
    stickyRowsCount: 1,
  }));
  return writeExcelFile(made).toBuffer();
}
