import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { platformHref, segment } from "@/components/policy/addresses.rules";
import { LibrarySearch } from "@/components/policy/library-search";
import { PlatformHead } from "@/components/policy/platform-head";
import { Reader } from "@/components/policy/reader";
import { SearchResults } from "@/components/policy/search-results";
import { DraftList } from "@/components/policy-desk/draft-list";
import { Page } from "@/components/ui/page";
import { database } from "@/db/client";
import { searchWordsOf } from "@/lib/matching/search-words.store";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { openDrafts } from "@/lib/policy/drafts/queries";
import { readDay, searchClauses } from "@/lib/policy/library.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("library"))("title") };
}

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** The rules that govern content of one day, as a document; with words to look for, the clauses that hold them. */
export default async function PlatformPolicyPage({ params, searchParams }: Props) {
  const actor = await pageActor("policy.view");
  const platformId = segment((await params).platform);
  if (platformId === null) notFound();
  const asked = await searchParams;
  const [document, text, isBoth] = [one(asked.document) || undefined, one(asked.q).trim(), one(asked.show) === "both"];
  const db = await database();
  const now = new Date();
  const read = await readDay(db, { platformId, day: one(asked.day), document }, now);
  if (!read) notFound();
  const { reading, day, problem } = read;
  const { platform, today, shown } = reading;
  const found =
    text === "" ? null : await searchClauses(db, actor, { text, platformId, day, wordsOf: searchWordsOf }, now);
  const drafts = await openDrafts(db, platformId);
  const desk = await getTranslations("policyDesk");
  const here = { day: day === today ? undefined : day, document };
  const kept = { day: day === shown.version?.dayToRead ? undefined : day, isBoth };
  return (
    <Page width="full">
      <PlatformHead
        platform={platformId}
        name={platform.name}
        isBoth={isBoth}
        otherHref={platformHref(platformId, { ...here, text, isBoth: !isBoth })}
      />
      <LibrarySearch
        action={platformHref(platformId)}
        text={text}
        day={{ value: day, zone: platform.zone, isUnreadable: problem !== null }}
        hidden={{ document, show: isBoth ? "both" : undefined }}
      />
      {found?.ok ? null : <DraftList drafts={drafts} title={desk("onTheWay")} />}
      {found?.ok ? (
        <SearchResults
          text={text}
          {...found.value}
          kept={{ day: here.day, isBoth }}
          backHref={platformHref(platformId, { ...here, isBoth })}
          isPlatformShown={false}
        />
      ) : (
        <Reader reading={reading} kept={kept} />
      )}
    </Page>
  );
}
