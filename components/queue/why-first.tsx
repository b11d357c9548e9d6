import { useTranslations } from "next-intl";
import type { RankReason } from "@/lib/queue/contract";
import { standsBeforeAll } from "@/lib/queue/urgent-rank.rules";
import { useNames } from "./nameable";

type Props = {
  reasons: readonly RankReason[];
  most?: number /** The place in the queue, where one is shown. */;
  rank?: number;
};

/**
 * Why a case stands where it stands, in words, the weightiest first, and what they come to: the place is the deadline less
 * these hours, so that a medium case which is due sooner may stand before a grave one. With no reason it is the deadline.
 */
export function WhyFirst({ reasons, most = 3, rank }: Props) {
  const t = useTranslations("queue.why");
  const sentence = useReasonWords();
  const weighty = [...reasons].sort((a, b) => b.points - a.points);
  if (weighty.length === 0) return <span>{t("deadlineOnly")}</span>;
  const all = weighty.map((reason) => t("withPoints", { reason: sentence(reason), points: reason.points })).join("\n");
  const hours = weighty.reduce((sum, { points }) => sum + points, 0);
  const urgent = rank !== undefined && standsBeforeAll(rank) ? [t("urgent")] : [];
  return (
    <span title={all}>
      {[...urgent, ...weighty.slice(0, most).map(sentence), t("soonerInAll", { hours })].join(" · ")}
    </span>
  );
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
