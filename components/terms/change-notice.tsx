import { useTranslations } from "next-intl";
import type { ShownNotice } from "@/lib/policy/drafts/view.contract";
import { Time } from "../ui/time";

/** What users are told of the last change of the rules (DSA Art. 14(2)): in the reader's language, else in what there is. */
export function ChangeNotice({ notice, locale }: { notice: ShownNotice; locale: string }) {
  const t = useTranslations("terms");
  const language = [locale, "en"].find((one) => notice.texts[one]) ?? Object.keys(notice.texts)[0];
  if (language === undefined) return null;
  return (
    <section aria-labelledby="change-notice" className="grid gap-2">
      <h2 id="change-notice" className="text-20 font-semibold">
        {t("changed")}
      </h2>
      {notice.effectiveFrom ? (
        <p className="text-ink-soft">
          {t.rich("changedFrom", {
            day: () => <Time value={`${notice.effectiveFrom}T00:00:00Z`} zone="UTC" show="day" />,
          })}
        </p>
      ) : null}
      <p lang={language} dir="auto" className="reading whitespace-pre-wrap">
        {notice.texts[language]}
      </p>
    </section>
  );
}
