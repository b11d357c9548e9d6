import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FlaggerImportForm } from "@/components/settings/flagger-import-form";
import { FlaggerTable } from "@/components/settings/flagger-table";
import { KnownSenderForm } from "@/components/settings/known-sender-form";
import { KnownSenderTable } from "@/components/settings/known-sender-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { flaggerPage } from "@/lib/intake/flagger.queries";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("flaggers"))("title") };
}

/** The public list of trusted flaggers, imported by admins, and whose keys and addresses are known. */
export default async function FlaggersPage() {
  const actor = await pageActor("settings.view");
  const t = await getTranslations("flaggers");
  const page = await flaggerPage(await database(), actor);
  if (!page.ok) notFound();
  const { flaggers, senders, keys } = page.value;
  const mayChange = can(actor, "settings.change");
  const sourceList = [...flaggers].sort((a, b) => b.lastSyncedAt.localeCompare(a.lastSyncedAt))[0]?.sourceList ?? "";
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel title={t("title")} isFlush>
        {flaggers.length > 0 ? (
          <FlaggerTable flaggers={flaggers} />
        ) : (
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        )}
      </Panel>
      {mayChange ? (
        <>
          <Panel title={t("import")}>
            <FlaggerImportForm sourceList={sourceList} />
          </Panel>
          <Panel title={t("senders")}>
            <div className="grid gap-5">
              <p className="reading text-ink-soft">{t("sendersText")}</p>
              {senders.length > 0 ? <KnownSenderTable senders={senders} /> : <p>{t("sendersNone")}</p>}
              <KnownSenderForm flaggers={flaggers} keys={keys} />
            </div>
          </Panel>
        </>
      ) : null}
    </Page>
  );
}
