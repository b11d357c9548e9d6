import type { Metadata } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { NotFoundMessage } from "@/components/shell/not-found-message";
import { ChangeNotice } from "@/components/terms/change-notice";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { changeNotice } from "@/lib/policy/drafts/queries";
import { termsOfPlatforms } from "@/lib/policy/terms.queries";
import { languageForReader, languagesAccepted } from "@/lib/policy/terms.rules";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("terms"))("publicTitle") };
}

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** The summary of a platform's terms with the remedies, in the reader's language, or in another one and marked so. */
export default async function TermsPage({ params, searchParams }: Props) {
  const { platform } = await params;
  const terms = (await termsOfPlatforms(await database())).find((each) => each.platform === platform);
  // Not `notFound()`: that page is blank without script. proxy.ts sets the status.
  if (!terms) return <NotFoundMessage />;
  const t = await getTranslations("terms");
  const locale = await getLocale();
  const chosen = one((await searchParams).lang);
  const asked = chosen ? [chosen] : languagesAccepted((await headers()).get("accept-language"));
  const written = terms.texts.map(({ language }) => language);
  const reader = languageForReader(asked, written);
  const text = terms.texts.find(({ language }) => language === reader?.language);
  const notice = await changeNotice(await database(), platform, dayIn(new Date(), terms.zone));
  const names = new Intl.DisplayNames([locale], { type: "language" });
  const own = (language: string) => new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return (
    <article className="grid gap-8">
      <h1 className="text-28 font-semibold tracking-tight">
        {t("publicTitle")}: {inLanguage(terms.name, locale)}
      </h1>
      {reader && !reader.isAsked ? (
        <Notice tone="information" title={t("otherLanguage", { language: names.of(reader.language) ?? "" })} />
      ) : null}
      {text ? (
        <div lang={text.language} dir="auto" className="grid gap-6">
          <p className="reading whitespace-pre-wrap">{text.summary}</p>
          <section className="grid gap-2">
            <h2 lang={locale} className="text-20 font-semibold">
              {t("remedies")}
            </h2>
            <p className="reading whitespace-pre-wrap">{text.remedies}</p>
          </section>
        </div>
      ) : (
        <p className="reading">{t("nothingYet")}</p>
      )}
      {notice ? <ChangeNotice notice={notice} locale={locale} /> : null}
      <ul className="grid gap-2">
        {text?.url ? (
          <li>
            <a href={text.url} className="link" rel="noopener noreferrer">
              {t("wholeTerms")}
            </a>
          </li>
        ) : null}
        <li>
          <TextLink href={`/terms/${platform}/misuse`}>{t("misusePolicy")}</TextLink>
        </li>
      </ul>
      {written.length > 1 ? (
        <nav aria-label={t("inOther")} className="flex flex-wrap gap-3">
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
