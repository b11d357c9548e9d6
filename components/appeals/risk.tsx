import { useTranslations } from "next-intl";
import type { RiskLevel, RiskReason } from "@/lib/appeals/risk.rules";
import { Status } from "../ui/status";

const tones = { low: "neutral", medium: "caution", high: "danger" } as const;

/** How much hangs on an appeal, in a word with its shape, and why in a line. */
export function Risk({ level, why }: { level: RiskLevel | null; why: readonly RiskReason[] }) {
  const t = useTranslations("appeal.risk");
  return (
    <>
      {level ? (
        <Status tone={tones[level]} look="plain" className="flex">
          {t(`levels.${level}`)}
        </Status>
      ) : (
        <span className="text-ink-soft">{t("unweighed")}</span>
      )}
      {why.length > 0 ? (
        <span className="block text-12 text-ink-soft">
          {why.map(({ code, values }) => t(`why.${code}`, values)).join(" · ")}
        </span>
      ) : null}
    </>
  );
}
