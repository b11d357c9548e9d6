import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ElsewhereTable } from "@/components/reports/elsewhere";
import { ReportTabs } from "@/components/reports/report-tabs";
import { VersionsTable } from "@/components/reports/versions-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { publishedElsewhere } from "@/lib/clocks/report-elsewhere.queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { reportVersionList } from "@/lib/transparency/report-version.queries";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

type Props = { searchParams: Promise<Asked> };

/** Every version of every report, those asked for last first. */
export default async function ReportsPage({ searchParams }: Props) {
  const actor = await pageActor("report.view");
  const t = await getTranslations("reports");
  const after = one((await searchParams).after);
  const { rows, next } = await reportVersionList(await database(), { after });
  const elsewhere = after ? [] : await publishedElsewhere(await database());
  return (
    <Page>
      <PageHeader
        title={t("title")}
        summary={t("summary")}
        actions={
          can(actor, "report.write") ? (
            <LinkButton look="primary" href="/reports/new" via={Link}>
              {t("make")}
            </LinkButton>
          ) : null
        }
      />
      <ReportTabs current="versions" />
      <Panel isFlush>
        {rows.length > 0 ? <VersionsTable rows={rows} /> : <EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      </Panel>
      <Pagination
        label={t("title")}
        previous={after ? "/reports" : null}
        next={next ? `/reports?after=${next}` : null}
        via={Link}
      />
      {elsewhere.length > 0 ? (
        <Panel title={t("elsewhere.caption")} isFlush>
          <ElsewhereTable rows={elsewhere} />
        </Panel>
      ) : null}
    </Page>
  );
}
