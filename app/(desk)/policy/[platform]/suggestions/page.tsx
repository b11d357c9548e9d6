import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClauseSuggestionsPage } from "@/components/matching/clause-suggestions-page";
import { SuggestionsPage } from "@/components/matching/suggestions-page";
import { segment } from "@/components/policy/addresses.rules";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { clauseSuggestions } from "@/lib/quality/clause-suggestions.queries";
import { suggestionsView } from "@/lib/quality/suggestions.queries";
import { pageActor } from "../../../page-actor";
import { tryOnMatcher } from "./actions";

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
  const ref = one((await searchParams).clause);
  if (ref) {
    const clause = await clauseSuggestions(db, actor, { platformId, ref, now });
    return clause ? <ClauseSuggestionsPage view={clause} action={tryOnMatcher} /> : notFound();
  }
  const view = await suggestionsView(db, actor, { platformId, now });
  return view ? <SuggestionsPage view={view} action={tryOnMatcher} maySet={can(actor, "settings.view")} /> : notFound();
}
