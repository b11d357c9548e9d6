import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QualityTabs } from "@/components/quality/quality-tabs";
import { TeamCare } from "@/components/quality/team-care";
import { TeamTable } from "@/components/quality/team-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { teamView } from "@/lib/quality/team.queries";
import { teamCare } from "@/lib/wellbeing/team.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quality"))("team.title") };
}

/** Load, ages and deadlines of the people who decide. */
export default async function TeamPage() {
  const actor = await pageActor("quality.team");
  const t = await getTranslations("quality.team");
  const [db, now] = [await database(), new Date()];
  const loads = await teamView(db, actor, now);
  const care = await teamCare(db, actor, now);
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <QualityTabs current="team" maySeeTeam />
      <Panel isFlush>
        {loads.length > 0 ? (
          <TeamTable loads={loads} />
        ) : (
          <EmptyState title={t("nobody")}>{t("nobodyText")}</EmptyState>
        )}
      </Panel>
      {care ? <TeamCare {...care} /> : null}
    </Page>
  );
}
