import type { LetterLanguage } from "@/i18n/locales";
import { isChinese, type Translate } from "@/lib/platform/letter.rules";
import { inTraditional, titleWithin } from "@/lib/platform/letter-chinese.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Clause } from "@/lib/policy/pack.contract";
import type { Action } from "@/lib/policy/sanctions.contract";
import type { Localised } from "./contract";

/**
 * A text in the reader's language where we hold it in that one, else in English. Readers of traditional script get what we
 * hold in simplified script only converted into theirs; readers of simplified script get what is theirs.
 */
export function inLanguage(text: Localised, language: LetterLanguage): string {
  return heldIn(text, language).text;
}

/** The same, with the language that the words are really in. */
export function heldIn(text: Localised, language: LetterLanguage): { text: string; language: LetterLanguage } {
  // A platform without a traditional name of its own carries the simplified one in that place.
  if (language === "zh-Hant" && text.hant && text.hant !== text.hans) return { text: text.hant, language };
  if (language === "zh-Hant" && text.hans) return { text: convertedButOwnWords(text.en, text.hans), language };
  if (language === "zh-Hans" && text.hans) return { text: text.hans, language };
  return { text: text.en, language: "en" };
}

/** What a moderator added to a measure (`labelOf`) ends both texts alike: it is theirs, and stays as they wrote it. */
function convertedButOwnWords(en: string, hans: string): string {
  const starts = [...hans.matchAll(/: /gu)].map(({ index }) => index);
  const from = starts.find((at) => en.endsWith(hans.slice(at))) ?? hans.length;
  return `${inTraditional(hans.slice(0, from))}${hans.slice(from)}`;
}

/** The same text with its traditional Chinese, for a page that shows it without converting anything in the browser. */
export function withTraditional(text: Localised): Localised {
  return text.hans ? { ...text, hant: heldIn(text, "zh-Hant").text } : text;
}

/** The document's own Chinese where it has some; else our translation. */
export function titleOf(clause: Clause): Localised {
  const hans = clause.titleZh?.hans ?? clause.zh?.title;
  return { en: clause.title, ...(hans ? { hans } : {}), ...(clause.titleZh ? { hant: clause.titleZh.hant } : {}) };
}

const mark = /\s*\(general\)$/u;
const markChinese = /[（(][总總][则則][）)]$/u;

/** Without our mark that tells a collection's opening clause from those in it. Our English has it, or the title has none. */
export function plainTitleOf(clause: Clause): Localised {
  const { en, hans, hant } = titleOf(clause);
  if (!mark.test(en)) return titleOf(clause);
  const plain = (text: string) => text.replace(markChinese, "") || text;
  return {
    en: en.replace(mark, "") || en,
    ...(hans ? { hans: plain(hans) } : {}),
    ...(hant ? { hant: plain(hant) } : {}),
  };
}

/**
 * A clause's title as a letter names it. A row of the penalty table whose title we do not hold in the reader's language is
 * called by what it is there: a title in another language tells its reader nothing. `t` reads the namespace `decisions`.
 */
export function titleInLetter(
  { sanctions: { table } }: Pick<PolicyPack, "sanctions">,
  clause: Clause,
  language: LetterLanguage,
  t: Translate,
): string {
  const held = heldIn(plainTitleOf(clause), language);
  const [row] = clause.rows;
  const isOwn = held.language === language || (isChinese(language) && isChinese(held.language));
  return isOwn || row === undefined || clause.document !== table?.document ? held.text : t("counted.row", { row });
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

/** A document's title as a letter names it: Chinese letters set it between 《》, so titles within it are 〈〉. */
export function documentInLetter(pack: PolicyPack, documentId: string, language: LetterLanguage): string {
  const held = heldIn(documentTitle(pack, documentId), language);
  return isChinese(language) ? titleWithin(held.text) : held.text;
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
