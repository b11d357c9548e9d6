/** The languages of the product; the first is used where nothing else is asked for. */
export const locales = ["en", "zh-Hans"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";

export const localeCookie = "locale";
/** What a reader chose on the pages of one letter, instead of the letter's own language; sent only there. */
export const letterLocaleCookie = "letter-locale";
/** The reader's time zone, told by their browser; UTC until then. */
export const zoneCookie = "zone";

/** Each language in its own words, for menus: never translated. */
export const localeNames: Record<Locale, string> = { en: "English", "zh-Hans": "简体中文" };

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** Our catalogue for a language tag: any English is `en`, any Chinese is `zh-Hans` (the nearest we have), else null. */
export function localeOfTag(tag: string): Locale | null {
  const language = tag.trim().toLowerCase().split(/[-_]/)[0];
  if (language === "en") return "en";
  return language === "zh" ? "zh-Hans" : null;
}

/** The best language for an `Accept-Language` header (RFC 9110, 12.5.4): by weight, then by order; null if none is ours. */
export function localeAccepted(header: string | null): Locale | null {
  if (!header) return null;
  const wishes = header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";");
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { locale: localeOfTag(tag), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((wish): wish is { locale: Locale; weight: number } => wish.locale !== null && wish.weight > 0);
  return wishes.sort((a, b) => b.weight - a.weight)[0]?.locale ?? null;
}

type Wishes = {
  /** What the code asks for, as in a test or a mail. */
  asked?: string | undefined;
  pickedForLetter?: string | undefined;
  /** The language of the letter that the page is around (proxy.ts). */
  letter: string | null;
  picked?: string | undefined;
  accepted: string | null;
};

/**
 * The language of a page. Around a letter: what the reader chose there, else the letter's own, so that nobody reads half
 * of it in another language unasked. Elsewhere: the person's own choice, then the browser's, then English.
 */
export function localeOfPage({ asked, pickedForLetter, letter, picked, accepted }: Wishes): Locale {
  const around = letter === null ? [] : [pickedForLetter, letter];
  return [asked, ...around, picked].find(isLocale) ?? localeAccepted(accepted) ?? defaultLocale;
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
