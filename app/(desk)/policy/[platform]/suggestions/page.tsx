import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ClauseSuggestionsPage } from "@/components/matching/clause-suggestions-page";
import { SuggestionsPage } from "@/components/matching/suggestions-page";
import { segment } from "@/components/policy/addresses.rules";
import { database } from "@/db/client";
import { isLocale } from "@/i18n/locales";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { clauseSuggestions } from "@/lib/quality/clause-suggestions.queries";
import { mostTried, suggestionsView, tryText } from "@/lib/quality/suggestions.queries";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("suggestions"))("title") };
}

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** How suggestions do on a platform: what was learned, how often people follow it, clause by clause, and a text to try; of one clause, also its words. */
export default async function PlatformSuggestionsPage({ params, searchParams }: Props) {
  const actor = await pageActor("policy.view");
  const platformId = segment((await params).platform);
  const [db, now] = [await database(), new Date()];
  if (platformId === null) notFound();
  const asked = await searchParams;
  const ref = one(asked.clause);
  const given = { text: one(asked.text), explanation: one(asked.explanation) };
  const isTooLong = given.text.length + given.explanation.length > mostTried;
  const isAsked = Boolean(given.text.trim() || given.explanation.trim()) && !isTooLong;
  const said = await getLocale();
  const locale = isLocale(said) ? said : "en";
  const tried = isAsked ? await tryText(db, { platformId, ...given }, { locale, now }) : null;
  const about = { given, tried, tooLong: isTooLong ? mostTried : null };
  if (ref) {
    const clause = await clauseSuggestions(db, actor, { platformId, ref, now });
    return clause ? <ClauseSuggestionsPage view={clause} {...about} /> : notFound();
  }
  const view = await suggestionsView(db, actor, { platformId, now });
  return view ? <SuggestionsPage view={view} {...about} maySet={can(actor, "settings.view")} /> : notFound();
}
