import type { Locale } from "@/i18n/locales";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Clause } from "@/lib/policy/pack.contract";
import type { Action } from "@/lib/policy/sanctions.contract";
import type { Localised } from "./contract";

export function inLanguage(text: Localised, locale: Locale): string {
  return locale === "zh-Hans" ? (text.hans ?? text.en) : text.en;
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
