import { cookies, headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { letterLanguages, locales, promisedLanguage, speaksAllLanguages } from "@/i18n/locales";
import { isTheme, themeCookie } from "./preferences";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";
import { SkipLink } from "./skip-link";

/** Head, one column and foot of every public page. Larger type and targets than the desk; no client component in it. */
export async function PublicFrame({ children }: { children: ReactNode }) {
  const t = await getTranslations("site");
  const jar = await cookies();
  const theme = jar.get(themeCookie)?.value;
  const sent = await headers();
  const path = sent.get("x-path") ?? "";
  const speaksAll = sent.has("x-letter-language") || speaksAllLanguages(path);
  return (
    <div data-density="public" className="flex min-h-dvh flex-col text-16">
      <SkipLink>{t("skip")}</SkipLink>
      <SiteHeader promised={promisedLanguage(path)} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-3xl flex-1 px-4 py-8 sm:px-6 sm:py-12">
        {children}
      </main>
      <SiteFooter theme={isTheme(theme) ? theme : "system"} languages={speaksAll ? letterLanguages : locales} />
    </div>
  );
}
