import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RetentionTable } from "@/components/retention/retention-table";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { retentionReport } from "@/lib/retention/report.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention"))("title") };
}

/** What is kept of people and for how long; what the next run deletes, without deleting it. */
export default async function RetentionPage() {
  const actor = await pageActor("retention.view");
  const t = await getTranslations("retention");
  const report = await retentionReport(await database(), actor, new Date());
  if (!report.ok) notFound();
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel title={t("now")} isFlush>
        <RetentionTable rows={report.value.rows} />
      </Panel>
      <Panel title={t("how")}>
        <div className="grid gap-2">
          <p className="reading text-ink-soft">{t("howText")}</p>
          {report.value.isAll ? null : <p className="reading">{t("onlyOldest", { count: report.value.looked })}</p>}
        </div>
      </Panel>
    </Page>
  );
}
