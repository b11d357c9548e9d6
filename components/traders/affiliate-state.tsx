import { useTranslations } from "next-intl";
import type { AffiliateCard } from "@/lib/decisions/trader.contract";
import type { AffiliateStatus } from "@/lib/decisions/trader.rules";
import { DefinitionList } from "../ui/definition-list";
import { Status } from "../ui/status";
import { Time } from "../ui/time";
import type { Tone } from "../ui/tone";

const tones: Record<AffiliateStatus, Tone> = {
  unscreened: "caution",
  active: "good",
  failed: "danger",
  terminated: "danger",
};

/** Whether a partner was screened, in words; who was not is shown as such (AE6). */
export function AffiliateState({ status }: { status: AffiliateStatus }) {
  const t = useTranslations("traders.affiliate.states");
  return <Status tone={tones[status]}>{t(status)}</Status>;
}

export function AffiliateFacts({ affiliate }: { affiliate: AffiliateCard }) {
  const t = useTranslations("traders");
  return (
    <DefinitionList
      className="text-13"
      items={[
        { key: "state", term: t("status"), value: <AffiliateState status={affiliate.status} /> },
        {
          key: "at",
          term: t("affiliate.screenedAt"),
          // A day has no zone: it reads the same wherever its reader is.
          value: affiliate.screenedOn ? (
            <Time value={`${affiliate.screenedOn}T00:00:00Z`} zone="UTC" show="day" />
          ) : null,
        },
        { key: "note", term: t("affiliate.note"), value: affiliate.note },
      ]}
    />
  );
}
