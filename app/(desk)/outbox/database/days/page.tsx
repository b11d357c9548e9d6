import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { DaysTable } from "@/components/transparency/days-table";
import { NotSentTable } from "@/components/transparency/not-sent-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { TabLinks } from "@/components/ui/tab-links";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { one } from "@/lib/platform/asked.rules";
import { addDays, startOfDay } from "@/lib/platform/time.rules";
import { lastDayAsked } from "@/lib/transparency/reconcile.rules";
import { notSent, platformZone, reconciliation } from "@/lib/transparency/submissions.queries";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("database"))("days.title") };
}

type Props = { searchParams: Promise<{ platform?: string | string[]; until?: string | string[] }> };
const daysOnAPage = 31;

/** Proves that what was decided is what was owed is what was taken, day by day; a gap says why it is there. */
export default async function DaysPage({ searchParams }: Props) {
  const actor = await pageActor("outbox.view");
  const t = await getTranslations("database");
  const isHans = (await getLocale()) === "zh-Hans";
  const db = await database();
  const asked = await searchParams;
  const names = await platformNames(db);
  const platformId = names.find(({ id }) => id === one(asked.platform))?.id ?? names[0]?.id ?? "";
  const zone = await platformZone(db, platformId);
  const now = new Date();
  const until = lastDayAsked(one(asked.until), zone, now);
  const from = startOfDay(addDays(until, 1 - daysOnAPage), zone);
  const range = { platformId, from, to: startOfDay(addDays(until, 1), zone) };
  const [days, givenUp] = await Promise.all([reconciliation(db, { ...range, now }), notSent(db, actor, range)]);
  const href = (id: string, day?: string) => `/outbox/database/days?platform=${id}${day ? `&until=${day}` : ""}`;
  return (
    <Page>
      <PageHeader title={t("days.title")} summary={t("days.summary")} />
      <TabLinks
        label={t("days.platforms")}
        via={Link}
        links={names.map(({ id, name }) => ({
          href: href(id),
          label: isHans ? name.hans : name.en,
          isCurrent: id === platformId,
        }))}
      />
      <Panel isFlush>
        {days.length > 0 ? (
          <DaysTable days={days} />
        ) : (
          <EmptyState title={t("days.empty.title")}>{t("days.empty.text")}</EmptyState>
        )}
      </Panel>
      {givenUp.length > 0 ? (
        <Panel isFlush title={t("days.notSent.title")}>
          <NotSentTable statements={givenUp} />
        </Panel>
      ) : null}
      <Pagination
        label={t("days.title")}
        previous={one(asked.until) ? href(platformId) : null}
        next={href(platformId, addDays(until, -daysOnAPage))}
        via={Link}
      />
    </Page>
  );
}
