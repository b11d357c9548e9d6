import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ReportForm, ReportTable } from "@/components/commitments/report-parts";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { monthAt } from "@/lib/commitments/month.rules";
import { registerBy } from "@/lib/commitments/queries";
import { reportList } from "@/lib/commitments/report.command";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { addDays, addMonths } from "@/lib/platform/time.rules";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("commitments"))("reports.title") };
}

type Props = { params: Promise<{ register: string }>; searchParams: Promise<Asked> };

/** The sealed reports of a register, and the form that makes one; it begins with the last three months that are over. */
export default async function ReportsPage({ params, searchParams }: Props) {
  const actor = await pageActor("commitment.view");
  const t = await getTranslations("commitments");
  const db = await database();
  const register = await registerBy(db, (await params).register);
  if (!register) notFound();
  const after = one((await searchParams).after);
  const page = await reportList(db, { registerId: register.id, after }, actor);
  if (!page.ok) notFound();
  const month = monthAt(new Date());
  const path = `/commitments/${register.slug}/reports`;
  const { rows, next } = page.value;
  const mayMake = can(actor, "commitment.report");
  return (
    <Page>
      <PageHeader
        above={
          <TextLink via={Link} href={`/commitments/${register.slug}`}>
            {t("reports.back")}
          </TextLink>
        }
        title={t("reports.title")}
        summary={t("reports.summary")}
      />
      {mayMake ? (
        <ReportForm register={register.slug} from={addMonths(month, -3)} to={addDays(month, -1)} listPath={path} />
      ) : null}
      <Panel isFlush>
        {rows.length > 0 ? (
          <ReportTable rows={rows} maySend={mayMake} />
        ) : (
          <EmptyState title={t("reports.none")}>{mayMake ? t("reports.noneText") : null}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("reports.title")}
        previous={after ? path : null}
        next={next ? `${path}?${new URLSearchParams({ after: next })}` : null}
        via={Link}
      />
    </Page>
  );
}
