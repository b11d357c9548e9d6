import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import type { Agreement, AgreementMonth } from "@/lib/quality/groups.rules";
import { HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { AgreementLine } from "./agreement-line";

export type AgreementRows = {
  key: string;
  title: string;
  rows: { key: string; name: ReactNode; agreement: Agreement; months?: AgreementMonth[] }[];
};

/** How often two people found the same, with what chance would leave of it, how sure one can be, and how it went on. */
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
          <HeaderCell>{t("overTimeTitle")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ key, title, rows }) => (
            <Fragment key={key}>
              <TableRow>
                <HeaderCell scope="rowgroup" colSpan={6} className="pt-4 text-12 text-ink-soft">
                  {title}
                </HeaderCell>
              </TableRow>
              {rows.map((row) => (
                <AgreementLine key={row.key} name={row.name} agreement={row.agreement} months={row.months ?? []} />
              ))}
            </Fragment>
          ))}
      </TableBody>
    </Table>
  );
}
