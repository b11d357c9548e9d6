import { useFormatter, useTranslations } from "next-intl";
import type { Handling } from "@/lib/quality/handling.rules";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";

const [width, rowHeight, left, right] = [640, 34, 150, 70];

function useHours(): (hours: number | null) => string {
  const t = useTranslations("handling");
  const format = useFormatter();
  return (hours) => (hours === null ? "" : t("hours", { hours: format.number(hours, { maximumFractionDigits: 1 }) }));
}

/** A bar to the median and a line to the ninetieth percentile, labelled where they stand. The table below has the numbers. */
export function HandlingChart({ rows }: { rows: readonly Handling[] }) {
  const t = useTranslations("handling");
  const inHours = useHours();
  const longest = Math.max(...rows.map(({ p90 }) => p90 ?? 0), 1);
  const x = (hours: number) => left + (hours / longest) * (width - left - right);
  return (
    <svg
      viewBox={`0 0 ${width} ${rows.length * rowHeight}`}
      role="img"
      aria-label={t("chartLabel")}
      className="w-full max-w-3xl text-12"
    >
      {rows.map(({ kind, median, p90 }, at) => {
        const y = at * rowHeight + rowHeight / 2;
        return (
          <g key={kind}>
            <text x={left - 8} y={y + 4} textAnchor="end" className="fill-ink">
              {t(`kinds.${kind}`)}
            </text>
            <rect x={left} y={y - 7} width={x(median ?? 0) - left} height="14" className="fill-accent" />
            <line x1={x(median ?? 0)} x2={x(p90 ?? 0)} y1={y} y2={y} className="stroke-ink-soft" strokeWidth="2" />
            <text x={x(p90 ?? 0) + 6} y={y + 4} className="fill-ink-soft">
              {inHours(p90)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

export function HandlingTable({ rows }: { rows: readonly Handling[] }) {
  const t = useTranslations("handling");
  const inHours = useHours();
  return (
    <Table caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("kind")}</HeaderCell>
          <HeaderCell>{t("count")}</HeaderCell>
          <HeaderCell>{t("median")}</HeaderCell>
          <HeaderCell>{t("p90")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ kind, count, median, p90 }) => (
          <TableRow key={kind}>
            <HeaderCell scope="row">{t(`kinds.${kind}`)}</HeaderCell>
            <Cell>{count}</Cell>
            <Cell>{inHours(median)}</Cell>
            <Cell>{inHours(p90)}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
