import "server-only";
import { defaultLocale, isLocale, type Locale } from "@/i18n/locales";
import type { Actor } from "@/lib/platform/permissions.rules";
import { type Translate, translatorFor } from "@/messages/load";

const kept = new Map<string, Translate>();

/** Sentences of one language and namespace, kept except while developing: making a translator reads the whole catalogue. */
export function wordsOf(locale: Locale, namespace: "statement" | "decisions" | "policy" | "matching"): Translate {
  const key = `${locale} ${namespace}`;
  const known = kept.get(key);
  if (known && process.env.NODE_ENV !== "development") return known;
  const made = translatorFor(locale, namespace);
  kept.set(key, made);
  return made;
}

/** The language in which the desk speaks to this actor. */
export function localeOf(actor: Actor): Locale {
  return actor.kind === "person" && isLocale(actor.locale) ? actor.locale : defaultLocale;
}
