import { dateFormat, listFormat, namesOf } from "@/i18n/formats";
import type { LetterLanguage } from "@/i18n/locales";

/** One section. `id` is stable, so that a page can lay parts out and a test can find one. */
export type MessagePart = { id: string; heading: string; paragraphs: string[] };
/** What is stored, mailed and shown. Plain text throughout: no HTML, so nothing in it can be executed. */
export type Message = { subject: string; parts: MessagePart[]; text: string };

/** Parts whose paragraphs are things side by side: printed and mailed as a list. */
export const listedParts: readonly string[] = ["restrictions", "measures", "exceptions", "undone"];

/** The part of use-intl's translator that letters need, so that rules stay free of React and of a request. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** English dates in the European order: 03/04 must not be read two ways, and the readers are mostly in the Union. */
const dateTags: Partial<Record<LetterLanguage, string>> = {
  en: "en-GB",
  "zh-Hans": "zh-Hans-CN",
  "zh-Hant": "zh-Hant-TW",
  pt: "pt-PT",
};
/** The tag by which Intl writes dates, names and lists in a letter. */
export const intlTag = (language: LetterLanguage): string => dateTags[language] ?? language;

/** Chinese writes without spaces, in brackets and stops of its own. */
export function isChinese(language: LetterLanguage): boolean {
  return language === "zh-Hans" || language === "zh-Hant";
}

/** A language's name in the reader's language, for a text that we hold in another one: "angielski". */
export function languageInWords(tag: string, language: LetterLanguage): string {
  return namesOf(intlTag(language), { type: "language" }).of(tag) ?? tag;
}

/** Languages that write the first of a month as an ordinal, which Intl does not. */
const firstOfMonth: Partial<Record<LetterLanguage, string>> = { fr: "1er", it: "1º" };

/** A day (YYYY-MM-DD) in words, e.g. "12 March 2025" or "2025年3月12日". The day is not moved between zones. */
export function dayInWords(day: string, language: LetterLanguage): string {
  const words = dateFormat(intlTag(language), { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
  const first = firstOfMonth[language];
  return first ? words.replace(/^1 /, `${first} `) : words;
}

/** A zone's name on a day in the reader's words: "Central European Time", "中国时间". */
export function zoneInWords(zone: string, day: string, language: LetterLanguage): string {
  const format = dateFormat(intlTag(language), { timeZone: zone, timeZoneName: "longGeneric" });
  const parts = format.formatToParts(new Date(`${day}T12:00:00Z`));
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

/**
 * A day on which something happened, with the zone it is a day of: one moment is two days in letters to two places.
 * "12 March 2025 (China Standard Time)", "2025年3月12日（中国标准时间）".
 */
export function dayWithZone(day: string, zone: string, language: LetterLanguage): string {
  const name = zoneInWords(zone, day, language);
  return isChinese(language) ? `${dayInWords(day, language)}（${name}）` : `${dayInWords(day, language)} (${name})`;
}

/** Country codes as a list of names in the reader's language. Throws RangeError for a code that is not one. */
export function countriesInWords(codes: readonly string[], language: LetterLanguage): string {
  const names = namesOf(intlTag(language), { type: "region" });
  const list = listFormat(intlTag(language), { type: "conjunction" });
  return list.format(codes.map((code) => names.of(code) ?? code));
}

/** Puts parts together; a part without paragraphs is left out. Sections are parted by blank lines. */
export function letter(subject: string, parts: readonly (MessagePart | null)[]): Message {
  const kept = parts.filter((part): part is MessagePart => part !== null && part.paragraphs.length > 0);
  const text = kept.map(({ heading, paragraphs }) => [heading, ...paragraphs].join("\n")).join("\n\n");
  return { subject: oneLine(subject), parts: kept, text };
}

/** A mail subject is one line; anything else could smuggle in headers. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}
