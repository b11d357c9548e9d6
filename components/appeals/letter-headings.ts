import { useLocale, useTranslations } from "next-intl";

export type Heading = { text: string; lang: string };

/**
 * The headings of a letter's parts in the language that its reader chose, where that is another than the letter's; the
 * sentences stay as they were sent. For pages of the server only: the browser has no sentences of letters.
 */
export function useHeadings(language: string): (id: string) => Heading | undefined {
  const t = useTranslations("statement.part");
  const locale = useLocale();
  return (id) => (locale !== language && t.has(id) ? { text: t(id), lang: locale } : undefined);
}
