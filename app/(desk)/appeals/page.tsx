import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AppealFilters, type AppealOrder, type AppealTab, appealsPath } from "@/components/appeals/appeal-filters";
import { AppealsTable } from "@/components/appeals/appeals-table";
import { ReviewFlags } from "@/components/appeals/review-flags";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { type AppealList, AppealListRequest } from "@/lib/appeals/contract";
import { openReviewFlags } from "@/lib/appeals/flag.queries";
import { appealCounts, appealPlatforms, listAppeals } from "@/lib/appeals/list.queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("appeal"))("title") };
}

type Props = { searchParams: Promise<Asked> };
type Listed = Exclude<AppealTab, "flags">;
type Chosen = { tab: Listed; platform: string; order: AppealOrder; after: string };

const tabs: readonly AppealTab[] = ["open", "mine", "answered", "flags"];

/** A page of the list; an address that is not one of ours shows the first. */
async function pageOf({ tab, platform, order, after }: Chosen, actor: Person): Promise<AppealList> {
  const db = await database();
  const asked = { state: tab, order, ...(platform ? { platform } : {}), ...(after ? { after } : {}) };
  const request = AppealListRequest.safeParse(asked);
  const now = new Date();
  const page = request.success ? await listAppeals(db, request.data, actor, now) : null;
  if (page?.ok) return page.value;
  const first = await listAppeals(db, AppealListRequest.parse({ state: tab, order }), actor, now);
  return first.ok ? first.value : { rows: [], next: null };
}

/** Appeals by what is due first or by their risk, and the decisions that an appeal left to be looked at again. */
export default async function AppealsPage({ searchParams }: Props) {
  const actor = await pageActor("appeal.view");
  const t = await getTranslations("appeal");
  const search = await searchParams;
  const tab = tabs.find((known) => known === one(search.view)) ?? "open";
  const platform = one(search.platform).slice(0, 60);
  const order: AppealOrder = one(search.order) === "risk" ? "risk" : "due";
  const after = one(search.after);
  const db = await database();
  const counts = await appealCounts(db, actor, new Date());
  const maySettle = can(actor, "review.resolve");
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <AppealFilters
        chosen={{ tab, platform, order }}
        counts={counts}
        platforms={await appealPlatforms(db)}
        maySettle={maySettle}
      />
      {tab === "flags" ? (
        <Flags actor={actor} maySettle={maySettle} />
      ) : (
        <List chosen={{ tab, platform, order, after }} page={await pageOf({ tab, platform, order, after }, actor)} />
      )}
    </Page>
  );
}

async function Flags({ actor, maySettle }: { actor: Person; maySettle: boolean }) {
  const flags = await openReviewFlags(await database(), actor);
  return <ReviewFlags flags={flags.ok ? flags.value : []} maySettle={maySettle} />;
}

async function List({ chosen, page }: { chosen: Chosen; page: AppealList }) {
  const { tab, after } = chosen;
  const t = await getTranslations("appeal");
  return (
    <>
      <Panel isFlush>
        {page.rows.length > 0 ? (
          <AppealsTable rows={page.rows} isAnswered={tab === "answered"} />
        ) : (
          <EmptyState title={t(`empty.${tab}`)}>{t(`empty.${tab}Text`)}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("title")}
        previous={after ? appealsPath(chosen) : null}
        next={page.next ? appealsPath(chosen, page.next) : null}
        via={Link}
      />
    </>
  );
}
