import { useFormatter, useTranslations } from "next-intl";
import type { CommitmentRow, IndicatorNow } from "@/lib/commitments/contract";
import { Localised } from "../ui/localised";
import { Status } from "../ui/status";
import type { Tone } from "../ui/tone";

const tones: Record<CommitmentRow["status"], Tone> = {
  not_started: "neutral",
  in_progress: "information",
  in_place: "good",
  at_risk: "caution",
  not_met: "danger",
};

export function CommitmentStatus({ status }: { status: CommitmentRow["status"] }) {
  const t = useTranslations("commitments.statuses");
  return (
    <Status look="plain" tone={tones[status]}>
      {t(status)}
    </Status>
  );
}

/** What an indicator is called: in the product's words, or as its register says. */
export function IndicatorName({ indicator }: { indicator: Pick<IndicatorNow, "key" | "name"> }) {
  const t = useTranslations("commitments.indicators");
  if (indicator.name) return <Localised value={indicator.name} />;
  return <>{t(`${indicator.key as "notices_from_guests"}.name`)}</>;
}

/** Writes a value of an indicator: a share in percent, hours with their unit. */
export function useIndicatorValue() {
  const t = useTranslations("commitments");
  const format = useFormatter();
  return (unit: IndicatorNow["unit"], value: number | null): string => {
    if (value === null) return t("indicators.none");
    if (unit === "share") return format.number(value, { style: "percent", maximumFractionDigits: 1 });
    const number = format.number(value, { maximumFractionDigits: 1 });
    return unit === "hours" ? t("report.hours", { hours: number }) : number;
  };
}

/** Between what an indicator is as it should be, and who says so. */
export function useBounds() {
  const t = useTranslations("commitments");
  const said = useIndicatorValue();
  return ({ unit, low, high, boundBasis }: IndicatorNow): string => {
    const basis = t(`basis.${boundBasis}`);
    if (low !== null && high !== null)
      return t("indicators.between", { low: said(unit, low), high: said(unit, high), basis });
    if (low !== null) return t("indicators.atLeast", { low: said(unit, low), basis });
    return high === null ? t("indicators.noBound") : t("indicators.atMost", { high: said(unit, high), basis });
  };
}
