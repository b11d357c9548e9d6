import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ReferralTable } from "@/components/crime/referral-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { referralList } from "@/lib/crime/referral.queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("crime"))("title") };
}

/** Suspicions of crimes against life or safety: what waits and who must act, then what has ended. */
export default async function ReferralsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await pageActor("referral.view");
  const t = await getTranslations("crime");
  const after = one((await searchParams).after);
  const db = await database();
  const asked = after ? await referralList(db, actor, { after }) : null;
  // A cursor that is not one of ours shows the first page.
  const list = asked?.ok ? asked : await referralList(db, actor);
  if (!list.ok) notFound();
  const { referrals, next } = list.value;
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel title={t("title")} isFlush>
        {referrals.length > 0 ? (
          <ReferralTable referrals={referrals} />
        ) : (
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("title")}
        previous={after ? "/referrals" : null}
        next={next ? `/referrals?after=${next}` : null}
        via={Link}
      />
    </Page>
  );
}
