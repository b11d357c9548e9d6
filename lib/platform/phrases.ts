import { listFormat } from "@/i18n/formats";
import { localeOfTag } from "@/i18n/locales";
import { translatorFor } from "@/messages/load";
import type { Phrase } from "./result";

/** @param locale any language tag; of words that it lacks the English ones are taken */
export function phraseIn(phrase: Phrase, locale: string): string {
  if ("list" in phrase) {
    const written = phrase.list.map((one) => phraseIn(one, locale));
    return listFormat(localeOfTag(locale) ?? "en", { style: "long", type: "conjunction" }).format(written);
  }
  if ("en" in phrase) return locale.startsWith("zh") ? (phrase.hans ?? phrase.en) : phrase.en;
  const t = translatorFor(locale, phrase.in ?? "failures");
  if (phrase.otherwise !== undefined && !t.has(phrase.key)) return phrase.otherwise;
  const values = Object.entries(phrase.values ?? {}).map(
    ([name, value]) => [name, typeof value === "object" ? phraseIn(value, locale) : value] as const,
  );
  return t(phrase.key, Object.fromEntries(values));
}
