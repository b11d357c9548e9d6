import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ChangesTable } from "@/components/reports/changes-table";
import { PublishVersion } from "@/components/reports/publish-version";
import { SheetPanel } from "@/components/reports/sheet-panel";
import { VersionFacts } from "@/components/reports/version-facts";
import { VersionProgress } from "@/components/reports/version-progress";
import { VersionState, versionPath } from "@/components/reports/version-words";
import { VersionsTable } from "@/components/reports/versions-table";
import { LinkButton } from "@/components/ui/link-button";
import { Localised } from "@/components/ui/localised";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TabLinks } from "@/components/ui/tab-links";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { addDays } from "@/lib/platform/time.rules";
import { cellsWithLists, type ReadVersion, reportVersion } from "@/lib/transparency/report-version.queries";
import { isPeriodOver } from "@/lib/transparency/report-version.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("one") };
}

type Props = { params: Promise<{ versionId: string }>; searchParams: Promise<Asked> };

/** One version of a report: how far it is; once ready its sheets, what was chosen, what changed, its files, and its publication. */
export default async function ReportPage({ params, searchParams }: Props) {
  const actor = await pageActor("report.view");
  const version = await reportVersion(await database(), (await params).versionId);
  if (!version) notFound();
  const t = await getTranslations("reports");
  return (
    <Page>
      <PageHeader
        above={
          <TextLink via={Link} href="/reports">
            {t("title")}
          </TextLink>
        }
        title={
          <>
            <Localised value={version.platform} />, {t("days", { from: version.firstDay, to: version.lastDay })}
          </>
        }
        beside={<VersionState version={version} />}
        actions={<Actions version={version} actor={actor} />}
      />
      {version.state === "ready" ? (
        <Ready version={version} search={await searchParams} />
      ) : (
        <NotReady version={version} />
      )}
    </Page>
  );
}

async function Actions({ version, actor }: { version: ReadVersion; actor: Person }) {
  const t = await getTranslations("reports");
  if (version.state !== "ready") return null;
  const again = new URLSearchParams({ platform: version.platformId, from: version.firstDay, to: version.lastDay });
  return (
    <>
      <LinkButton href={`/api/reports/${version.id}/files/report.xlsx`}>{t("xlsx")}</LinkButton>
      <LinkButton href={`/api/reports/${version.id}/files/csv.zip`}>{t("allCsv")}</LinkButton>
      {can(actor, "report.write") ? (
        <LinkButton href={`/reports/new?${again}`} via={Link}>
          {t("another")}
        </LinkButton>
      ) : null}
      {can(actor, "report.publish") && !version.publishedAt && isPeriodOver(new Date(version.periodTo), new Date()) ? (
        <PublishVersion versionId={version.id} />
      ) : null}
    </>
  );
}

async function NotReady({ version }: { version: ReadVersion }) {
  const t = await getTranslations("reports");
  if (version.state === "failed")
    return (
      <Notice tone="danger" title={t("failed")}>
        {t("failedText")}
      </Notice>
    );
  return (
    <Panel>
      <VersionProgress done={version.stepsDone} all={version.stepsAll} />
    </Panel>
  );
}

async function Ready({ version, search }: { version: ReadVersion; search: Asked }) {
  const t = await getTranslations("reports");
  const asked = Number(one(search.sheet));
  const part = version.sheets[asked - 1] ? asked : 1;
  const sheet = version.sheets[part - 1];
  const isWhole = one(search.all) === "1";
  const path = versionPath(version.id);
  const links = version.sheets.map(({ name }, at) => ({
    href: `${path}?sheet=${at + 1}`,
    label: name.replaceAll("_", " "),
    isCurrent: at + 1 === part,
  }));
  const hasList = await cellsWithLists(await database(), version.id);
  return (
    <>
      {version.doubts.length > 0 ? (
        <Notice tone="caution" title={t("doubts")}>
          <ul className="list-disc pl-5">
            {version.doubts.map((doubt) => (
              <li key={doubt}>{doubt}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {version.publishedAt || isPeriodOver(new Date(version.periodTo), new Date()) ? null : (
        <Notice tone="neutral" title={t("publish.notYet", { from: addDays(version.lastDay, 1) })}>
          {t("publish.notYetText")}
        </Notice>
      )}
      <Panel title={t("about")}>
        <VersionFacts version={version} />
      </Panel>
      {(version.number ?? 1) > 1 ? (
        <Panel title={t("changes.title", { count: version.changes.length })} isFlush={version.changes.length > 0}>
          {version.changes.length > 0 ? <ChangesTable changes={version.changes} /> : <p>{t("changes.none")}</p>}
        </Panel>
      ) : null}
      <TabLinks label={t("sheets")} links={links} via={Link} className="lg:flex-wrap" />
      {sheet ? (
        <SheetPanel
          sheet={sheet}
          part={part}
          isWhole={isWhole}
          versionId={version.id}
          hasList={(row, column) => hasList(part, row, column)}
        />
      ) : null}
      <Panel title={t("allVersions")} isFlush>
        <VersionsTable rows={version.versions} />
      </Panel>
    </>
  );
}
