import type { LetterLanguage } from "@/i18n/locales";
import { dayInWords, type Translate } from "@/lib/platform/letter.rules";
import type { PolicyVersion } from "@/lib/policy/pack.contract";
import type { Assessment } from "./assess.rules";
import { documentInLetter, heldIn, summaryOf, titleInLetter } from "./localised.rules";
import type { CaseMaterial } from "./material.rules";
import type { ClauseFacts } from "./statement.contract";

/**
 * An edition as a letter names it: by its days, in the reader's language, because a pack's label is English and an id is
 * ours. `t` reads the namespace `decisions`.
 */
export function versionInWords(
  { effectiveFrom, effectiveTo }: Pick<PolicyVersion, "effectiveFrom" | "effectiveTo">,
  language: LetterLanguage,
  t: Translate,
): string {
  if (effectiveFrom) return t("versionLabel.since", { day: dayInWords(effectiveFrom, language) });
  return effectiveTo ? t("versionLabel.until", { day: dayInWords(effectiveTo, language) }) : t("versionLabel.undated");
}

/** The rule that a decision rests on, as a letter in `language` names and quotes it; null where it rests on none. */
export function clauseFacts(
  material: CaseMaterial,
  { clause, version }: Assessment,
  language: LetterLanguage,
  t: Translate,
): ClauseFacts | null {
  if (!clause || !version) return null;
  const summary = heldIn(summaryOf(clause), language);
  return {
    ref: clause.ref,
    title: titleInLetter(material.pack, clause, language, t),
    summary: summary.text,
    textLanguage: summary.language,
    original: clause.original?.text ?? null,
    originalLanguage: clause.original?.lang ?? null,
    documentTitle: documentInLetter(material.pack, clause.document, language),
    versionLabel: versionInWords(version, language, t),
    effectiveFrom: version.effectiveFrom,
    effectiveTo: version.effectiveTo,
  };
}
