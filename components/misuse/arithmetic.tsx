import { useFormatter, useTranslations } from "next-intl";
import type { MisuseCounts } from "@/lib/misuse/misuse.contract";

/** How a share was counted: "3 of 8 = 37.5 %". */
export function Arithmetic({ counts }: { counts: Pick<MisuseCounts, "count" | "total" | "ratio"> }) {
  const t = useTranslations("misuse");
  const format = useFormatter();
  const { count, total, ratio } = counts;
  const share = format.number(ratio / 10_000, { style: "percent", maximumFractionDigits: 2 });
  return <span className="tabular-nums">{t("arithmetic", { count, total, share })}</span>;
}
