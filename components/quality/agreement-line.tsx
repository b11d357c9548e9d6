"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import type { Agreement, AgreementMonth, Coefficient } from "@/lib/quality/groups.rules";
import { Cell, HeaderCell, TableRow } from "../ui/table";
import { cn } from "../ui/text";
import { useMonthName } from "./month-name";
import { Sparkline } from "./sparkline";

type Props = { name: ReactNode; agreement: Agreement; months: readonly AgreementMonth[] };

/** One row with its small line over time; the line is a button, and the months with their numbers stand behind it. */
export function AgreementLine({ name, agreement, months }: Props) {
  const t = useTranslations("quality.agreement");
  const monthName = useMonthName();
  const [isOpen, setIsOpen] = useState(false);
  const headerId = useId();
  return (
    <>
      <TableRow>
        <HeaderCell scope="row" id={headerId}>
          {name}
        </HeaderCell>
        <Numbers agreement={agreement} />
        <Cell>
          {months.length > 0 ? (
            <button
              type="button"
              aria-expanded={isOpen}
              aria-describedby={headerId}
              onClick={() => setIsOpen(!isOpen)}
              className="inline-flex min-h-(--control-height-small) items-center gap-2 rounded-md px-1 whitespace-nowrap text-ink-soft hover:bg-hover hover:text-ink"
            >
              <Sparkline months={months} />
              <span className="underline underline-offset-2">{t("overTime", { count: months.length })}</span>
            </button>
          ) : null}
        </Cell>
      </TableRow>
      {isOpen
        ? months.map(({ month, agreement: of }) => (
            <TableRow key={month}>
              <HeaderCell scope="row" className="pl-6 font-normal text-ink-soft">
                {monthName(month)}
              </HeaderCell>
              <Numbers agreement={of} />
              <Cell />
            </TableRow>
          ))
        : null}
    </>
  );
}

function Numbers({ agreement: { reviews, agreed, share, isTooFew, kappa, alpha } }: { agreement: Agreement }) {
  const t = useTranslations("quality.agreement");
  const format = useFormatter();
  const percent = (value: number) => format.number(value, { style: "percent", maximumFractionDigits: 0 });
  return (
    <>
      <Cell isNumber>{format.number(reviews)}</Cell>
      <Cell className="whitespace-nowrap">
        {share
          ? t("shareOf", { share: percent(agreed / reviews), low: percent(share.low), high: percent(share.high) })
          : t("nothing")}
      </Cell>
      <CoefficientCell value={kappa} isTooFew={isTooFew} />
      <CoefficientCell value={alpha} isTooFew={isTooFew} />
    </>
  );
}

function CoefficientCell({ value, isTooFew }: { value: Coefficient; isTooFew: boolean }) {
  const t = useTranslations("quality.agreement");
  const format = useFormatter();
  const number = (of: number) => format.number(of, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const said = () => {
    if (value === null) return isTooFew ? t("tooFew") : t("oneFinding");
    const { interval } = value;
    return interval
      ? t("coefficient", { value: number(value.value), low: number(interval.low), high: number(interval.high) })
      : number(value.value);
  };
  return <Cell className={cn("whitespace-nowrap", value === null && "text-ink-soft")}>{said()}</Cell>;
}
