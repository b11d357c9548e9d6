import { useLocale, useTranslations } from "next-intl";
import { type LetterLanguage, localeNames } from "@/i18n/locales";
import { type Theme, themes } from "./preferences";

const choice =
  "min-h-11 rounded-sm px-1 underline-offset-4 hover:underline aria-[current=true]:font-semibold aria-[current=true]:text-ink";

/** Language and theme as buttons of a plain form: chosen without script, kept in a cookie. `languages` are those the page has words in. */
export function SiteFooter({ theme, languages }: { theme: Theme; languages: readonly LetterLanguage[] }) {
  const t = useTranslations("site");
  const themeWord = useTranslations("common.theme");
  const locale = useLocale();
  return (
    <footer data-site="footer" className="border-t border-line bg-surface text-14 text-ink-soft">
      <div className="mx-auto grid max-w-3xl gap-2 px-4 py-5 sm:px-6">
        <form
          method="post"
          action="/preferences"
          aria-label={t("preferences.label")}
          className="flex flex-wrap gap-x-10 gap-y-1"
        >
          <Choices legend={t("preferences.language")}>
            {languages.map((each) => (
              <button
                type="submit"
                key={each}
                name="locale"
                value={each}
                lang={each}
                aria-current={each === locale}
                className={choice}
              >
                {localeNames[each]}
              </button>
            ))}
          </Choices>
          <Choices legend={t("preferences.theme")}>
            {themes.map((each) => (
              <button
                type="submit"
                key={each}
                name="theme"
                value={each}
                aria-current={each === theme}
                className={choice}
              >
                {themeWord(each)}
              </button>
            ))}
          </Choices>
        </form>
        <p className="border-t border-line pt-3">{t("footer.about")}</p>
      </div>
    </footer>
  );
}

function Choices({ legend, children }: { legend: string; children: React.ReactNode }) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-3">
      <legend className="float-left mr-3 font-medium">{legend}</legend>
      {children}
    </fieldset>
  );
}
