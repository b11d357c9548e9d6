import { useTranslations } from "next-intl";
import type { RankReason } from "@/lib/queue/contract";
import { useNames } from "./nameable";

/** Why a case stands where it stands, in words, the weightiest first; with nothing else to say, its deadline is the reason. */
export function WhyFirst({ reasons, most = 3 }: { reasons: readonly RankReason[]; dueAt?: string; most?: number }) {
  const t = useTranslations("queue.why");
  const sentence = useReasonWords();
  const weighty = [...reasons].sort((a, b) => b.points - a.points);
  if (weighty.length === 0) return <span>{t("deadlineOnly")}</span>;
  const all = weighty.map((reason) => t("withPoints", { reason: sentence(reason), points: reason.points })).join("\n");
  return <span title={all}>{weighty.slice(0, most).map(sentence).join(" · ")}</span>;
}

function useReasonWords(): (reason: RankReason) => string {
  const t = useTranslations("queue.why");
  const name = useNames();
  return ({ code, values = {} }) => {
    if (code === "category") return name("category", String(values.category ?? ""));
    if (code === "severity") return t("severity", { severity: name("severity", String(values.severity ?? "")) });
    if (code === "source") return name("source", String(values.source ?? ""));
    if (code === "notices") return t("notices", { count: Number(values.count ?? 0) });
    return t.has(code) ? t(code) : code.replaceAll("_", " ");
  };
}
