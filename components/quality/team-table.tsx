import { useFormatter, useTranslations } from "next-intl";
import type { Load } from "@/lib/quality/team.rules";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";

/** Who has what in hand, and what is due: by name, without a word on speed. */
export function TeamTable({ loads }: { loads: readonly Load[] }) {
  const t = useTranslations("quality.team");
  const format = useFormatter();
  const time = (value: Date | null) => (value ? <Time value={value.toISOString()} /> : t("none"));
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("person")}</HeaderCell>
          <HeaderCell isNumber>{t("claimed")}</HeaderCell>
          <HeaderCell isNumber>{t("aside")}</HeaderCell>
          <HeaderCell isNumber>{t("appeals")}</HeaderCell>
          <HeaderCell>{t("oldest")}</HeaderCell>
          <HeaderCell>{t("next")}</HeaderCell>
          <HeaderCell>{t("overdue")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {loads.map(({ personId, name, claimed, aside, appeals, oldestCase, nextDue, overdue }) => (
          <TableRow key={personId}>
            <HeaderCell scope="row">{name}</HeaderCell>
            <Cell label={t("claimed")} isNumber>
              {format.number(claimed)}
            </Cell>
            <Cell label={t("aside")} isNumber>
              {format.number(aside)}
            </Cell>
            <Cell label={t("appeals")} isNumber>
              {format.number(appeals)}
            </Cell>
            <Cell label={t("oldest")}>{time(oldestCase)}</Cell>
            <Cell label={t("next")}>{time(nextDue)}</Cell>
            <Cell label={t("overdue")}>
              {overdue > 0 ? (
                <Status look="plain" tone="danger">
                  {format.number(overdue)}
                </Status>
              ) : (
                t("none")
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
