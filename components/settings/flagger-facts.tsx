import { useLocale, useTranslations } from "next-intl";
import { namesOf } from "@/i18n/formats";
import type { FlaggerRow } from "@/lib/intake/flagger.contract";
import { Status } from "../ui/status";
import { Time } from "../ui/time";

const tones = { active: "good", suspended: "caution", withdrawn: "neutral" } as const;

/** Whether an entity has its status now, and since when it has not. */
export function FlaggerStatus({ flagger }: { flagger: Pick<FlaggerRow, "status" | "suspendedAt"> }) {
  const t = useTranslations("flaggers");
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Status look="plain" tone={tones[flagger.status]}>
        {t(`statuses.${flagger.status}`)}
      </Status>
      {flagger.suspendedAt ? (
        <span className="text-12 text-ink-soft">
          {t("since")} <Time value={flagger.suspendedAt} show="day" />
        </span>
      ) : null}
    </span>
  );
}

/** How many of its answered notices were not followed. */
export function FlaggerQuality({ quality }: { quality: FlaggerRow["quality"] }) {
  const t = useTranslations("flaggers");
  return <>{quality.of === 0 ? t("noneAnswered") : t("notFollowed", quality)}</>;
}

/** Areas of expertise in the words of the statement categories. */
export function useAreas(): (areas: readonly string[]) => string {
  const t = useTranslations("library.names.category");
  return (areas) =>
    areas
      .map((area) => {
        const key = `STATEMENT_CATEGORY_${area}` as "STATEMENT_CATEGORY_VIOLENCE";
        return t.has(key) ? t(key) : area;
      })
      .join(" · ");
}

/** The Member State whose coordinator gave the status, in words. */
export function Coordinator({ country }: { country: string }) {
  return <>{namesOf(useLocale(), { type: "region", style: "short" }).of(country) ?? country}</>;
}
