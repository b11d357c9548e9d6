import { useFormatter, useTranslations } from "next-intl";
import type { AgreementGroup } from "@/lib/quality/groups.rules";
import { useMonthName } from "./month-name";

const [width, height, left, bottom] = [640, 180, 56, 24];

/** Agreement month by month with its interval: a dot and a whisker, labelled where they stand. The table below has the numbers. */
export function AgreementChart({ months }: { months: readonly AgreementGroup[] }) {
  const t = useTranslations("quality.agreement");
  const format = useFormatter();
  const monthName = useMonthName();
  const y = (share: number) => 8 + (1 - share) * (height - bottom - 8);
  const step = (width - left) / Math.max(months.length, 1);
  const percent = (value: number) => format.number(value, { style: "percent", maximumFractionDigits: 0 });
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t("chart")}
      className="w-full max-w-3xl text-12 max-sm:text-20"
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1={left} x2={width} y1={y(share)} y2={y(share)} className="stroke-line" />
          <text x={left - 6} y={y(share) + 4} textAnchor="end" className="fill-ink-soft">
            {percent(share)}
          </text>
        </g>
      ))}
      {months.map(({ key, agreement: { agreed, reviews, share } }, at) => {
        const x = left + step * (at + 0.5);
        return share === null ? null : (
          <g key={key}>
            <line x1={x} x2={x} y1={y(share.low)} y2={y(share.high)} className="stroke-ink-soft" strokeWidth="2" />
            <circle cx={x} cy={y(agreed / reviews)} r="4" className="fill-accent" />
            <text x={x} y={height - 6} textAnchor="middle" className="fill-ink-soft">
              {monthName(key, "short")}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
