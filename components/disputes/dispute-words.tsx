import { useTranslations } from "next-intl";
import type { DisputeRow } from "@/lib/appeals/dispute.contract";
import { Status } from "../ui/status";
import type { Tone } from "../ui/tone";

const tones: Record<DisputeRow["state"], Tone> = {
  received: "caution",
  engaged: "information",
  refused: "neutral",
  decided: "caution",
  answered: "information",
  closed: "good",
};

/** Where a dispute stands, and what the body found. */
export function DisputeState({ dispute }: { dispute: Pick<DisputeRow, "state" | "outcome" | "isLate"> }) {
  const t = useTranslations("disputes");
  return (
    <span className="grid gap-0.5">
      <Status look="plain" tone={tones[dispute.state]}>
        {t(`states.${dispute.state}`)}
      </Status>
      {dispute.outcome ? <span className="text-12 text-ink-soft">{t(`outcomes.${dispute.outcome}`)}</span> : null}
      {dispute.isLate ? (
        <Status look="plain" tone="danger">
          {t("late")}
        </Status>
      ) : null}
    </span>
  );
}
