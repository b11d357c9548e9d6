import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DisputeForm } from "@/components/disputes/dispute-form";
import { DisputeTable } from "@/components/disputes/dispute-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { Count, Status } from "@/components/ui/status";
import { TabLinks } from "@/components/ui/tab-links";
import { database } from "@/db/client";
import { DisputeListRequest, type DisputeViewName, disputeViews } from "@/lib/appeals/dispute.contract";
import { disputeCounts, listDisputes } from "@/lib/appeals/dispute.queries";
import { bodiesToChoose } from "@/lib/appeals/dispute-known.queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("disputes"))("title") };
}

type Props = { searchParams: Promise<Asked> };

const pathOf = (view: DisputeViewName, after?: string) => {
  const search = new URLSearchParams({ ...(view === "open" ? {} : { view }), ...(after ? { after } : {}) });
  return search.size > 0 ? `/disputes?${search}` : "/disputes";
};

/** One page of a view; a cursor that is not one of ours shows the first. */
async function pageOf(actor: Person, view: DisputeViewName, after: string) {
  const [db, now] = [await database(), new Date()];
  const asked = DisputeListRequest.safeParse({ view, ...(after ? { after } : {}) });
  const page = asked.success ? await listDisputes(db, asked.data, actor, now) : null;
  if (page?.ok) return page.value;
  const first = await listDisputes(db, DisputeListRequest.parse({ view }), actor, now);
  return first.ok ? first.value : notFound();
}

/** Disputes out of court by the body's deadline, and the form that records one. */
export default async function DisputesPage({ searchParams }: Props) {
  const actor = await pageActor("dispute.view");
  const t = await getTranslations("disputes");
  const search = await searchParams;
  const view = disputeViews.find((known) => known === one(search.view)) ?? "open";
  const after = one(search.after);
  const db = await database();
  const counts = await disputeCounts(db, actor, new Date());
  const { rows, next } = await pageOf(actor, view, after);
  const links = disputeViews.map((name) => ({
    href: pathOf(name),
    isCurrent: name === view,
    label: (
      <>
        {t(`views.${name}`)}
        {name === "open" || name === "decided" ? <Count>{counts[name]}</Count> : null}
        {name === "open" && counts.late > 0 ? (
          <Status tone="danger">{t("lateCount", { count: counts.late })}</Status>
        ) : null}
      </>
    ),
  }));
  return (
    <Page>
      <PageHeader
        title={t("title")}
        summary={
          counts.share === null
            ? t("summary")
            : `${t("summary")} ${t("share", { share: counts.share, count: counts.reversed })}`
        }
      />
      <TabLinks label={t("title")} links={links} via={Link} />
      <Panel isFlush>
        {rows.length > 0 ? <DisputeTable rows={rows} /> : <EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      </Panel>
      <Pagination
        label={t("title")}
        previous={after ? pathOf(view) : null}
        next={next ? pathOf(view, next) : null}
        via={Link}
      />
      {can(actor, "dispute.manage") ? (
        <Panel title={t("logTitle")}>
          <DisputeForm bodies={await bodiesToChoose(db)} caseReference={one(search.case).slice(0, 40)} />
        </Panel>
      ) : null}
    </Page>
  );
}
