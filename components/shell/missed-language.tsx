import type { LetterLanguage } from "@/i18n/locales";
import { languageInWords } from "@/lib/platform/letter.rules";
import { translatorFor } from "@/messages/load";
import { Notice } from "../ui/notice";

/** One line, in the reader's language, that this page does not speak it; `shown` is what it speaks (BCP 47). */
export function MissedLanguage({ language, shown }: { language: LetterLanguage; shown: string }) {
  const t = translatorFor(language, "site");
  return (
    <div lang={language} className="mb-8">
      <Notice tone="information" title={t("public.otherLanguage", { language: languageInWords(shown, language) })} />
    </div>
  );
}
