import { namesOf } from "@/i18n/formats";
import "server-only";
import { defaultLocale, isLocale, type LetterLanguage, type Locale } from "@/i18n/locales";
import type { Actor } from "@/lib/platform/permissions.rules";
import { type Translate, translatorFor } from "@/messages/load";
import type { NameOf } from "./engine-words.rules";

const kept = new Map<string, Translate>();

/** Sentences of one language and namespace, kept except while developing: making a translator reads the whole catalogue. */
export function wordsOf(
  locale: LetterLanguage,
  namespace: "statement" | "decisions" | "policy" | "matching" | "queue" | "library",
): Translate {
  const key = `${locale} ${namespace}`;
  const known = kept.get(key);
  if (known && process.env.NODE_ENV !== "development") return known;
  const made = translatorFor(locale, namespace);
  kept.set(key, made);
  return made;
}

/** The words for codes in sentences of the engine; a code that we have no words for stays as it is. */
export function namesIn(locale: Locale): NameOf {
  const shared = wordsOf(locale, "queue");
  const ours = wordsOf(locale, "library");
  const countries = namesOf(locale, { type: "region", fallback: "code" });
  return (group, code) => {
    if (group === "country") return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code;
    const key = `names.${group}.${code.replaceAll(/[^A-Za-z0-9]+/g, "_")}`;
    const words = group === "finding" || group === "step" ? ours : shared;
    return words.has(key) ? words(key) : code;
  };
}

/** The language in which the desk speaks to this actor. */
export function localeOf(actor: Actor): Locale {
  return actor.kind === "person" && isLocale(actor.locale) ? actor.locale : defaultLocale;
}
