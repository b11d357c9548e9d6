import { useFormatter, useTranslations } from "next-intl";
import type { ReconciledDay } from "@/lib/transparency/submissions.contract";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";

/** Decided, due and accepted, day by day; where they differ, why. */
export function DaysTable({ days }: { days: readonly ReconciledDay[] }) {
  const t = useTranslations("database.days");
  const format = useFormatter();
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("day")}</HeaderCell>
          <HeaderCell isNumber>{t("decided")}</HeaderCell>
          <HeaderCell isNumber>{t("due")}</HeaderCell>
          <HeaderCell isNumber>{t("accepted")}</HeaderCell>
          <HeaderCell>{t("gaps")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {days.map(({ day, decided, due, accepted, gaps }) => (
          <TableRow key={day}>
            <HeaderCell scope="row">
              <span className="whitespace-nowrap">{day}</span>
            </HeaderCell>
            <Cell label={t("decided")} isNumber>
              {format.number(decided)}
            </Cell>
            <Cell label={t("due")} isNumber>
              {format.number(due)}
            </Cell>
            <Cell label={t("accepted")} isNumber>
              {format.number(accepted)}
            </Cell>
            <Cell label={t("gaps")} isWide className="min-w-40">
              {gaps.length === 0 ? (
                <Status look="plain" tone="good">
                  {t("equal")}
                </Status>
              ) : (
                gaps.map(({ reason, count }) => (
                  <span key={reason} className="block">
                    {t(`reasons.${reason}`, { count })}
                  </span>
                ))
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
