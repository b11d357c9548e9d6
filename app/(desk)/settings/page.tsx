import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SettingRow } from "@/components/settings/setting-row";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { settingsPage } from "@/lib/administration/queries";
import { settingGroups } from "@/lib/administration/settings.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsPage() {
  const actor = await pageActor("settings.view");
  const t = await getTranslations("settings");
  const { settings, platforms } = await settingsPage(await database());
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      {settingGroups.map((group) => (
        <Panel key={group} title={t(`groups.${group}`)}>
          <div className="-my-4 grid divide-y divide-line">
            {settings
              .filter((setting) => setting.group === group)
              .map((setting) => (
                <SettingRow
                  key={setting.key}
                  setting={setting}
                  platforms={platforms}
                  mayChange={can(actor, "settings.change")}
                  maySeeSecret={can(actor, "webhook.secret")}
                />
              ))}
          </div>
        </Panel>
      ))}
    </Page>
  );
}
