import { useLocale, useTranslations } from "next-intl";
import { chartSize, drawn } from "@/lib/commitments/chart.rules";
import type { IndicatorNow } from "@/lib/commitments/contract";
import { Disclosure } from "../ui/disclosure";
import { Localised } from "../ui/localised";
import { wordsFor } from "../ui/localised.rules";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";
import { IndicatorName, useBounds, useIndicatorValue } from "./words";

/** The months of an indicator in a line, for a table; the number stands beside it. */
export function IndicatorSpark({ indicator }: { indicator: IndicatorNow }) {
  const { dots, lines } = drawn({ kind: "chart", label: "", ...indicator });
  const { width, height } = chartSize;
  if (dots.length < 2) return null;
  return (
    <svg viewBox={`40 0 ${width - 40} ${height}`} aria-hidden="true" className="h-6 w-24 shrink-0">
      {lines.map((line) => (
        <polyline
          key={line[0]?.x}
          points={line.map(({ x, y }) => `${x},${y}`).join(" ")}
          strokeWidth="5"
          className="fill-none stroke-accent"
        />
      ))}
      {dots.map(({ x, y, month }) => (
        <circle key={month} cx={x} cy={y} r="6" className="fill-accent" />
      ))}
    </svg>
  );
}

function Chart({ indicator, label }: { indicator: IndicatorNow; label: string }) {
  const value = useIndicatorValue();
  const { width, height, left, right } = chartSize;
  const { dots, lines, bounds, scale, ends } = drawn({ kind: "chart", label, ...indicator });
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className="w-full max-w-2xl text-12">
      {scale.map((end) => (
        <g key={end.value}>
          <line x1={left} x2={width - right} y1={end.y} y2={end.y} className="stroke-line" />
          <text x={left - 6} y={end.y + 4} textAnchor="end" className="fill-ink-soft">
            {value(indicator.unit, end.value)}
          </text>
        </g>
      ))}
      {bounds.map(({ y, value: at }) => (
        <line key={at} x1={left} x2={width - right} y1={y} y2={y} strokeDasharray="5 4" className="stroke-ink-soft" />
      ))}
      {lines.map((line) => (
        <polyline
          key={line[0]?.x}
          points={line.map(({ x, y }) => `${x},${y}`).join(" ")}
          strokeWidth="1.5"
          className="fill-none stroke-accent"
        />
      ))}
      {dots.map(({ x, y, month, isFinal }) => (
        <circle
          key={month}
          cx={x}
          cy={y}
          r="3"
          className={isFinal ? "fill-accent stroke-accent" : "fill-surface stroke-accent"}
        />
      ))}
      {ends.map(({ x, month }, at) => (
        <text
          key={month}
          x={x}
          y={height - 6}
          textAnchor={ends.length === 1 ? "middle" : at === 0 ? "start" : "end"}
          className="fill-ink-soft"
        >
          {month.slice(0, 7)}
        </text>
      ))}
    </svg>
  );
}

/** What is measured, how, between what it should be, how it went, and the numbers. */
export function IndicatorPart({ indicator }: { indicator: IndicatorNow }) {
  const t = useTranslations("commitments.indicators");
  const bounds = useBounds();
  const value = useIndicatorValue();
  const locale = useLocale();
  const { key, name, definition, unit, points, isOutside, leastCount, measuredAt } = indicator;
  const label = t("chart", {
    name: name ? wordsFor(name, locale).text : t(`${(key ?? "") as "notices_from_guests"}.name`),
  });
  return (
    <section className="grid gap-2 border-t border-line py-4 first:border-t-0 first:pt-0">
      <h3 className="flex flex-wrap items-center gap-x-3 font-semibold">
        <IndicatorName indicator={indicator} />
        {isOutside ? <Status tone="danger">{t("outside")}</Status> : null}
      </h3>
      <p className="reading">
        {definition ? <Localised value={definition} /> : t(`${(key ?? "") as "notices_from_guests"}.definition`)}
      </p>
      <p className="text-ink-soft">
        {bounds(indicator)} {leastCount > 1 ? `${t("least", { count: leastCount })}. ` : null}
        {key ? t("byProduct") : t("byHand")}
        {measuredAt ? (
          <>
            {" · "}
            {t("measuredAt")} <Time value={measuredAt} />
          </>
        ) : null}
      </p>
      {points.some((point) => point.value !== null) ? <Chart indicator={indicator} label={label} /> : null}
      {points.length === 0 ? (
        <p className="text-ink-soft">{key ? t("notYet") : t("notRecorded")}</p>
      ) : (
        <Disclosure summary={t("months")}>
          <Table caption={label}>
            <TableHead>
              <TableRow>
                <HeaderCell>{t("month")}</HeaderCell>
                <HeaderCell>{t("value")}</HeaderCell>
                <HeaderCell>{t("count")}</HeaderCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {points.toReversed().map((point) => (
                <TableRow key={point.month}>
                  <HeaderCell scope="row" className="font-normal">
                    {point.isFinal ? point.month.slice(0, 7) : t("running", { month: point.month.slice(0, 7) })}
                  </HeaderCell>
                  <Cell>{value(unit, point.value)}</Cell>
                  <Cell isNumber>{point.count}</Cell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Disclosure>
      )}
    </section>
  );
}
