import { useTranslations } from "next-intl";
import type { AppealRow } from "@/lib/appeals/contract";
import { Status } from "../ui/status";
import type { Tone } from "../ui/tone";

const outcomeTones: Record<string, Tone> = { reversed: "good", partly_reversed: "good" };

/** Where an appeal stands, or how it ended. */
export function AppealStatus({
  appeal,
  look,
}: {
  appeal: Pick<AppealRow, "state" | "outcome">;
  look?: "plain" | "filled";
}) {
  const t = useTranslations("appeal");
  const isOpen = appeal.state === "received" || appeal.state === "assigned";
  if (isOpen || !appeal.outcome)
    return (
      <Status look={look} tone={appeal.state === "received" ? "caution" : isOpen ? "information" : "neutral"}>
        {t(`states.${appeal.state}`)}
      </Status>
    );
  return (
    <Status look={look} tone={outcomeTones[appeal.outcome] ?? "neutral"}>
      {t(`outcomes.${appeal.outcome}`)}
    </Status>
  );
}
