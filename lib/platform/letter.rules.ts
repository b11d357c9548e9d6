import { dateFormat, listFormat, namesOf } from "@/i18n/formats";
import type { LetterLanguage } from "@/i18n/locales";
import { withoutTurns } from "./text.rules";

/** Words that somebody typed in another language than the letter's, as they stand in a paragraph; `language` is BCP 47. */
export type TypedWords = { text: string; language: string };
/** One section. `id` is stable, so that a page can lay parts out and a test can find one. `typed`: words in it to mark. */
export type MessagePart = { id: string; heading: string; paragraphs: string[]; typed?: TypedWords[] | undefined };
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
  return inSentence(parts.find(({ type }) => type === "timeZoneName")?.value ?? zone, language);
}

/**
 * The name of a zone as it stands within a sentence, in brackets: some languages name it with brackets of its own ("Chiny,
 * czas standardowy"), and Italian and Portuguese by "hour", a common noun, which Intl begins with a capital.
 */
function inSentence(name: string, language: LetterLanguage): string {
  const unbracketed = name.replace(/\s*[(（]([^)）]*)[)）]/gu, isChinese(language) ? "，$1" : ", $1");
  return language === "it" || language === "pt"
    ? unbracketed.replace(/^(?:Ora|Hora|Horário) /, (word) => word.toLowerCase())
    : unbracketed;
}

/**
 * A day on which something happened, with the zone it is a day of: one moment is two days in letters to two places.
 * "12 March 2025 (China Standard Time)", "2025年3月12日（中国标准时间）".
 */
export function dayWithZone(day: string, zone: string, language: LetterLanguage): string {
  const name = zoneInWords(zone, day, language);
  return isChinese(language) ? `${dayInWords(day, language)}（${name}）` : `${dayInWords(day, language)} (${name})`;
}

/**
 * A moment by the clock of a place, for whom hours count: "12 March 2025 at 14:05 (China Standard Time)". The zone is the
 * one of that hour, so that an hour that comes twice is told once.
 */
export function momentWithZone(at: Date, zone: string, language: LetterLanguage): string {
  const tag = intlTag(language);
  const words = dateFormat(tag, { dateStyle: "long", timeStyle: "short", hourCycle: "h23", timeZone: zone }).format(at);
  const first = firstOfMonth[language];
  const told = first ? words.replace(/^1 /, `${first} `) : words;
  const parts = dateFormat(tag, { timeZone: zone, timeZoneName: "long" }).formatToParts(at);
  const name = inSentence(parts.find(({ type }) => type === "timeZoneName")?.value ?? zone, language);
  return isChinese(language) ? `${told}（${name}）` : `${told} (${name})`;
}

/** Country codes as a list of names in the reader's language. Throws RangeError for a code that is not one. */
export function countriesInWords(codes: readonly string[], language: LetterLanguage): string {
  const names = namesOf(intlTag(language), { type: "region" });
  const list = listFormat(intlTag(language), { type: "conjunction" });
  return list.format(codes.map((code) => names.of(code) ?? code));
}

/**
 * Words as a letter may hold them: what is quoted from a stranger neither turns our sentence around nor hides in it, and in
 * Chinese brings its own stop: 「…！」 and not 「…！」。
 */
function readable(text: string): string {
  return withoutTurns(text)
    .replace(/(?![\t\n\r])\p{Cc}/gu, "")
    .replace(/([。！？…][」』”])。/gu, "$1");
}

/**
 * Puts parts together; a part without paragraphs is left out. Sections are parted by blank lines. Of all that is quoted,
 * characters that turn the direction of reading, and those that no document shows, are left out.
 */
export function letter(subject: string, parts: readonly (MessagePart | null)[]): Message {
  const kept = parts
    .filter((part): part is MessagePart => part !== null && part.paragraphs.length > 0)
    .map(({ id, heading, paragraphs, typed }) => ({
      ...{ id, heading: readable(heading), paragraphs: paragraphs.map(readable) },
      ...(typed ? { typed: typed.map(({ text, language }) => ({ text: readable(text), language })) } : {}),
    }));
  const text = kept.map(({ heading, paragraphs }) => [heading, ...paragraphs].join("\n")).join("\n\n");
  return { subject: oneLine(readable(subject)), parts: kept, text };
}

/** A mail subject is one line; anything else could smuggle in headers. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}
