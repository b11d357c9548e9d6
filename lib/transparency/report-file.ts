import "server-only";
import { strToU8, zipSync } from "fflate";
import { csvOf } from "./csv.rules";
import type { Sheet } from "./report.contract";
import { xlsxOf } from "./xlsx";

type Version = { platformId: string; firstDay: string; lastDay: string; number: number; sheets: readonly Sheet[] };

const types = { csv: "text/csv; charset=utf-8", zip: "application/zip" } as const;
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The name of a version's file: platform, period and number, so that two of them can lie in one folder. */
export function fileName({ platformId, firstDay, lastDay, number }: Version, file: string): string {
  return `${platformId}-${firstDay}-${lastDay}-v${number}-${file}`;
}

/** One file of a version by its name: `report.xlsx`, `csv.zip` or `<sheet>.csv`. Null: there is no such file. */
export async function reportFile(version: Version, file: string): Promise<Response | null> {
  const answer = (content: string | Uint8Array<ArrayBuffer>, type: string) =>
    new Response(content, {
      headers: {
        "content-type": type,
        "content-disposition": `attachment; filename="${fileName(version, file)}"`,
        "cache-control": "no-store",
      },
    });
  if (file === "report.xlsx") return answer(new Uint8Array(await xlsxOf(version.sheets)), xlsx);
  if (file === "csv.zip") {
    const files = Object.fromEntries(version.sheets.map((sheet) => [`${sheet.name}.csv`, strToU8(csvOf(sheet))]));
    return answer(new Uint8Array(zipSync(files, { level: 6 })), types.zip);
  }
  const sheet = version.sheets.find(({ name }) => `${name}.csv` === file);
  return sheet ? answer(csvOf(sheet), types.csv) : null;
}
