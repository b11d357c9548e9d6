import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { NotFoundMessage } from "@/components/shell/not-found-message";
import { MisusePolicy } from "@/components/terms/misuse-policy";
import { database } from "@/db/client";
import { defaultLocale, isLetterLanguage, type LetterLanguage, letterLanguageOfTag } from "@/i18n/locales";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { platformNames } from "@/lib/intake/queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { settingsFor } from "@/lib/platform/settings";
import { translatorFor } from "@/messages/load";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** What the link asks for, else the language of the page: letters about misuse in all their languages lead here. */
async function languageOf(searchParams: Props["searchParams"]): Promise<LetterLanguage> {
  const locale = await getLocale();
  const asked = letterLanguageOfTag(one((await searchParams).lang) ?? "");
  return asked ?? (isLetterLanguage(locale) ? locale : defaultLocale);
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: translatorFor(await languageOf(searchParams), "misusePolicy")("title") };
}

/** The policy on misuse, for everybody: what counts, from when, for how long, with examples (DSA Art. 23(4)). */
export default async function MisusePolicyPage({ params, searchParams }: Props) {
  const { platform } = await params;
  const db = await database();
  const known = (await platformNames(db)).find(({ id }) => id === platform);
  // Not `notFound()`: that page is blank without script. proxy.ts sets the status.
  if (!known) return <NotFoundMessage />;
  const language = await languageOf(searchParams);
  const settings = await settingsFor(db, platform);
  const name = inLanguage(known.name, language);
  const numbers = {
    percent: settings.misusePercent,
    days: settings.misuseWindowDays,
    warning: settings.misuseWarningDays,
    most: settings.misuseMostDays,
  };
  const marks = { content: settings.misuseContentMarks, reports: settings.misuseReportMarks };
  return <MisusePolicy platform={platform} language={language} name={name} numbers={numbers} marks={marks} />;
}
