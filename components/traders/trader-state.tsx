import { useTranslations } from "next-intl";
import type { TraderStatus } from "@/lib/decisions/trader.rules";
import { Status } from "../ui/status";
import type { Tone } from "../ui/tone";

const tones: Record<TraderStatus, Tone> = {
  incomplete: "caution",
  unchecked: "caution",
  verified: "good",
  correction_asked: "information",
  correction_overdue: "danger",
  suspended: "danger",
  refused: "danger",
  ended: "neutral",
};

/** Where a trader stands, in words. */
export function TraderState({ status }: { status: TraderStatus }) {
  const t = useTranslations("traders.states");
  return <Status tone={tones[status]}>{t(status)}</Status>;
}
