import type { Locale } from "@/i18n/locales";

/** One section. `id` is stable, so that a page can lay parts out and a test can find one. */
export type MessagePart = { id: string; heading: string; paragraphs: string[] };
/** What is stored, mailed and shown. Plain text throughout: no HTML, so nothing in it can be executed. */
export type Message = { subject: string; parts: MessagePart[]; text: string };

/** The part of use-intl's translator that letters need, so that rules stay free of React and of a request. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** English dates in the European order: 03/04 must not be read two ways, and the readers are mostly in the Union. */
const dateTags: Record<Locale, string> = { en: "en-GB", "zh-Hans": "zh-Hans-CN" };

const longDate = (tag: string) => new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
/** Made once: making a format costs a hundred times what using it does. */
const dateFormats: Record<Locale, Intl.DateTimeFormat> = {
  en: longDate(dateTags.en),
  "zh-Hans": longDate(dateTags["zh-Hans"]),
};

/** A day (YYYY-MM-DD) in words, e.g. "12 March 2025" or "2025年3月12日". The day is not moved between zones. */
export function dayInWords(day: string, language: Locale): string {
  return dateFormats[language].format(new Date(`${day}T00:00:00Z`));
}

/** A zone's name on a day in the reader's words: "Central European Time", "中国时间". */
export function zoneInWords(zone: string, day: string, language: Locale): string {
  const format = new Intl.DateTimeFormat(dateTags[language], { timeZone: zone, timeZoneName: "longGeneric" });
  const parts = format.formatToParts(new Date(`${day}T12:00:00Z`));
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

/**
 * A day on which something happened, with the zone it is a day of: one moment is two days in letters to two places.
 * "12 March 2025 (China Standard Time)", "2025年3月12日（中国标准时间）".
 */
export function dayWithZone(day: string, zone: string, language: Locale): string {
  const name = zoneInWords(zone, day, language);
  return language === "zh-Hans" ? `${dayInWords(day, language)}（${name}）` : `${dayInWords(day, language)} (${name})`;
}

/** Country codes as a list of names in the reader's language. Throws RangeError for a code that is not one. */
export function countriesInWords(codes: readonly string[], language: Locale): string {
  const names = new Intl.DisplayNames([language], { type: "region" });
  const list = new Intl.ListFormat(language, { type: "conjunction" });
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
