import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { HitList } from "@/components/search/hit-list";
import { SearchForm } from "@/components/search/search-form";
import { SearchKeys } from "@/components/search/search-keys";
import { isNarrowed, searchPath } from "@/components/search/search-path.rules";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { type SearchPage as Found, SearchRequest } from "@/lib/appeals/search.contract";
import { search, searchChoices } from "@/lib/appeals/search.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("search"))("title") };
}

type Search = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Search> };

/** What the address asks for; a part of it that is not one of ours is as if it were not there. */
function requestFrom(given: Search): SearchRequest {
  const first = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value ?? []].flat()[0]]));
  const read = SearchRequest.safeParse(first);
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => String(path[0])));
  return SearchRequest.parse(Object.fromEntries(Object.entries(first).filter(([name]) => !wrong.has(name))));
}

/** A page of what was found; a cursor that is not one of ours shows the first. */
async function pageOf(request: SearchRequest, actor: Person): Promise<Found> {
  const [db, now] = [await database(), new Date()];
  const page = await search(db, request, actor, now);
  if (page.ok) return page.value;
  const first = await search(db, { ...request, after: undefined }, actor, now);
  return first.ok ? first.value : { named: [], hits: [], next: null, isReadable: true };
}

function emptiness(request: SearchRequest, found: Found): "asked" | "unreadable" | "narrowed" | "none" {
  if (request.q.trim() === "") return "asked";
  if (!found.isReadable) return "unreadable";
  return isNarrowed(request) ? "narrowed" : "none";
}

/** Everything a moderator may see, by the words in it. */
export default async function SearchPage({ searchParams }: Props) {
  const actor = await pageActor("case.view");
  const t = await getTranslations("search");
  const request = requestFrom(await searchParams);
  const choices = await searchChoices(await database(), actor);
  const found = await pageOf(request, actor);
  const empty = emptiness(request, found);
  return (
    <Page>
      <SearchKeys />
      <PageHeader title={t("title")} summary={t("summary")} />
      <SearchForm looked={request} choices={choices.ok ? choices.value : { platforms: [], languages: [] }} />
      <Panel isFlush>
        {found.named.length + found.hits.length > 0 ? (
          <HitList named={found.named} hits={found.hits} />
        ) : (
          <EmptyState title={t(`empty.${empty}`)}>{t(`empty.${empty}Text`)}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("title")}
        previous={request.after ? searchPath(request) : null}
        next={found.next ? searchPath(request, found.next) : null}
        via={Link}
      />
    </Page>
  );
}
