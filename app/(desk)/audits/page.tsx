import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AuditTable } from "@/components/oversight/audit-table";
import { DrawForm } from "@/components/oversight/draw-form";
import { QualityTabs } from "@/components/quality/quality-tabs";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { auditList } from "@/lib/oversight/audit.queries";
import { one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("oversight"))("title") };
}

type Props = { searchParams: Promise<Record<"after", string | string[] | undefined>> };

/** Decisions that auditors drew, and what they found: they draw, supervisors answer. */
export default async function AuditsPage({ searchParams }: Props) {
  const actor = await pageActor("audit.read");
  const t = await getTranslations("oversight");
  const db = await database();
  const after = one((await searchParams).after);
  const found = await auditList(db, actor, after);
  const { rows, next } = found.ok ? found.value : { rows: [], next: null };
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <QualityTabs current="audits" maySeeTeam={can(actor, "quality.team")} />
      <Panel title={t("list")} isFlush>
        {rows.length > 0 ? <AuditTable rows={rows} /> : <EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
        <Pagination
          label={t("list")}
          previous={after ? "/audits" : null}
          next={next ? `/audits?after=${encodeURIComponent(next)}` : null}
          via={Link}
          className="px-3"
        />
      </Panel>
      {can(actor, "audit.draw") ? (
        <Panel title={t("draw.title")}>
          <DrawForm platforms={await platformNames(db)} />
        </Panel>
      ) : null}
    </Page>
  );
}
