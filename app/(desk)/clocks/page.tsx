import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClockFilters } from "@/components/clocks/clock-filters";
import { ClockTable } from "@/components/clocks/clock-table";
import { clocksPath } from "@/components/clocks/clocks-path.rules";
import { ForecastTable } from "@/components/clocks/forecast-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { clockPage, clockSummaries } from "@/lib/clocks/board.queries";
import { ClockRequest } from "@/lib/clocks/contract";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("clocks"))("title") };
}

/** What the address asks for; a part of it that is not one of ours is as usual. */
function asked(search: Asked): ClockRequest {
  const said = ["basis", "kind", "view", "holder", "after"].flatMap((name) => {
    const value = one(search[name]);
    return value && name in ClockRequest.shape && ClockRequest.partial().safeParse({ [name]: value }).success
      ? [[name, value]]
      : [];
  });
  return ClockRequest.parse(Object.fromEntries(said));
}

/** Every duty as a countdown with who holds it, the soonest first. */
export default async function ClocksPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await pageActor("clock.view");
  const t = await getTranslations("clocks");
  const request = asked(await searchParams);
  const db = await database();
  const now = new Date();
  const { after: _after, ...first } = request;
  const found = await clockPage(db, actor, request, now);
  const page = found.ok ? found : await clockPage(db, actor, first, now);
  const summaries = await clockSummaries(db, actor, now);
  const { rows, next } = page.ok ? page.value : { rows: [], next: null };
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <ClockFilters chosen={request} mayHold={can(actor, "clock.own")} />
      <Panel isFlush>
        {rows.length > 0 ? (
          <ClockTable rows={rows} />
        ) : (
          <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("title")}
        previous={request.after ? clocksPath(request) : null}
        next={next ? clocksPath(request, next) : null}
        via={Link}
      />
      {summaries.ok ? (
        <Panel title={t("forecast.title")}>
          <ForecastTable summaries={summaries.value} />
        </Panel>
      ) : null}
    </Page>
  );
}
