import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeopleTabs } from "@/components/people/people-tabs";
import { PermissionGrid } from "@/components/people/permission-grid";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.permissions"))("title") };
}

/** Everybody may see who may do what; it is printed from the code that decides it. */
export default async function PermissionsPage() {
  const actor = await pageActor("self.change");
  const t = await getTranslations("people.permissions");
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <PeopleTabs current="permissions" maySeeList={can(actor, "people.view")} />
      <Panel isFlush>
        <PermissionGrid />
      </Panel>
    </Page>
  );
}
