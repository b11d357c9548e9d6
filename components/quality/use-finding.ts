import { useTranslations } from "next-intl";

/** A finding in words: nothing, the law, or the clause by its reference. */
export function useFinding(): (found: { outcome: string; clause: string | null }) => string {
  const t = useTranslations("quality.finding");
  return ({ outcome, clause }) => {
    if (outcome !== "violation") return t("none");
    return clause === null ? t("law") : t("clause", { clause });
  };
}
