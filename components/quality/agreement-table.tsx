import { useFormatter, useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import type { Agreement, Coefficient } from "@/lib/quality/groups.rules";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";

export type AgreementRows = {
  key: string;
  title: string;
  rows: { key: string; name: ReactNode; agreement: Agreement }[];
};

/** How often two people found the same, with what chance would leave of it, and how sure one can be. */
export function AgreementTable({ groups }: { groups: readonly AgreementRows[] }) {
  const t = useTranslations("quality.agreement");
  return (
    <Table caption={t("title")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("group")}</HeaderCell>
          <HeaderCell isNumber>{t("reviews")}</HeaderCell>
          <HeaderCell>{t("share")}</HeaderCell>
          <HeaderCell>{t("kappa")}</HeaderCell>
          <HeaderCell>{t("alpha")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ key, title, rows }) => (
            <Fragment key={key}>
              <TableRow>
                <HeaderCell scope="rowgroup" colSpan={5} className="pt-4 text-12 text-ink-soft">
                  {title}
                </HeaderCell>
              </TableRow>
              {rows.map((row) => (
                <Line key={row.key} name={row.name} agreement={row.agreement} />
              ))}
            </Fragment>
          ))}
      </TableBody>
    </Table>
  );
}

function Line({ name, agreement }: { name: ReactNode; agreement: Agreement }) {
  const t = useTranslations("quality.agreement");
  const format = useFormatter();
  const percent = (value: number) => format.number(value, { style: "percent", maximumFractionDigits: 0 });
  const { reviews, agreed, share, isTooFew } = agreement;
  return (
    <TableRow>
      <HeaderCell scope="row">{name}</HeaderCell>
      <Cell isNumber>{format.number(reviews)}</Cell>
      <Cell className="whitespace-nowrap">
        {share
          ? t("shareOf", { share: percent(agreed / reviews), low: percent(share.low), high: percent(share.high) })
          : t("nothing")}
      </Cell>
      <CoefficientCell value={agreement.kappa} isTooFew={isTooFew} />
      <CoefficientCell value={agreement.alpha} isTooFew={isTooFew} />
    </TableRow>
  );
}

function CoefficientCell({ value, isTooFew }: { value: Coefficient; isTooFew: boolean }) {
  const t = useTranslations("quality.agreement");
  const format = useFormatter();
  if (value === null) return <Cell className="text-ink-soft">{isTooFew ? t("tooFew") : t("oneFinding")}</Cell>;
  const number = (of: number) => format.number(of, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const { interval } = value;
  return (
    <Cell className="whitespace-nowrap">
      {interval
        ? t("coefficient", { value: number(value.value), low: number(interval.low), high: number(interval.high) })
        : number(value.value)}
    </Cell>
  );
}
