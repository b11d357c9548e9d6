import type { Cell, ReportFacts, Sheet, WrittenPeriod } from "./report.contract";
import { applies, languages, states, writtenOut } from "./report-scopes.rules";
import type { CellSource } from "./report-source.contract";
import { template } from "./report-template.generated";

type Heading = { service: string; period: string };

/** A number with what it counts; in the sheet only the number stands. */
export type Counted = { value: Cell; source: CellSource };
export type Made = Cell | Counted;
/** A sheet, and beside it what each of its cells counts; null: nothing is behind it that could be listed. */
export type MadeSheet = { sheet: Sheet; sourceAt: (row: number, column: number) => CellSource | null };

const isCounted = (cell: Made | undefined): cell is Counted => typeof cell === "object" && cell !== null;

/** A sheet by its number, with the template's exact titles; rows that end early are blank to the end. */
export function sheetOf(part: number, rows: readonly (readonly Made[])[]): MadeSheet {
  const found = template.sheets[part - 1];
  if (!found) throw new Error(`the template has no sheet ${part}`);
  const { name, columns } = found;
  const valueIn = (cell: Made | undefined): Cell => (isCounted(cell) ? cell.value : (cell ?? null));
  return {
    sheet: { name, columns, rows: rows.map((row) => columns.map((_, at) => valueIn(row[at]))) },
    sourceAt(row, column) {
      const cell = rows[row]?.[column];
      return isCounted(cell) ? cell.source : null;
    },
  };
}

/** Sheet 1: who reports, and on what. */
export function identification(
  { service }: Heading,
  { provider, published, previous }: ReportFacts,
  { from, to }: WrittenPeriod,
): MadeSheet {
  const values = [provider, published, previous, from, to];
  const rows = template.identification.map((indicator, at) => ["All", service, indicator, values[at] ?? null]);
  return sheetOf(1, rows);
}

const perState = (scope: string) => scope !== "TOTAL";

/** Sheet 9: people who moderate; for very large platforms. What nobody entered is blank. */
export function people({ service, period }: Heading, { tier, moderators }: ReportFacts): MadeSheet {
  const lines = writtenOut(template.people, ([applicability = ""]) => applies(applicability, tier), languages);
  const rows = lines.map(([applicability = "", section = "", indicator = "", scope = ""]): Cell[] => {
    const total = indicator.includes("internal")
      ? moderators.internal
      : indicator.includes("external")
        ? moderators.external
        : moderators.total;
    const value = scope === "Total number" ? total : moderators.byLanguage[scope];
    const isOurs = applies(applicability, tier);
    return [applicability, service, period, section, indicator, scope, isOurs ? (value ?? null) : null];
  });
  return sheetOf(9, rows);
}

/** Sheet 10: average monthly active recipients; for very large platforms. */
export function recipients({ service, period }: Heading, { tier, recipients: counted }: ReportFacts): MadeSheet {
  const isOurs = tier === "vlop";
  const lines = writtenOut(template.recipients, ([, , , scope = ""]) => isOurs && perState(scope), states);
  const rows = lines.map(([applicability = "", section = "", indicator = "", scope = ""]): Cell[] => [
    applicability,
    service,
    period,
    section,
    indicator,
    scope,
    isOurs ? (counted[scope] ?? null) : null,
  ]);
  return sheetOf(10, rows);
}

/** Sheet 11: what only words can say, by the template's own indicators. */
export function texts({ service, period }: Heading, { tier, texts: written }: ReportFacts): MadeSheet {
  const rows = template.texts.map(([applicability = "", indicator = ""]): Cell[] => [
    applicability,
    service,
    period,
    indicator,
    applies(applicability, tier) ? (written[indicator.trim()] ?? written[indicator] ?? null) : null,
  ]);
  return sheetOf(11, rows);
}
