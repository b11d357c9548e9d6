import { useLocale, useTranslations } from "next-intl";
import type { ExposureSum, Hands } from "@/lib/wellbeing/team.rules";
import { Panel } from "../ui/panel";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { exactTime } from "../ui/time.rules";

type Props = { from: Date; to: Date; sums: readonly ExposureSum[]; hands: readonly Hands[] };

/** What the team as a whole had before it, and whether anybody can be given what waits. Nothing of one person. */
export function TeamCare({ from, to, sums, hands }: Props) {
  const t = useTranslations("care.team");
  const harmOf = useTranslations("care.harm");
  const locale = useLocale();
  const day = (at: Date) => exactTime(at, locale, "UTC", "day");
  const last = new Date(to.getTime() - 1);
  return (
    <Panel title={t("title")} isFlush>
      <p className="px-4 py-3 text-ink-soft">{t("summary", { from: day(from), to: day(last) })}</p>
      <Table isCards caption={t("caption")}>
        <TableHead>
          <TableRow>
            <HeaderCell>{t("harm")}</HeaderCell>
            <HeaderCell isNumber>{t("sum")}</HeaderCell>
            <HeaderCell isNumber>{t("waiting")}</HeaderCell>
            <HeaderCell>{t("hands")}</HeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {hands.map(({ harm, waiting, isWaitingCapped, hands: there }) => {
            const cases = sums.find((sum) => sum.harm === harm)?.cases ?? null;
            return (
              <TableRow key={harm}>
                <HeaderCell scope="row">{harmOf(harm)}</HeaderCell>
                <Cell label={t("sum")} isNumber className="whitespace-nowrap">
                  {cases === null ? t("suppressed") : t("atLeast", { count: cases })}
                </Cell>
                <Cell label={t("waiting")} isNumber>
                  {isWaitingCapped ? t("atLeast", { count: waiting }) : waiting > 0 ? waiting : t("nothing")}
                </Cell>
                <Cell label={t("hands")}>
                  {there === "none" && waiting > 0 ? (
                    <Status look="plain" tone="caution">
                      {t("none")}
                    </Status>
                  ) : (
                    t(there === "enough" ? "enough" : "few")
                  )}
                </Cell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Panel>
  );
}
