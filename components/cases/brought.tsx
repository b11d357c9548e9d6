import { useFormatter, useTranslations } from "next-intl";
import type { NoticeView } from "@/lib/decisions/notice-view.contract";
import { isFinder } from "@/lib/intake/detection.rules";

/** What a source brought so that its word can be weighed, and what is still to be asked for. Its words are text. */
export function Brought({
  notice,
}: {
  notice: Pick<NoticeView, "bringing" | "missing" | "automatedDetection" | "source">;
}) {
  const t = useTranslations("case.brought");
  const found = useTranslations("case.detection");
  const format = useFormatter();
  const { isMinor, score, ...words } = notice.bringing ?? {};
  const lines = [
    ...(["concerned", "proof", "tool", "finding"] as const).flatMap((field) =>
      words[field] ? [t("line", { field: t(field), text: words[field] })] : [],
    ),
    ...(score === undefined
      ? []
      : [t("line", { field: t("score"), text: format.number(score, { style: "percent" }) })]),
    ...(isMinor ? [t("isMinor")] : []),
    ...(notice.automatedDetection === null
      ? isFinder(notice.source)
        ? [found("unsaid")]
        : []
      : [t("line", { field: found("title"), text: found(notice.automatedDetection) })]),
  ];
  return (
    <>
      {lines.map((line) => (
        <p key={line} className="text-12 text-ink-soft [overflow-wrap:anywhere]" dir="auto">
          {line}
        </p>
      ))}
      {notice.missing.length > 0 ? (
        <p className="text-12 text-ink-soft">
          {t("missing", { fields: format.list(notice.missing.map((field) => t(field))) })}
        </p>
      ) : null}
    </>
  );
}
