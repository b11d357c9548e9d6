import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { GoldenAgreement } from "@/components/quality/golden-agreement";
import { GoldenList } from "@/components/quality/golden-list";
import { GoldenImportForm, GoldenMakeForm } from "@/components/quality/golden-make-form";
import { QualityTabs } from "@/components/quality/quality-tabs";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { goldenAgreement } from "@/lib/quality/golden-agreement.queries";
import { goldenRows } from "@/lib/quality/golden-list.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("golden"))("title") };
}

type Props = { searchParams: Promise<{ after?: string | string[] }> };

/** Cases with a settled answer, and how far answers agree with it. */
export default async function GoldenPage({ searchParams }: Props) {
  const actor = await pageActor("quality.team");
  const t = await getTranslations("golden");
  const db = await database();
  const after = one((await searchParams).after);
  const { rows, next } = await goldenRows(db, actor, after);
  const groups = await goldenAgreement(db, actor, new Date());
  const mayChange = can(actor, "quality.golden");
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <QualityTabs current="golden" maySeeTeam />
      {mayChange ? (
        <div className="grid">
          <Disclosure summary={t("make")}>
            <GoldenMakeForm />
          </Disclosure>
          <Disclosure summary={t("import")}>
            <GoldenImportForm />
          </Disclosure>
        </div>
      ) : null}
      <Panel title={t("title")} isFlush>
        {rows.length > 0 ? (
          <GoldenList rows={rows} mayChange={mayChange} />
        ) : (
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        )}
        <Pagination
          label={t("title")}
          previous={after ? "/quality/golden" : null}
          next={next ? `/quality/golden?after=${encodeURIComponent(next)}` : null}
          via={Link}
          className="px-3"
        />
      </Panel>
      <GoldenAgreement groups={groups} />
    </Page>
  );
}
