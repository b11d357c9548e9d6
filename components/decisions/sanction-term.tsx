import { useTranslations } from "next-intl";
import type { SanctionPreview } from "@/lib/decisions/contract";
import { Time } from "../ui/time";

/** How long, in words, as the server worked it out: "until 25 Aug 2016, 23:59", "open-ended", "permanent". */
export function SanctionTerm({ sanction, zone }: { sanction: SanctionPreview; zone: string }) {
  const t = useTranslations("case.sanction");
  if (sanction.needsTerm) return <span className="font-medium text-caution-ink">{t("termMissing")}</span>;
  if (sanction.endsAt) {
    return (
      <span>
        {t("until")} <Time value={sanction.endsAt} show="exact" zone={zone} className="whitespace-normal" />
      </span>
    );
  }
  if (sanction.permanent) return <span>{t("permanent")}</span>;
  if (sanction.indefinite) return <span>{t("openEnded")}</span>;
  return sanction.points > 0 ? <span>{t("points", { points: sanction.points })}</span> : null;
}
