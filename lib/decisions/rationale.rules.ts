import type { LetterLanguage } from "@/i18n/locales";
import type { Translate } from "@/lib/platform/letter.rules";
import { inLanguage, plainTitleOf } from "./localised.rules";
import { type CaseMaterial, isContentHeld } from "./material.rules";
import { reportsOf } from "./origin.rules";

type Considered = {
  /** The clause that was in sight, if any. */
  clause: string | null;
  exceptions: readonly { letter: string; applies: boolean; why: string }[];
  /** References of the clauses that stood suggested. */
  suggested: readonly string[];
};

/** At most so many suggestions are named: the first are those that were in sight. */
const mostSuggested = 5;

/**
 * The rationale of a finding without a violation for which nobody typed one: what was looked at, which rules and exceptions
 * were considered (DSA Art. 16(6), N10). It says itself that it was put together, so that nobody takes it for the words of
 * who decided. `t` reads the namespace `decisions` in `language`, that of the desk.
 */
export function composedRationale(
  material: CaseMaterial,
  { clause: ref, exceptions, suggested }: Considered,
  { language, t }: { language: LetterLanguage; t: Translate },
): string {
  const named = (of: string) => {
    const known = material.pack.clauses.find((clause) => clause.ref === of);
    return known ? `${of} “${inLanguage(plainTitleOf(known), language)}”` : of;
  };
  const others = suggested.filter((each) => each !== ref).slice(0, mostSuggested);
  const reports = reportsOf(material.notices).length;
  const applying = exceptions.filter(({ applies }) => applies);
  const lettersOf = (some: Considered["exceptions"]) =>
    some.map(({ letter, why }) => (why ? `(${letter}) ${why}` : `(${letter})`)).join("; ");
  const notApplying = exceptions.filter(({ applies }) => !applies);
  return [
    t("rationale.composed"),
    t(isContentHeld(material) ? "rationale.content" : "rationale.addressOnly"),
    reports > 0 ? t("rationale.reports", { count: reports }) : null,
    ref
      ? t("rationale.clause", { clause: named(ref) })
      : t("rationale.rules", { platform: inLanguage(material.platform.name, language) }),
    others.length > 0 ? t("rationale.suggested", { clauses: others.map(named).join("; ") }) : null,
    applying.length > 0 ? t("rationale.applies", { exceptions: lettersOf(applying) }) : null,
    notApplying.length > 0 ? t("rationale.appliesNot", { exceptions: lettersOf(notApplying) }) : null,
  ]
    .filter((sentence) => sentence !== null)
    .join(" ");
}
