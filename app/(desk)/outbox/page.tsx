import type { Metadata } from "next";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { CameBack } from "@/components/settings/came-back";
import { OutboxTable } from "@/components/settings/outbox-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { Count } from "@/components/ui/status";
import { TabLinks } from "@/components/ui/tab-links";
import { database } from "@/db/client";
import { type OutboxView, outboxViews } from "@/lib/administration/contract";
import { outboxCounts, outboxPage, platformNames, readCursor } from "@/lib/administration/queries";
import { lettersThatCameBack } from "@/lib/decisions/came-back.queries";
import { one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings.outbox"))("title") };
}

type Props = { searchParams: Promise<{ state?: string | string[]; before?: string | string[] }> };

/** Stuck first, if there is something: that is what somebody must look at. */
function viewAsked(asked: unknown, stuck: number): OutboxView {
  return outboxViews.find((view) => view === asked) ?? (stuck > 0 ? "stuck" : "waiting");
}

export default async function OutboxPage({ searchParams }: Props) {
  const actor = await pageActor("outbox.view");
  const t = await getTranslations("settings.outbox");
  const format = await getFormatter();
  const db = await database();
  const asked = await searchParams;
  const counts = await outboxCounts(db);
  const view = viewAsked(one(asked.state), counts.stuck);
  const cameBack = await lettersThatCameBack(db, actor);
  const before = one(asked.before) || undefined;
  const { items, next } = await outboxPage(db, view, readCursor(before), new Date());
  const messages = items.map(({ runAt, createdAt, doneAt: _, ...message }) => ({
    ...message,
    runAt: runAt.toISOString(),
    createdAt: createdAt.toISOString(),
  }));
  const howMany = (count: number) => (count > 1000 ? t("more", { count: 1000 }) : format.number(count));
  const labelOf = (state: OutboxView) => (
    <>
      {t(`states.${state}`)}
      {state in counts ? <Count>{howMany(counts[state as keyof typeof counts])}</Count> : null}
    </>
  );
  const href = (state: OutboxView) => `/outbox?state=${state}`;
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      {cameBack.length > 0 ? <CameBack letters={cameBack} maySettle={can(actor, "mail.settle")} /> : null}
      <TabLinks
        label={t("title")}
        via={Link}
        links={outboxViews.map((state) => ({ href: href(state), label: labelOf(state), isCurrent: state === view }))}
      />
      <Panel isFlush>
        {messages.length > 0 ? (
          <OutboxTable
            messages={messages}
            platforms={await platformNames(db)}
            isWaiting={view === "waiting"}
            mayRetry={can(actor, "outbox.retry")}
            maySeeAudit={can(actor, "audit.view")}
          />
        ) : (
          <EmptyState title={t(`empty.${view}.title`)}>{t(`empty.${view}.text`)}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("title")}
        previous={before ? href(view) : null}
        next={next ? `${href(view)}&before=${encodeURIComponent(next)}` : null}
        via={Link}
      />
    </Page>
  );
}
