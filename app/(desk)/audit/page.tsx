import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AuditFilterForm } from "@/components/audit/audit-filter";
import { AuditTable } from "@/components/audit/audit-table";
import { VerifyLog } from "@/components/audit/verify-log";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { AuditFilter, auditChoices, auditPage } from "@/lib/platform/audit-log";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[]>> };

/** The address of this narrowed log, from another entry on. */
function hrefFrom({ before: _, ...filter }: AuditFilter, before: number | null): string {
  const given = Object.entries(filter).filter(
    (entry): entry is [string, string] => entry[1] !== "" && entry[1] !== undefined,
  );
  const query = new URLSearchParams(before === null ? given : [...given, ["before", String(before)]]).toString();
  return query ? `/audit?${query}` : "/audit";
}

export default async function AuditPage({ searchParams }: Props) {
  await pageActor("audit.view");
  const t = await getTranslations("audit");
  const filter = AuditFilter.parse(await searchParams);
  const db = await database();
  const { items, next } = await auditPage(db, filter);
  const platforms = await platformNames(db);
  return (
    <Page>
      <PageHeader
        title={t("title")}
        summary={t("summary")}
        actions={
          <LinkButton via={Link} href="/audits">
            {t("audits")}
          </LinkButton>
        }
      />
      <VerifyLog platforms={platforms} />
      <AuditFilterForm filter={filter} choices={await auditChoices(db)} />
      <Panel isFlush>
        {items.length > 0 ? (
          <AuditTable entries={items} platforms={platforms} />
        ) : (
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("title")}
        previous={filter.before === undefined ? null : hrefFrom(filter, null)}
        next={next === null ? null : hrefFrom(filter, next)}
        via={Link}
      />
    </Page>
  );
}
