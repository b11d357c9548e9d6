import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { HashListForm } from "@/components/settings/hash-list-form";
import { HashListTable } from "@/components/settings/hash-list-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { hashListPage } from "@/lib/intake/hash-list.queries";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("hashLists"))("title") };
}

/** Lists of known content: loaded by admins, seen by auditors and supervisors. */
export default async function HashListsPage() {
  const actor = await pageActor("settings.view");
  const t = await getTranslations("hashLists");
  const lists = await hashListPage(await database(), actor);
  if (!lists.ok) notFound();
  const mayChange = can(actor, "settings.change");
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel title={t("title")} isFlush>
        {lists.value.length > 0 ? (
          <HashListTable lists={lists.value} mayChange={mayChange} />
        ) : (
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        )}
      </Panel>
      {mayChange ? (
        <Panel title={t("load")}>
          <HashListForm />
        </Panel>
      ) : null}
    </Page>
  );
}
