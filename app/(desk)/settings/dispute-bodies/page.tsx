import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BodyImportForm } from "@/components/settings/body-import-form";
import { BodyTable } from "@/components/settings/body-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { disputeBodyPage } from "@/lib/administration/dispute-body.queries";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("disputes.bodies"))("title") };
}

/** The certified out-of-court bodies that people are shown, taken over from a list by admins. */
export default async function DisputeBodiesSettings() {
  const actor = await pageActor("settings.view");
  const t = await getTranslations("disputes.bodies");
  const page = await disputeBodyPage(await database(), actor, new Date());
  if (!page.ok) notFound();
  const bodies = page.value;
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <p>
        <TextLink href="/dispute-bodies">{t("publicPage")}</TextLink>
      </p>
      <Panel title={t("title")} isFlush>
        {bodies.length > 0 ? <BodyTable bodies={bodies} /> : <EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      </Panel>
      {can(actor, "settings.change") ? (
        <Panel title={t("import")}>
          <BodyImportForm sourceList={bodies[0]?.sourceList ?? ""} />
        </Panel>
      ) : null}
    </Page>
  );
}
