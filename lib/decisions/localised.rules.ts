import type { LetterLanguage } from "@/i18n/locales";
import { isChinese } from "@/lib/platform/letter.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Clause } from "@/lib/policy/pack.contract";
import type { Action } from "@/lib/policy/sanctions.contract";
import type { Localised } from "./contract";

/** A text in the reader's language where we hold it in that one, else in English; Chinese readers get either Chinese first. */
export function inLanguage(text: Localised, language: LetterLanguage): string {
  return heldIn(text, language).text;
}

/** The same, with the language that the words are really in. */
export function heldIn(text: Localised, language: LetterLanguage): { text: string; language: LetterLanguage } {
  if (language === "zh-Hant" && text.hant) return { text: text.hant, language };
  if (isChinese(language) && text.hans) return { text: text.hans, language: "zh-Hans" };
  return { text: text.en, language: "en" };
}

/** The document's own Chinese where it has some; else our translation. */
export function titleOf(clause: Clause): Localised {
  const hans = clause.titleZh?.hans ?? clause.zh?.title;
  return { en: clause.title, ...(hans ? { hans } : {}), ...(clause.titleZh ? { hant: clause.titleZh.hant } : {}) };
}

export function summaryOf(clause: Clause): Localised {
  return { en: clause.summary, ...(clause.zh ? { hans: clause.zh.summary } : {}) };
}

/** The platform's own words for a measure; what was done is added where the platform leaves it open. */
export function labelOf(action: Action, describe?: string): Localised {
  const hans = action.labelZh?.hans ?? action.zh;
  const tail = describe?.trim() ? `: ${describe.trim()}` : "";
  return {
    en: `${action.label}${tail}`,
    ...(hans ? { hans: `${hans}${tail}` } : {}),
    ...(action.labelZh ? { hant: `${action.labelZh.hant}${tail}` } : {}),
  };
}

export function documentTitle(pack: PolicyPack, documentId: string): Localised {
  const document = pack.documents.find(({ id }) => id === documentId);
  const zh = document?.titleZh;
  const hans = zh?.hans ?? document?.zh?.title;
  return { en: document?.title ?? documentId, ...(hans ? { hans } : {}), ...(zh ? { hant: zh.hant } : {}) };
}

/** Each line with its translation where there is one at the same place. */
export function linesOf(english: readonly string[], chinese: readonly string[] | undefined): Localised[] {
  return english.map((en, index) => ({ en, ...(chinese?.[index] ? { hans: chinese[index] } : {}) }));
}

/** The exceptions a clause knows, its own and those it borrows, each with the translation of the clause it stands in. */
export function exceptionLines(pack: PolicyPack, clause: Clause): { letter: string; text: Localised }[] {
  const lender = pack.clauses.find(({ ref }) => ref === clause.exceptionsFrom);
  return [clause, ...(lender ? [lender] : [])].flatMap(({ exceptions, zh }) => {
    const lines = linesOf(
      exceptions.map(({ text }) => text),
      zh?.exceptions,
    );
    return exceptions.map(({ letter, text }, index) => ({ letter, text: lines[index] ?? { en: text } }));
  });
}
