/** The languages of the product's screens; the first is used where nothing else is asked for. */
export const locales = ["en", "zh-Hans"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";

/** The languages in which people concerned are written to, and in which their own pages speak (issue 5). */
export const letterLanguages = [...locales, "zh-Hant", "de", "fr", "es", "it", "pl", "nl", "pt"] as const;
export type LetterLanguage = (typeof letterLanguages)[number];

/** The language chosen for the desk, and on its way in. */
export const localeCookie = "locale";
/** What a reader chose on a public page that speaks every language of letters; the desk keeps its own choice beside it. */
export const publicLocaleCookie = "public-locale";
/** What a reader chose on the pages of one letter, instead of the letter's own language; sent only there. */
export const letterLocaleCookie = "letter-locale";
/** The reader's time zone, told by their browser; UTC until then. */
export const zoneCookie = "zone";

/** Each language in its own words, for menus: never translated. */
export const localeNames: Record<LetterLanguage, string> = {
  en: "English",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  it: "Italiano",
  pl: "Polski",
  nl: "Nederlands",
  pt: "Português",
};

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

export function isLetterLanguage(value: unknown): value is LetterLanguage {
  return letterLanguages.some((language) => language === value);
}

/** Our catalogue for a language tag: any English is `en`, any Chinese is `zh-Hans` (the nearest we have), else null. */
export function localeOfTag(tag: string): Locale | null {
  const language = tag.trim().toLowerCase().split(/[-_]/)[0];
  if (language === "en") return "en";
  return language === "zh" ? "zh-Hans" : null;
}

/**
 * The language of letters for a language tag, else null. Chinese is traditional where the tag says so, or names a place
 * that writes it and no script: `zh-TW`, `zh-HK`, `zh-Hant-CN`.
 */
export function letterLanguageOfTag(tag: string): LetterLanguage | null {
  const [language = "", ...parts] = tag.trim().toLowerCase().split(/[-_]/);
  if (language !== "zh") return letterLanguages.find((ours) => ours === language) ?? null;
  if (parts.includes("hans")) return "zh-Hans";
  return parts.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "zh-Hant" : "zh-Hans";
}

/** The best of our screens' languages for an `Accept-Language` header; null if none is ours. */
export function localeAccepted(header: string | null): Locale | null {
  return bestAccepted(header, localeOfTag);
}

/** The best of the languages of letters for an `Accept-Language` header; null if none is ours. */
export function letterLanguageAccepted(header: string | null): LetterLanguage | null {
  return bestAccepted(header, letterLanguageOfTag);
}

/** By weight, then by order (RFC 9110, 12.5.4). */
function bestAccepted<Language>(header: string | null, languageOf: (tag: string) => Language | null): Language | null {
  if (!header) return null;
  const wishes = header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";");
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { language: languageOf(tag), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => language !== null && weight > 0);
  return wishes.sort((a, b) => b.weight - a.weight)[0]?.language ?? null;
}

type Wishes = {
  /** What the code asks for, as in a test or a mail. */
  asked?: string | undefined;
  pickedForLetter?: string | undefined;
  /** The language of the letter that the page is around (proxy.ts). */
  letter: string | null;
  /** A page without a letter that has every language of letters all the same (`speaksAllLanguages`). */
  speaksAll?: boolean;
  /** The choice kept in `localeCookie`. */
  picked?: string | undefined;
  /** The choice kept in `publicLocaleCookie`. */
  pickedInPublic?: string | undefined;
  /** What the link that led here promised, as a report button does by its label. */
  promised?: string | null | undefined;
  accepted: string | null;
};

/**
 * The language of a page. Around a letter: what the reader chose there, else the letter's own, so that nobody reads half
 * of it in another language unasked. Elsewhere: the person's own choice, then what the link promised, then the browser's,
 * then English. The public pages have every language of letters for that (`speaksAllLanguages`), the others those of the desk;
 * a choice that was made on one kind holds on the other where nothing was chosen and it is spoken there.
 */
export function localeOfPage({
  asked,
  pickedForLetter,
  letter,
  speaksAll,
  picked,
  pickedInPublic,
  promised,
  accepted,
}: Wishes): LetterLanguage {
  const around = letter === null ? [] : [pickedForLetter, letter];
  const own = [asked, ...around].find(isLetterLanguage);
  if (own) return own;
  if (!speaksAll) return [picked, pickedInPublic].find(isLocale) ?? localeAccepted(accepted) ?? defaultLocale;
  const chosen = [pickedInPublic, picked].find(isLetterLanguage);
  return chosen ?? letterLanguageOfTag(promised ?? "") ?? letterLanguageAccepted(accepted) ?? defaultLocale;
}

/**
 * Whether a page without a letter speaks every language of letters: the first page, the report form, what confirms a report
 * and what follows one, the figures, the terms in short, the page for researchers, and the list of bodies for disputes.
 */
export function speaksAllLanguages(path: string): boolean {
  return /^\/(?:(?:report|notice|transparency|terms|researchers|dispute-bodies)(?:[/?]|$)|[?]|$)/.test(path);
}

/**
 * The language that a link to the report form carries, and on from there to what confirms and follows the report, or one to
 * the terms in short; null elsewhere, so that no other page can be turned by its address.
 */
export function promisedLanguage(path: string): LetterLanguage | null {
  const at = path.indexOf("?");
  if (at < 0 || !/^\/(?:report|notice|terms)(?:\/|$)/.test(path.slice(0, at))) return null;
  return letterLanguageOfTag(new URLSearchParams(path.slice(at)).get("lang") ?? "");
}

/** A link's address with the language that the link before it promised, if one did. */
export function promising(address: string, promised: LetterLanguage | null): string {
  if (promised === null) return address;
  return `${address}${address.includes("?") ? "&" : "?"}lang=${promised}`;
}

/** An address without the language that a link asked for: its reader chose one. */
export function unpromised(address: string): string {
  const at = address.indexOf("?");
  const asked = new URLSearchParams(at < 0 ? "" : address.slice(at));
  if (!asked.has("lang")) return address;
  asked.delete("lang");
  return [address.slice(0, at), String(asked)].filter(Boolean).join("?");
}

/** A cookie's zone if this runtime knows it, else UTC: the value comes from outside and must not break a page. */
export function zoneOrUtc(zone: string | undefined): string {
  if (!zone || zone.length > 60) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
