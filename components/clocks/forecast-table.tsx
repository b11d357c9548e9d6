import { useFormatter, useTranslations } from "next-intl";
import { clockDoers } from "@/lib/clocks/clock.rules";
import type { ClockSummaries, ClockSummary } from "@/lib/clocks/contract";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";
import { BasisMark } from "./basis-mark";

/** How many duties of each kind are overdue, and how many will be by the end of tomorrow, with the sum. */
export function ForecastTable({ summaries }: { summaries: ClockSummaries }) {
  const t = useTranslations("clocks.forecast");
  const heads = ["kind", "overdue", "late", "how"] as const;
  return (
    <div className="grid gap-2">
      <p className="text-13 text-ink-soft">
        {t.rich("lead", { until: () => <Time value={summaries.until} show="exact" zone="UTC" /> })}
      </p>
      <Table isCards caption={t("caption")}>
        <TableHead>
          <TableRow>
            {heads.map((head) => (
              <HeaderCell key={head}>{t(head)}</HeaderCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {summaries.kinds.map((summary) => (
            <Row key={summary.kind} summary={summary} most={summaries.most} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Row({ summary: { kind, basis, overdue, forecast }, most }: { summary: ClockSummary; most: number }) {
  const t = useTranslations("clocks");
  const format = useFormatter();
  const amount = (count: number, isLeast: boolean) => (isLeast ? t("forecast.least", { count }) : format.number(count));
  return (
    <TableRow>
      <HeaderCell scope="row">
        <span className="grid justify-items-start gap-0.5">
          {t(`kinds.${kind}`)}
          <BasisMark basis={basis} />
        </span>
      </HeaderCell>
      <Cell label={t("forecast.overdue")}>
        {overdue > 0 ? (
          <Status tone="danger" look="plain">
            {amount(overdue, overdue >= most)}
          </Status>
        ) : (
          amount(0, false)
        )}
      </Cell>
      <Cell label={t("forecast.late")}>{forecast ? amount(forecast.late, forecast.due >= most) : "–"}</Cell>
      <Cell label={t("forecast.how")} isWide className="text-13 text-ink-soft">
        {forecast
          ? t("forecast.sum", forecast)
          : t(clockDoers[kind] === "machine" ? "forecast.itself" : "forecast.none")}
      </Cell>
    </TableRow>
  );
}
