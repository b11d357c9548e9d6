const elidedForms: Record<string, string> = {
  il: "l’",
  del: "dell’",
  dal: "dall’",
  al: "all’",
  nel: "nell’",
  sul: "sull’",
};
/** Days whose number begins with a vowel when it is said: otto, undici. */
const spokenWithVowel = /^(8|11) \p{L}+ \d{4}/u;

/**
 * An Italian sentence with its articles before such a day as they are written: "l’8 marzo", "dell’11 marzo". Only before
 * dates that were filled in, so that a quotation with the same words stays as it is.
 */
export function withElidedArticles(
  sentence: string,
  values: Readonly<Record<string, string | number | Date>> = {},
): string {
  return Object.values(values).reduce<string>((text, value) => {
    if (typeof value !== "string" || !spokenWithVowel.test(value)) return text;
    return Object.entries(elidedForms).reduce(
      (rest, [article, elided]) =>
        rest.replaceAll(new RegExp(`(?<!\\p{L})${article} (?=${literal(value)})`, "giu"), elided),
      text,
    );
  }, sentence);
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
