import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/components/people/not-allowed";
import { QualityTabs } from "@/components/quality/quality-tabs";
import { ReviewsTable } from "@/components/quality/reviews-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { doneReviews, waitingReviews } from "@/lib/quality/review-list.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quality"))("reviews.title") };
}

/** Decisions that wait for a second look, and those that had one. */
export default async function ReviewsPage() {
  const actor = await pageActor("quality.team");
  if (!actor) return <NotAllowed />;
  const t = await getTranslations("quality.reviews");
  const db = await database();
  const parts = [
    { key: "waiting", rows: await waitingReviews(db, actor) },
    { key: "done", rows: await doneReviews(db, actor) },
  ] as const;
  return (
    <Page width="full">
      <PageHeader title={t("title")} summary={t("summary")} />
      <QualityTabs current="reviews" maySeeTeam />
      {parts.map(({ key, rows }) => (
        <Panel key={key} title={t(key)} isFlush>
          {rows.length > 0 ? (
            <ReviewsTable rows={rows} caption={t(key)} />
          ) : (
            <EmptyState title={t(`${key}None`)}>{t(`${key}NoneText`)}</EmptyState>
          )}
        </Panel>
      ))}
    </Page>
  );
}
