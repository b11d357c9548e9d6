import { useTranslations } from "next-intl";
import type { Action } from "@/lib/policy/sanctions.contract";

type Termed = Pick<Action, "durationDays" | "permanent" | "indefinite" | "termNotStated" | "points"> &
  Partial<Pick<Action, "perInfringement">>;

/** Term and points of a sanction in a few words: "30 days, 2 points". Empty where it has neither. */
export function useTermWords(): (action: Termed | undefined) => string {
  const t = useTranslations("library.terms");
  return (action) => {
    if (!action) return "";
    const { durationDays, permanent, indefinite, termNotStated, points, perInfringement } = action;
    const said = [
      durationDays === null ? "" : t("days", { days: durationDays }),
      permanent ? t("permanent") : "",
      indefinite ? t("openEnded") : "",
      termNotStated ? t("notStated") : "",
      points === null ? "" : t(perInfringement ? "pointsEach" : "points", { points }),
    ];
    return said.filter(Boolean).join(" · ");
  };
}
