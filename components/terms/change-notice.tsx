import type { LetterLanguage } from "@/i18n/locales";
import { dayInWords } from "@/lib/platform/letter.rules";
import type { ShownNotice } from "@/lib/policy/drafts/view.contract";
import { translatorFor } from "@/messages/load";

/** What users are told of the last change of the rules (DSA Art. 14(2)): in the reader's language, else in what there is. */
export function ChangeNotice({ notice, language }: { notice: ShownNotice; language: LetterLanguage }) {
  const t = translatorFor(language, "site");
  const written = [language, "en"].find((one) => notice.texts[one]) ?? Object.keys(notice.texts)[0];
  if (written === undefined) return null;
  return (
    <section aria-labelledby="change-notice" className="grid gap-2">
      <h2 id="change-notice" className="text-20 font-semibold">
        {t("public.terms.changed")}
      </h2>
      {notice.effectiveFrom ? (
        <p className="text-ink-soft">
          {t("public.terms.changedFrom", { day: dayInWords(notice.effectiveFrom, language) })}
        </p>
      ) : null}
      <p lang={written} dir="auto" className="reading whitespace-pre-wrap">
        {notice.texts[written]}
      </p>
    </section>
  );
}
