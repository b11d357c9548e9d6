import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { QualityTabs } from "@/components/quality/quality-tabs";
import { ReviewsTable } from "@/components/quality/reviews-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { doneReviews, waitingReviews } from "@/lib/quality/review-list.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quality"))("reviews.title") };
}

type Props = { searchParams: Promise<Record<"waiting" | "done", string | string[] | undefined>> };

/** Decisions that wait for a second look, and those that had one. */
export default async function ReviewsPage({ searchParams }: Props) {
  const actor = await pageActor("quality.team");
  const t = await getTranslations("quality.reviews");
  const mayReview = can(actor, "quality.review");
  const db = await database();
  const { waiting, done } = await searchParams;
  const parts = [
    { key: "waiting", after: one(waiting), ...(await waitingReviews(db, actor, one(waiting))) },
    { key: "done", after: one(done), ...(await doneReviews(db, actor, one(done))) },
  ] as const;
  return (
    <Page>
      <PageHeader title={t("title")} summary={t(mayReview ? "summary" : "summaryRead")} />
      <QualityTabs current="reviews" maySeeTeam />
      {parts.map(({ key, rows, after, next }) => (
        <Panel key={key} title={t(key)} isFlush>
          {rows.length > 0 ? (
            <ReviewsTable rows={rows} caption={t(key)} />
          ) : (
            <EmptyState title={t(`${key}None`)}>
              {t(key === "waiting" && !mayReview ? "waitingNoneTextRead" : `${key}NoneText`)}
            </EmptyState>
          )}
          <Pagination
            label={t(key)}
            previous={after ? "/quality/reviews" : null}
            next={next ? `/quality/reviews?${key}=${encodeURIComponent(next)}` : null}
            via={Link}
            className="px-3"
          />
        </Panel>
      ))}
    </Page>
  );
}
