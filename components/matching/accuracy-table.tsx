import { useFormatter, useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import type { Accuracy } from "@/lib/quality/health.rules";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";

type Row = { key: string; name: ReactNode; accuracy: Accuracy };

type Group = { key: string; title?: string; rows: readonly Row[] };

/** How often people followed the suggestions: a bar to look at, and the numbers to read. */
export function AccuracyTable({ groups }: { groups: readonly Group[] }) {
  const t = useTranslations("suggestions.accuracy");
  return (
    <Table caption={t("title")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("group")}</HeaderCell>
          <HeaderCell isNumber>{t("cases")}</HeaderCell>
          <HeaderCell>{t("first")}</HeaderCell>
          <HeaderCell>{t("listed")}</HeaderCell>
          <HeaderCell>{t("confident")}</HeaderCell>
          <HeaderCell>{t("flagged")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {groups.map(({ key, title, rows }) => (
          <Fragment key={key}>
            {title ? (
              <TableRow>
                <HeaderCell scope="rowgroup" colSpan={6} className="pt-4 text-12 text-ink-soft">
                  {title}
                </HeaderCell>
              </TableRow>
            ) : null}
            {rows.map(({ key: at, ...row }) => (
              <AccuracyRow key={at} {...row} />
            ))}
          </Fragment>
        ))}
      </TableBody>
    </Table>
  );
}

function AccuracyRow({ name, accuracy }: Omit<Row, "key">) {
  return (
    <TableRow>
      <HeaderCell scope="row">{name}</HeaderCell>
      <Cell isNumber>{accuracy.cases}</Cell>
      <Share part={accuracy.first} all={accuracy.violations} />
      <Share part={accuracy.listed} all={accuracy.violations} />
      <Share part={accuracy.confidentRight} all={accuracy.confident} />
      <Share part={accuracy.flagged} all={accuracy.harmless} isBad />
    </TableRow>
  );
}

function Share({ part, all, isBad = false }: { part: number; all: number; isBad?: boolean }) {
  const t = useTranslations("suggestions.accuracy");
  const format = useFormatter();
  if (all === 0) return <Cell className="text-ink-soft">{t("noShare")}</Cell>;
  const share = part / all;
  return (
    <Cell>
      <span className="flex items-center gap-2 whitespace-nowrap">
        <span aria-hidden="true" className="block h-1.5 w-16 shrink-0 overflow-hidden rounded-full bg-line">
          <span
            className={`block h-full rounded-full ${isBad ? "bg-ink-soft" : "bg-accent"}`}
            style={{ width: `${100 * share}%` }}
          />
        </span>
        {t("of", { share: format.number(share, { style: "percent", maximumFractionDigits: 0 }), all })}
      </span>
    </Cell>
  );
}
