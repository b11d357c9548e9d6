import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { NotFoundMessage } from "@/components/shell/not-found-message";
import { ChangeNotice } from "@/components/terms/change-notice";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { defaultLocale, isLetterLanguage, letterLanguageOfTag, localeCookie, publicLocaleCookie } from "@/i18n/locales";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { languageInWords } from "@/lib/platform/letter.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { changeNotice } from "@/lib/policy/drafts/queries";
import { termsOfPlatforms } from "@/lib/policy/terms.queries";
import { languageForReader, languagesAccepted } from "@/lib/policy/terms.rules";
import { translatorFor } from "@/messages/load";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("site"))("public.terms.title") };
}

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** The summary of a platform's terms with the remedies, in the reader's language, or in another one and marked so. */
export default async function TermsPage({ params, searchParams }: Props) {
  const { platform } = await params;
  const terms = (await termsOfPlatforms(await database())).find((each) => each.platform === platform);
  // Not `notFound()`: that page is blank without script. proxy.ts sets the status.
  if (!terms) return <NotFoundMessage />;
  const locale = await getLocale();
  const chosen = one((await searchParams).lang);
  const jar = await cookies();
  const picked = [publicLocaleCookie, localeCookie].map((name) => jar.get(name)?.value).find(isLetterLanguage);
  const accepted = languagesAccepted((await headers()).get("accept-language"));
  const asked = chosen ? [chosen] : picked ? [picked, ...accepted] : accepted;
  const written = terms.texts.map(({ language }) => language);
  const reader = languageForReader(asked, written);
  const text = terms.texts.find(({ language }) => language === reader?.language);
  // What is around the text speaks the language that the link asks for, if letters have it; else that of the page.
  const language = letterLanguageOfTag(chosen ?? "") ?? (isLetterLanguage(locale) ? locale : defaultLocale);
  const words = translatorFor(language, "site");
  const t = (key: string, values?: Record<string, string>) => words(`public.terms.${key}`, values);
  const notice = await changeNotice(await database(), platform, dayIn(new Date(), terms.zone));
  const own = (language: string) => new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return (
    <article lang={language} className="grid gap-8">
      <h1 className="text-28 font-semibold tracking-tight">
        {t("title")}: {inLanguage(terms.name, language)}
      </h1>
      {reader && !reader.isAsked ? (
        <Notice tone="information" title={t("otherText", { language: languageInWords(reader.language, language) })} />
      ) : null}
      {text ? (
        <div lang={text.language} dir="auto" className="grid gap-6">
          <p className="reading whitespace-pre-wrap">{text.summary}</p>
          <section className="grid gap-2">
            <h2 lang={language} className="text-20 font-semibold">
              {t("remedies")}
            </h2>
            <p className="reading whitespace-pre-wrap">{text.remedies}</p>
          </section>
        </div>
      ) : (
        <p className="reading">{t("none")}</p>
      )}
      {notice ? <ChangeNotice notice={notice} language={language} /> : null}
      <ul className="grid gap-2">
        {text?.url ? (
          <li>
            <a href={text.url} className="link" rel="noopener noreferrer">
              {t("whole")}
            </a>
          </li>
        ) : null}
        <li>
          <TextLink href={`/terms/${platform}/misuse?lang=${language}`}>{t("misuse")}</TextLink>
        </li>
      </ul>
      {written.length > 1 ? (
        <nav aria-label={t("others")} className="flex flex-wrap gap-3">
          {written.map((language) => (
            <a key={language} href={`/terms/${platform}?lang=${language}`} lang={language} className="link">
              {own(language)}
            </a>
          ))}
        </nav>
      ) : null}
    </article>
  );
}
