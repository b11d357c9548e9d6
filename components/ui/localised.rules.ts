/** One text in the languages we hold it in; a platform's own words are not always translated. */
export type Written = { en: string; hans?: string | undefined; hant?: string | undefined };

/** The words for a reader, with the language they are really in, so that a browser and a screen reader treat them right. */
export function wordsFor(value: Written, locale: string): { text: string; lang: "en" | "zh-Hans" | "zh-Hant" } {
  if (!locale.startsWith("zh")) return { text: value.en, lang: "en" };
  if (locale === "zh-Hant" && value.hant) return { text: value.hant, lang: "zh-Hant" };
  if (value.hans) return { text: value.hans, lang: "zh-Hans" };
  if (value.hant) return { text: value.hant, lang: "zh-Hant" };
  return { text: value.en, lang: "en" };
}
