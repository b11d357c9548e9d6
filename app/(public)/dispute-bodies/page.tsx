import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { BodyList } from "@/components/disputes/body-list";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { defaultLocale, isLetterLanguage, type LetterLanguage } from "@/i18n/locales";
import { bodiesNow } from "@/lib/administration/dispute-body.queries";
import { disputeBodiesUrl } from "@/lib/decisions/letter-facts.rules";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { translatorFor } from "@/messages/load";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Asked> };

/** The language that a letter's link names, else the reader's own. */
async function languageOf(searchParams: Props["searchParams"]): Promise<LetterLanguage> {
  const asked = one((await searchParams).language);
  if (isLetterLanguage(asked)) return asked;
  const locale = await getLocale();
  return isLetterLanguage(locale) ? locale : defaultLocale;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: translatorFor(await languageOf(searchParams), "addressee")("bodies.title") };
}

/** The certified out-of-court bodies of today, for everybody (DSA Art. 21(1), D1): those that speak the reader's language first. */
export default async function DisputeBodiesPage({ searchParams }: Props) {
  const language = await languageOf(searchParams);
  const words = translatorFor(language, "addressee");
  const t = (key: string, values?: Record<string, string | number>) => words(`bodies.${key}`, values);
  const bodies = await bodiesNow(await database(), language, new Date());
  const [before = "", after = ""] = t(bodies.length > 0 ? "all" : "none", { url: "\n" }).split("\n");
  return (
    <div lang={language} className="grid gap-6">
      <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
      <p className="reading">{t("lead")}</p>
      {bodies.length > 0 ? <BodyList bodies={bodies} language={language} t={t} /> : null}
      <p className="reading">
        {before}
        <TextLink href={disputeBodiesUrl} rel="noreferrer" className="break-all">
          {disputeBodiesUrl}
        </TextLink>
        {after}
      </p>
    </div>
  );
}
