import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PeopleTable } from "@/components/people/people-table";
import { PeopleTabs } from "@/components/people/people-tabs";
import { LinkButton } from "@/components/ui/link-button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { peoplePage } from "@/lib/people/queries";
import { one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.list"))("title") };
}

export default async function PeoplePage({ searchParams }: { searchParams: Promise<{ after?: string | string[] }> }) {
  const actor = await pageActor("people.view");
  const t = await getTranslations("people.list");
  const after = one((await searchParams).after) || null;
  const { items, next } = await peoplePage(await database(), after, new Date());
  return (
    <Page>
      <PageHeader
        title={t("title")}
        summary={t("summary")}
        actions={
          can(actor, "people.manage") ? (
            <LinkButton href="/people/add" look="primary" via={Link}>
              {t("add")}
            </LinkButton>
          ) : null
        }
      />
      <PeopleTabs current="list" maySeeList />
      <Panel isFlush>
        <PeopleTable people={items} />
      </Panel>
      <Pagination
        label={t("title")}
        previous={after ? "/people" : null}
        next={next ? `/people?after=${encodeURIComponent(next)}` : null}
        via={Link}
      />
    </Page>
  );
}
