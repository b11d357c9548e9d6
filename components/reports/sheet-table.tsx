import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { Sheet, Cell as Value } from "@/lib/transparency/report.contract";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Breakable } from "./breakable";
import { cellPath } from "./version-words";

type Shown = {
  sheet: Sheet;
  /** Counted from 1, as in the names of the sheets. */
  part: number;
  /** Places of the rows that are shown. */
  rows: readonly number[];
  /** Places of the columns that are shown; those that are the same in every row are told above the table. */
  columns: readonly number[];
  versionId: string;
  hasList: (row: number, column: number) => boolean;
};

/** One sheet as a table. A number leads to what it counts; a blank cell says that it does not apply, which 0 does not. */
export function SheetTable({ sheet, part, rows, columns, versionId, hasList }: Shown) {
  const t = useTranslations("reports");
  return (
    <Table caption={sheet.name} isHeadSticky wrapperClassName="max-h-[75vh] overflow-y-auto">
      <TableHead>
        <TableRow>
          {columns.map((at) => (
            <HeaderCell key={sheet.columns[at]} className="min-w-28 max-w-56 align-bottom whitespace-normal">
              {sheet.columns[at]?.trim()}
            </HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row}>
            {columns.map((at, place) => {
              const value = sheet.rows[row]?.[at] ?? null;
              const name = `${sheet.rows[row]?.[columns[0] ?? 0] ?? ""}: ${sheet.columns[at]?.trim() ?? ""}`;
              if (place === 0)
                return (
                  <HeaderCell key={at} scope="row" className="max-w-80 align-top wrap-break-word">
                    <Breakable text={String(value ?? "–")} />
                  </HeaderCell>
                );
              const isOpen = typeof value === "number" && value > 0 && hasList(row, at);
              return (
                <Cell key={at} isNumber={typeof value === "number"} className="max-w-80 align-top wrap-break-word">
                  {isOpen ? (
                    <TextLink
                      via={Link}
                      href={cellPath(versionId, part, row, at)}
                      aria-label={t("openCell", { value, name })}
                    >
                      <CellValue value={value} />
                    </TextLink>
                  ) : (
                    <CellValue value={value} />
                  )}
                </Cell>
              );
            })}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function CellValue({ value }: { value: Value }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  if (value === null) return <span className="text-ink-soft">{t("blank")}</span>;
  return typeof value === "number" ? (
    format.number(value, { maximumFractionDigits: 4 })
  ) : (
    <span dir="auto">
      <Breakable text={value} />
    </span>
  );
}
