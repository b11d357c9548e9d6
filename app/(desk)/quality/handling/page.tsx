import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { HandlingChart, HandlingTable } from "@/components/quality/handling";
import { QualityTabs } from "@/components/quality/quality-tabs";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { handlingDays, handlingTimes } from "@/lib/quality/handling.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("handling"))("title") };
}

/** How long reports wait for their decision, by who reported: nobody is to wait longer for being who they are. */
export default async function HandlingPage() {
  const actor = await pageActor("quality.team");
  const t = await getTranslations("handling");
  const found = await handlingTimes(await database(), actor, new Date());
  if (!found.ok) notFound();
  const { rows, gap } = found.value;
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary", { days: handlingDays })} />
      <QualityTabs current="handling" maySeeTeam />
      {rows.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
      ) : (
        <>
          {gap && gap.ratio >= 2 ? (
            <Notice
              tone="caution"
              title={t("gap", {
                slowest: t(`kinds.${gap.slowest}`),
                quickest: t(`kinds.${gap.quickest}`),
                ratio: gap.ratio,
              })}
            />
          ) : null}
          <Panel title={t("chart")}>
            <HandlingChart rows={rows} />
          </Panel>
          <Panel title={t("caption")} isFlush>
            <HandlingTable rows={rows} />
          </Panel>
        </>
      )}
    </Page>
  );
}
