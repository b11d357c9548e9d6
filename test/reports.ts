import type { Person } from "@/lib/platform/permissions.rules";
import type { Cell, MadeReport } from "@/lib/transparency/report.contract";
import { makeReport } from "@/lib/transparency/report.queries";

/** Each test has a year of its own: what one stores is in no other's period. */
export function reportsBy(who: () => Person) {
  return async (year: number, platform = "aliexpress", facts: object = {}): Promise<MadeReport> => {
    const asked = { from: `${year}-01-01`, to: `${year}-12-31`, platform, facts: { [platform]: facts } };
    const made = await makeReport(who(), asked);
    if (!made.ok) throw new Error(JSON.stringify(made));
    const [report] = made.value;
    if (!report) throw new Error("one service was asked for");
    return report;
  };
}

/** All cells that are not as in an empty report of the same columns: `sheet / row / title = value`. */
export function filled({ sheets }: MadeReport): string[] {
  return sheets.slice(2, 10).flatMap(({ name, columns, rows }) =>
    rows.flatMap((row) => {
      const about = columns.flatMap((title, at) =>
        /^(Category|Description|Section|Indicator|Scope)/.test(title) && row[at] !== null ? [String(row[at])] : [],
      );
      return columns.flatMap((title, at): string[] =>
        /^(Applicab|Service|Reporting|Category|Descr|Section|Indicator|Scope|Context)/.test(title) || !row[at]
          ? []
          : [`${name.split("_")[0]} / ${about.join(" / ")} / ${title.trim()} = ${row[at]}`],
      );
    }),
  );
}
export const noon = (year: number, day = "06-15") => new Date(`${year}-${day}T12:00:00Z`);
export const cellsOf = (report: MadeReport, part: number): Cell[][] => report.sheets[part - 1]?.rows ?? [];
