import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { ThingsTable } from "@/components/reports/things-table";
import { cellPath, versionPath } from "@/components/reports/version-words";
import { EmptyState } from "@/components/ui/empty-state";
import { Localised } from "@/components/ui/localised";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { behindCell } from "@/lib/transparency/report-version.queries";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("behind.title") };
}

type Props = { params: Promise<{ versionId: string; cell: string }>; searchParams: Promise<Asked> };

/** What one number of a report counts, read by the rule that counted it. */
export default async function CellPage({ params, searchParams }: Props) {
  const actor = await pageActor("report.view");
  const { versionId, cell } = await params;
  const [, part, row, column] = (/^(\d{1,2})-(\d{1,6})-(\d{1,3})$/.exec(cell) ?? []).map(Number);
  if (part === undefined || row === undefined || column === undefined) notFound();
  const t = await getTranslations("reports");
  const format = await getFormatter();
  const after = one((await searchParams).after);
  const found = await behindCell(await database(), actor, { id: versionId, part, row, column, after });
  if (!found.ok && found.code === "not_found") notFound();
  const here = cellPath(versionId, part, row, column);
  const back = (
    <TextLink via={Link} href={`${versionPath(versionId)}?sheet=${part}`}>
      {t("one")}
    </TextLink>
  );
  if (!found.ok)
    return (
      <Page>
        <PageHeader title={t("behind.title")} above={back} />
        <Notice tone="caution" title={t("behind.earlier")} />
      </Page>
    );
  const { version, value, things, next, isComputed, isOfEarlierRules } = found.value;
  return (
    <Page>
      <PageHeader
        above={back}
        title={t("behind.heading", {
          value: typeof value === "number" ? format.number(value, { maximumFractionDigits: 4 }) : t("blank"),
        })}
        summary={
          <>
            <Localised value={version.platform} />, {t("days", { from: version.firstDay, to: version.lastDay })},{" "}
            {found.value.sheet} / {found.value.row} / {found.value.column}
          </>
        }
      />
      {isOfEarlierRules ? <Notice tone="caution" title={t("behind.olderRules")} /> : null}
      <p className="reading text-ink-soft">{t(isComputed ? "behind.computed" : "behind.counted")}</p>
      <Panel isFlush>
        {things.length > 0 ? (
          <ThingsTable things={things} />
        ) : (
          <EmptyState title={t("behind.none")}>{t("behind.noneText")}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("behind.title")}
        previous={after ? here : null}
        next={next ? `${here}?after=${next}` : null}
        via={Link}
      />
    </Page>
  );
}
