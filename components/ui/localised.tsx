import { useLocale } from "next-intl";
import { listFormat } from "@/i18n/formats";
import { type Written, wordsFor } from "./localised.rules";

/** A text kept in several languages, in the reader's own where we have it; `lang` says so where we have not. */
export function Localised({ value, className }: { value: Written; className?: string }) {
  const locale = useLocale();
  const { text, lang } = wordsFor(value, locale);
  return (
    <span lang={lang === locale ? undefined : lang} className={className}>
      {text}
    </span>
  );
}

/** The same as plain text, for labels and sentences. */
export function useWords(): (value: Written) => string {
  const locale = useLocale();
  return (value) => wordsFor(value, locale).text;
}

/** Several of them in one phrase, as the reader's language lists things. */
export function useListedWords(): (values: readonly Written[]) => string {
  const locale = useLocale();
  return (values) => {
    const texts = values.map((value) => wordsFor(value, locale).text);
    return listFormat(locale, { style: "long", type: "conjunction" }).format(texts);
  };
}
