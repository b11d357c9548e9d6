import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { clauseHref, platformHref, segment } from "@/components/policy/addresses.rules";
import { ClauseElsewhere } from "@/components/policy/clause-elsewhere";
import { LibrarySearch } from "@/components/policy/library-search";
import { PlatformHead } from "@/components/policy/platform-head";
import { Reader } from "@/components/policy/reader";
import { Page } from "@/components/ui/page";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { readClause } from "@/lib/policy/library.queries";
import { pageActor } from "../../../../page-actor";

type Params = Promise<{ platform: string; version: string; ref: string }>;
type Props = { params: Params; searchParams: Promise<Asked> };

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const title = (await getTranslations("library"))("title");
  const ref = segment((await params).ref);
  return { title: ref === null ? title : `${ref} · ${title}` };
}

async function named(params: Params) {
  const given = await params;
  const [platformId, version, ref] = [segment(given.platform), segment(given.version), segment(given.ref)];
  return platformId === null || version === null || ref === null ? null : { platformId, version, ref };
}

/** A clause where it stands in one version, in force or retired: the address that decisions and letters may keep. */
export default async function ClausePage({ params, searchParams }: Props) {
  await pageActor("policy.view");
  const wanted = await named(params);
  if (!wanted) notFound();
  const asked = await searchParams;
  const isBoth = one(asked.show) === "both";
  const found = await readClause(await database(), { ...wanted, day: one(asked.day) || undefined }, new Date());
  if (!found) notFound();
  const { platformId } = wanted;
  if (found.found === "elsewhere") {
    return (
      <Page width="reading">
        <ClauseElsewhere {...found} />
      </Page>
    );
  }
  const { reading } = found;
  const { shown, day } = reading;
  const kept = { day: day === shown.version?.dayToRead ? undefined : day, isBoth };
  return (
    <Page width="full">
      <PlatformHead
        platform={platformId}
        name={reading.platform.name}
        isBoth={isBoth}
        otherHref={clauseHref(platformId, wanted, { ...kept, isBoth: !isBoth })}
      />
      <LibrarySearch
        action={platformHref(platformId)}
        text=""
        day={{ value: day, zone: reading.platform.zone, isUnreadable: false }}
        hidden={{ document: shown.document.id, show: isBoth ? "both" : undefined }}
      />
      <Reader reading={reading} kept={kept} />
    </Page>
  );
}
