import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { HeldList } from "@/components/transparency/held-list";
import { LanePanel } from "@/components/transparency/lane-panel";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { can } from "@/lib/platform/permissions.rules";
import { databaseLanes, heldSubmissions } from "@/lib/transparency/submissions.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("database"))("title") };
}

/** How statements of reasons reach the Transparency Database, platform by platform, and which of them a person must look at. */
export default async function DatabasePage() {
  const actor = await pageActor("outbox.view");
  const t = await getTranslations("database");
  const isHans = (await getLocale()) === "zh-Hans";
  const db = await database();
  const [lanes, held, names] = await Promise.all([databaseLanes(db), heldSubmissions(db, actor), platformNames(db)]);
  const nameOf = (id: string) => {
    const name = names.find((one) => one.id === id)?.name;
    return (isHans ? name?.hans : name?.en) ?? id;
  };
  const mayAct = can(actor, "outbox.retry");
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <SettingsTabs current="database" may={(permission) => can(actor, permission)} />
      <Panel isFlush title={t("held")}>
        {held.length > 0 ? (
          <HeldList held={held} platformName={nameOf} maySettle={mayAct} />
        ) : (
          <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
        )}
      </Panel>
      {lanes.map((lane) => (
        <LanePanel key={lane.platformId} lane={lane} name={nameOf(lane.platformId)} mayResume={mayAct} />
      ))}
    </Page>
  );
}
