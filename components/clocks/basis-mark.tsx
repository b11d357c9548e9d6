import { useTranslations } from "next-intl";
import type { ClockBasis } from "@/lib/clocks/clock.rules";
import { Status } from "../ui/status";
import type { Tone } from "../ui/tone";

const tones: Record<ClockBasis, Tone> = { statutory: "accent", target: "neutral", decided: "information" };

/** Who set a date, in a word with its own shape: a legal date is never taken for a target, nor the other way round. */
export function BasisMark({ basis }: { basis: ClockBasis }) {
  const t = useTranslations("clocks");
  return (
    <Status tone={tones[basis]} look="plain" title={t(`basisHint.${basis}`)}>
      {t(`bases.${basis}`)}
    </Status>
  );
}
