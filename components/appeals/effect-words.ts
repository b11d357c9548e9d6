import { useTranslations } from "next-intl";
import type { Localised } from "@/lib/appeals/contract";
import { useWords } from "../ui/localised";

type Effect = {
  kind: string;
  label: Localised | null;
  points: number | null;
  case?: { reference: string } | null;
  heldBy?: string | null;
};

/** One effect of an answer as a sentence; a kind we have no words for is shown as it is. */
export function useEffectWords(): (effect: Effect) => string {
  const t = useTranslations("appeal.effects");
  const words = useWords();
  return ({ kind, label, points, case: about, heldBy }) => {
    if (heldBy && label) return t("lifted_yet_held", { label: words(label), case: heldBy });
    if (!t.has(kind)) return kind.replaceAll("_", " ");
    return t(kind, { label: label ? words(label) : "", points: points ?? 0, case: about?.reference ?? "" });
  };
}
