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
    <Table caption={t("caption")}>
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
            <Cell isNumber>{format.number(claimed)}</Cell>
            <Cell isNumber>{format.number(aside)}</Cell>
            <Cell isNumber>{format.number(appeals)}</Cell>
            <Cell>{time(oldestCase)}</Cell>
            <Cell>{time(nextDue)}</Cell>
            <Cell>
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
