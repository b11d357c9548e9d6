import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StatesForm, TermsForm } from "@/components/terms/terms-form";
import { TermsTable } from "@/components/terms/terms-table";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { can } from "@/lib/platform/permissions.rules";
import { termsOfPlatforms } from "@/lib/policy/terms.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("terms"))("title") };
}

/** Summaries of the terms by platform, with the languages that are owed and missing, and the forms that write them. */
export default async function TermsPage() {
  const actor = await pageActor("settings.view");
  const t = await getTranslations("terms");
  const platforms = await termsOfPlatforms(await database());
  const names = platforms.map(({ platform, name }) => ({ platform, name }));
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel title={t("title")} isFlush>
        <TermsTable platforms={platforms} />
      </Panel>
      {can(actor, "terms.edit") ? (
        <>
          <Panel title={t("write")}>
            <TermsForm platforms={names} />
          </Panel>
          <Panel title={t("states")}>
            <StatesForm platforms={names} />
          </Panel>
        </>
      ) : null}
    </Page>
  );
}
