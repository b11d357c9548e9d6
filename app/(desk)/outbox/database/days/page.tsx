import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { DaysJump, DaysRange } from "@/components/transparency/days-range";
import { DaysTable } from "@/components/transparency/days-table";
import { NotSentTable } from "@/components/transparency/not-sent-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TabLinks } from "@/components/ui/tab-links";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { addDays, daysBetween, startOfDay } from "@/lib/platform/time.rules";
import { daysAsked, daysOnAPage } from "@/lib/transparency/reconcile.rules";
import { nearestStatementDays } from "@/lib/transparency/statement-days.queries";
import { notSent, platformZone, reconciliation } from "@/lib/transparency/submissions.queries";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("database"))("days.title") };
}

type Props = { searchParams: Promise<Asked> };

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
  const { from, until, today } = daysAsked({ month: one(asked.month), until: one(asked.until) }, zone, now);
  const range = { platformId, from: startOfDay(from, zone), to: startOfDay(addDays(until, 1), zone) };
  const [days, givenUp, nearest] = await Promise.all([
    reconciliation(db, { ...range, now }),
    notSent(db, actor, range),
    nearestStatementDays(db, range),
  ]);
  const href = (id: string, day?: string) => `/outbox/database/days?platform=${id}${day ? `&until=${day}` : ""}`;
  const upTo = (day: string) => {
    const last = addDays(day, daysOnAPage - 1);
    return href(platformId, daysBetween(last, today) > 0 ? last : today);
  };
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
      <DaysRange range={{ platformId, from, until }} days={days} lastMonth={today.slice(0, 7)} />
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
      <DaysJump nearest={nearest} href={(day) => href(platformId, day)} later={upTo} />
    </Page>
  );
}
