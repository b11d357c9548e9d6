import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuditFacts } from "@/components/oversight/audit-facts";
import { AuditItems } from "@/components/oversight/audit-items";
import { CloseForm } from "@/components/oversight/close-form";
import { QuietLink } from "@/components/policy/quiet-link";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { auditView } from "@/lib/oversight/audit.queries";
import { one } from "@/lib/platform/asked.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("oversight"))("title") };
}

type Props = {
  params: Promise<{ drawId: string }>;
  searchParams: Promise<Record<"after", string | string[] | undefined>>;
};

/** One audit: how it was drawn, each decision with its mark and answer, and the auditor's last word. */
export default async function AuditPage({ params, searchParams }: Props) {
  const actor = await pageActor("audit.read");
  const { drawId } = await params;
  const asked = Number(one((await searchParams).after));
  const after = Number.isInteger(asked) && asked > 0 && asked < 1_000_000 ? asked : 0;
  const found = await auditView(await database(), actor, { drawId, after });
  if (!found.ok) notFound();
  const audit = found.value;
  const t = await getTranslations("oversight");
  return (
    <Page>
      <PageHeader title={audit.title} summary={t("itemSummary")} />
      <AuditFacts audit={audit} />
      <Panel title={t("items")} isFlush>
        <AuditItems drawId={drawId} items={audit.items} />
        <Pagination
          label={t("items")}
          previous={after > 0 ? `/audits/${drawId}` : null}
          next={audit.next === null ? null : `/audits/${drawId}?after=${audit.next}`}
          via={QuietLink}
          className="px-3"
        />
      </Panel>
      {audit.may.close ? (
        <Panel title={t("close.title")}>
          <CloseForm drawId={drawId} />
        </Panel>
      ) : null}
    </Page>
  );
}
