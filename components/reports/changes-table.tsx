import { useTranslations } from "next-intl";
import type { CellChange } from "@/lib/transparency/report-version.contract";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Breakable } from "./breakable";

/** The cells in which a version differs from the one before. */
export function ChangesTable({ changes }: { changes: readonly CellChange[] }) {
  const t = useTranslations("reports.changes");
  const shown = (value: CellChange["before"]) => value ?? t("blank");
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("sheet")}</HeaderCell>
          <HeaderCell>{t("row")}</HeaderCell>
          <HeaderCell>{t("column")}</HeaderCell>
          <HeaderCell>{t("before")}</HeaderCell>
          <HeaderCell>{t("after")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {changes.map((change) => (
          <TableRow key={`${change.sheet} ${change.row} ${change.column}`}>
            <HeaderCell scope="row">{change.sheet}</HeaderCell>
            <Cell label={t("row")} isWide className="wrap-break-word">
              <Breakable text={change.row} />
            </Cell>
            <Cell label={t("column")} isWide>
              {change.column}
            </Cell>
            <Cell label={t("before")} dir="auto">
              {shown(change.before)}
            </Cell>
            <Cell label={t("after")} dir="auto">
              {shown(change.after)}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
