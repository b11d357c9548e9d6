import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KeyForm } from "@/components/settings/key-form";
import { KeyTable } from "@/components/settings/key-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { apiKeyList, platformNames } from "@/lib/administration/queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings.keys"))("title") };
}

export default async function KeysPage() {
  await pageActor("key.manage");
  const t = await getTranslations("settings.keys");
  const db = await database();
  const platforms = await platformNames(db);
  const keys = (await apiKeyList(db)).map(({ createdAt, revokedAt, ...key }) => ({
    ...key,
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  }));
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel title={t("title")} isFlush>
        {keys.length > 0 ? (
          <KeyTable keys={keys} platforms={platforms} mayManage />
        ) : (
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        )}
      </Panel>
      <Panel title={t("make")}>
        <KeyForm platforms={platforms} />
      </Panel>
    </Page>
  );
}
