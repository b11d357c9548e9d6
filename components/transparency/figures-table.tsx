import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { least, type ShownTable } from "@/lib/transparency/public-figures.rules";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";

type Props = {
  /** What stands in the first column, and what the whole is. */
  title: string;
  heading: string;
  table: ShownTable;
  nameOf: (key: string) => ReactNode;
};

/** A table of counts with a bar beside each; the bar says nothing that the number does not, and a phone leaves the room to the names. What is too few is said to be. */
export function FiguresTable({ title, heading, table, nameOf }: Props) {
  const t = useTranslations("openFigures");
  const format = useFormatter();
  const most = Math.max(1, ...table.rows.map(({ count }) => count ?? 0));
  const hasHidden = table.rows.some(({ count }) => count === null);
  if (table.rows.length === 0)
    return (
      <section className="grid gap-2">
        <h3 className="text-16 font-semibold">{title}</h3>
        <p className="text-ink-soft">
          {table.total === 0
            ? t("nothing")
            : table.total === null
              ? t("tooFew")
              : t("onlyTotal", { total: table.total })}
        </p>
      </section>
    );
  return (
    <section className="grid gap-2">
      <h3 className="text-16 font-semibold">{title}</h3>
      <Table caption={title}>
        <TableHead>
          <TableRow>
            <HeaderCell>{heading}</HeaderCell>
            <HeaderCell isNumber>{t("count")}</HeaderCell>
            <HeaderCell className="w-2/5">
              <span className="sr-only">{t("bar")}</span>
            </HeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {table.rows.map(({ key, count }) => (
            <TableRow key={key}>
              <HeaderCell scope="row" className="font-normal">
                {nameOf(key)}
              </HeaderCell>
              <Cell isNumber className="whitespace-nowrap">
                {count === null ? t("few") : format.number(count)}
              </Cell>
              <Cell className="min-w-20">{count === null ? null : <Bar share={count / most} />}</Cell>
            </TableRow>
          ))}
          <TableRow className="font-semibold">
            <HeaderCell scope="row" className="font-semibold">
              {t("total")}
            </HeaderCell>
            <Cell isNumber>{table.total === null ? t("few") : format.number(table.total)}</Cell>
            <Cell className="min-w-20" />
          </TableRow>
        </TableBody>
      </Table>
      {hasHidden ? <p className="text-14 text-ink-soft">{t("fewText", { least })}</p> : null}
    </section>
  );
}

/** A bar of a chart as a picture that needs no script; for eyes alone, the number stands beside it. */
export function Bar({ share }: { share: number }) {
  return (
    <svg aria-hidden="true" width="100%" height="12" className="block min-w-12 text-accent" focusable="false">
      <rect width="100%" height="12" rx="2" className="fill-line" opacity="0.5" />
      <rect width={`${Math.round(share * 1000) / 10}%`} height="12" rx="2" fill="currentColor" />
    </svg>
  );
}
