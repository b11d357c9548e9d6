import { useTranslations } from "next-intl";
import type { RiskLevel, RiskReason } from "@/lib/appeals/risk.rules";
import { Status } from "../ui/status";

const tones = { low: "neutral", medium: "caution", high: "danger" } as const;

/** How much hangs on an appeal, in a word with its shape, and why in a line. */
export function Risk({ level, why }: { level: RiskLevel | null; why: readonly RiskReason[] }) {
  const t = useTranslations("appeal.risk");
  const reasons = why.map(({ code, values }) => t(`why.${code}`, values)).join(" · ");
  return (
    <>
      {level ? (
        <Status tone={tones[level]} look="plain" className="flex dense:inline-flex">
          {t(`levels.${level}`)}
        </Status>
      ) : (
        <span className="text-ink-soft">{t("unweighed")}</span>
      )}
      {why.length > 0 ? (
        <span className="block text-12 text-ink-soft dense:ml-2 dense:inline" title={reasons}>
          {reasons}
        </span>
      ) : null}
    </>
  );
}
