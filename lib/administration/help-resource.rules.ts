import { namesOf } from "@/i18n/formats";
import { countryCodes } from "@/lib/platform/countries.rules";

/** Languages that a place of help may say it speaks: those of the Union, and those that the platforms' people write in. */
export const helpLanguages = [
  "ar",
  "bg",
  "cs",
  "da",
  "de",
  "el",
  "en",
  "es",
  "et",
  "fi",
  "fr",
  "ga",
  "hr",
  "hu",
  "it",
  "ja",
  "ko",
  "lt",
  "lv",
  "nl",
  "pl",
  "pt",
  "ro",
  "ru",
  "sk",
  "sl",
  "sv",
  "tr",
  "uk",
  "vi",
  "zh",
] as const;

export function isHelpLanguage(tag: string): boolean {
  return helpLanguages.some((known) => known === tag);
}

/** A number as people dial it: "116 123", "+49 (0)800 111-0-111", "*4141". */
export function isPhone(text: string): boolean {
  return /^[+*]?[0-9][0-9 ()/.#*-]*$/.test(text) && text.replace(/\D/g, "").length >= 2;
}

/** A page that people in need are sent to: over https, of a named host, and without a name before an @ that hides whose it is. */
export function isHelpAddress(text: string): boolean {
  if (!/^https:\/\//i.test(text) || /[\s<>"\\]/.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, password } = new URL(text);
  return hostname.includes(".") && username === "" && password === "";
}

export type NamedCode = { value: string; label: string };

/** Countries and languages by their names, in the order of the reader's language. */
export const countryChoices = (locale: string) => named(countryCodes, "region", locale);
export const languageChoices = (locale: string) => named(helpLanguages, "language", locale);

function named(codes: readonly string[], type: "region" | "language", locale: string): NamedCode[] {
  const names = namesOf(locale, { type });
  return codes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((one, other) => one.label.localeCompare(other.label, locale));
}
