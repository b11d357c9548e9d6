import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LibrarySearch } from "@/components/policy/library-search";
import { PlatformOverview } from "@/components/policy/platform-overview";
import { QuietLink } from "@/components/policy/quiet-link";
import { SearchResults } from "@/components/policy/search-results";
import { addPlatformHref } from "@/components/policy-desk/addresses.rules";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { database } from "@/db/client";
import { searchWordsOf } from "@/lib/matching/search-words.store";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { openDrafts } from "@/lib/policy/drafts/queries";
import { policyLibrary, searchClauses } from "@/lib/policy/library.queries";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("library"))("title") };
}

/** Every platform's rules; with words to look for, the clauses in force today that hold them. */
export default async function PolicyPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await pageActor("policy.view");
  const text = one((await searchParams).q).trim();
  const t = await getTranslations("library");
  const db = await database();
  const now = new Date();
  const found = text === "" ? null : await searchClauses(db, actor, { text, wordsOf: searchWordsOf }, now);
  const platforms = found ? [] : await policyLibrary(db, now);
  const drafts = found ? [] : await openDrafts(db);
  const desk = await getTranslations("policyDesk");
  return (
    <Page>
      <PageHeader
        title={t("title")}
        summary={t("summary")}
        actions={
          can(actor, "policy.edit") ? (
            <LinkButton href={addPlatformHref} via={QuietLink} size="small">
              {desk("addPlatform")}
            </LinkButton>
          ) : null
        }
      />
      <LibrarySearch action="/policy" text={text} />
      {found?.ok ? <SearchResults text={text} {...found.value} kept={{}} backHref="/policy" isPlatformShown /> : null}
      {platforms.map((platform) => (
        <PlatformOverview
          key={platform.id}
          platform={platform}
          drafts={drafts.filter((draft) => draft.platform === platform.id)}
        />
      ))}
      {!found && platforms.length === 0 ? <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState> : null}
    </Page>
  );
}
