import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ExportLog } from "@/components/research/export-log";
import { GrantForm } from "@/components/research/grant-form";
import { GrantTable } from "@/components/research/grant-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { exportLog, grantList } from "@/lib/research/list.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("research"))("title") };
}

type Props = { searchParams: Promise<Record<"grants" | "log", string | string[] | undefined>> };
const none = { rows: [], next: null };
const address = "/settings/researchers";

/** Who may read public decisions for research, and what they took (DSA Art. 40(12)). */
export default async function ResearchersSettingsPage({ searchParams }: Props) {
  const actor = await pageActor("research.view");
  const t = await getTranslations("research");
  const db = await database();
  const asked = await searchParams;
  const [grantsAfter, logAfter] = [one(asked.grants), one(asked.log)];
  const grants = await grantList(db, actor, grantsAfter, new Date());
  const log = await exportLog(db, actor, logAfter);
  const [given, taken] = [grants.ok ? grants.value : none, log.ok ? log.value : none];
  const platforms = await platformNames(db);
  const mayGrant = can(actor, "research.grant");
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel title={t("grants")} isFlush>
        {given.rows.length > 0 ? (
          <GrantTable rows={given.rows} platforms={platforms} mayRevoke={can(actor, "key.manage")} />
        ) : (
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        )}
        <Pagination
          label={t("grants")}
          previous={grantsAfter ? address : null}
          next={given.next ? `${address}?grants=${encodeURIComponent(given.next)}` : null}
          via={Link}
          className="px-3"
        />
      </Panel>
      {mayGrant ? (
        <Panel title={t("grant")}>
          <GrantForm platforms={platforms} />
        </Panel>
      ) : null}
      <Panel title={t("log")} isFlush>
        {taken.rows.length > 0 ? (
          <ExportLog rows={taken.rows} />
        ) : (
          <EmptyState title={t("logNone")}>{t("logNoneText")}</EmptyState>
        )}
        <Pagination
          label={t("log")}
          previous={logAfter ? address : null}
          next={taken.next ? `${address}?log=${encodeURIComponent(taken.next)}` : null}
          via={Link}
          className="px-3"
        />
      </Panel>
    </Page>
  );
}
