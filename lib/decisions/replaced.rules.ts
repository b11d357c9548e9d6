import type { LetterLanguage } from "@/i18n/locales";
import { dayIn } from "@/lib/platform/time.rules";
import type { Assessment } from "./assess.rules";
import { heldIn } from "./localised.rules";
import type { CaseMaterial } from "./material.rules";
import type { AffectedFacts } from "./statement.contract";

/** The decision that this one replaces: the restrictions that it imposes as well stay, the others are lifted. */
export function replacedFacts(
  { replaced }: Pick<CaseMaterial, "replaced">,
  { sanctions }: Pick<Assessment, "sanctions">,
  { zone, language }: { zone: string; language: LetterLanguage },
): AffectedFacts["replaced"] {
  if (!replaced) return null;
  const imposed = new Set(sanctions.map(({ action }) => action));
  const labels = (stays: boolean) =>
    replaced.measures
      .filter(({ action }) => imposed.has(action) === stays)
      .map(({ label, dsaValue }) => {
        const held = heldIn(label, language);
        return { label: held.text, labelLanguage: held.language, dsaDecision: dsaValue };
      });
  return { day: dayIn(replaced.decidedAt, zone), lifted: labels(false), stays: labels(true) };
}
