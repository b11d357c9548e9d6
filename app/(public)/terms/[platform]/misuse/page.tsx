import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { NotFoundMessage } from "@/components/shell/not-found-message";
import { MisusePolicy } from "@/components/terms/misuse-policy";
import { database } from "@/db/client";
import {
  isLetterLanguage,
  type LetterLanguage,
  letterLanguageAccepted,
  letterLanguageOfTag,
  localeCookie,
  publicLocaleCookie,
} from "@/i18n/locales";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { platformNames } from "@/lib/intake/queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { settingsFor } from "@/lib/platform/settings";
import { translatorFor } from "@/messages/load";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** What the link or the reader chose, else the browser's: letters about misuse in all their languages lead here. */
async function languageOf(searchParams: Props["searchParams"]): Promise<LetterLanguage> {
  const chosen = letterLanguageOfTag(one((await searchParams).lang) ?? "");
  if (chosen) return chosen;
  const jar = await cookies();
  const picked = [publicLocaleCookie, localeCookie].map((name) => jar.get(name)?.value).find(isLetterLanguage);
  return picked ?? letterLanguageAccepted((await headers()).get("accept-language")) ?? "en";
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
