import { useTranslations } from "next-intl";
import { type LetterLanguage, promising } from "@/i18n/locales";
import { Mark } from "./mark";

const link = "flex min-h-11 items-center rounded-sm px-1 hover:underline underline-offset-4";

/**
 * The head of every public page; links only, so it works without script. `promised`: the language that the link which led
 * here asked for, which the links to the form and to what follows a report carry on.
 */
export function SiteHeader({ promised = null }: { promised?: LetterLanguage | null }) {
  const t = useTranslations("site.nav");
  const product = useTranslations("common")("product");
  return (
    <header data-site="header" className="border-b border-line bg-surface">
      <div className="mx-auto flex max-w-3xl flex-wrap items-center justify-between gap-x-6 px-4 py-1.5 sm:px-6">
        <a href="/" className="flex min-h-11 items-center gap-2.5 rounded-sm font-semibold tracking-tight">
          <Mark className="size-6" />
          {product}
        </a>
        <nav aria-label={t("label")} className="-mx-1 flex flex-wrap gap-x-5 font-medium">
          <a href={promising("/report", promised)} className={link}>
            {t("report")}
          </a>
          <a href={promising("/notice", promised)} className={link}>
            {t("track")}
          </a>
          <a href="/transparency" className={link}>
            {t("transparency")}
          </a>
        </nav>
      </div>
    </header>
  );
}
