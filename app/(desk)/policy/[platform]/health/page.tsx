import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { healthHref, platformHref, segment } from "@/components/policy/addresses.rules";
import { ClauseHealth } from "@/components/policy/clause-health";
import { HealthCases } from "@/components/policy/health-cases";
import { QuietLink } from "@/components/policy/quiet-link";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Localised } from "@/components/ui/localised";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { oneLineClass } from "@/components/ui/tab-class";
import { TabLinks } from "@/components/ui/tab-links";
import { TabsInLine } from "@/components/ui/tabs-in-line";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { type ClauseHealthView, type HealthAsked, healthDays } from "@/lib/quality/clause-health.contract";
import { clauseHealthView } from "@/lib/quality/clause-health.queries";
import { healthCounts, troubleWeights } from "@/lib/quality/clause-health.rules";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyHealth"))("title") };
}

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** How each clause does at the desk over a period, what a policy lead should look at first on top. */
export default async function ClauseHealthPage({ params, searchParams }: Props) {
  const actor = await pageActor("policy.view");
  const platformId = segment((await params).platform);
  if (platformId === null) notFound();
  const asked = askedOf(await searchParams);
  const view = await clauseHealthView(await database(), actor, { platformId, asked, now: new Date() });
  if (!view) notFound();
  const t = await getTranslations("policyHealth");
  return (
    <Page>
      <PageHeader
        above={
          <TextLink href={platformHref(platformId)} via={QuietLink}>
            <Localised value={view.platform.name} />
          </TextLink>
        }
        title={t("title")}
        summary={t("summary")}
      />
      <TabsInLine current={String(view.days)}>
        <TabLinks
          label={t("period")}
          className={oneLineClass}
          links={healthDays.map((days) => ({
            href: healthHref(platformId, { days: String(days) }),
            label: t("days", { days }),
            isCurrent: days === view.days,
          }))}
          via={QuietLink}
        />
      </TabsInLine>
      <p className="reading text-13 text-ink-soft">
        {t.rich(view.isCut ? "lookedCut" : "looked", {
          count: view.looked,
          since: () => (view.since ? <Time value={view.since} show="day" /> : null),
        })}{" "}
        {t("order", troubleWeights)}
      </p>
      <Behind view={view} asked={asked} />
      {view.rows.length > 0 ? <ClauseHealth view={view} /> : <EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
    </Page>
  );
}

async function Behind({ view, asked }: { view: ClauseHealthView; asked: HealthAsked }) {
  const t = await getTranslations("policyHealth");
  const { behind } = view;
  if (!behind || asked.count === null) return null;
  const platform = view.platform.id;
  const { clause, language, source, count } = asked;
  const here = { days: String(view.days), clause, language, source, count };
  return (
    <Panel
      id="cases"
      title={t("cases.heading", { clause: asked.clause, what: t(`counts.${asked.count}`) })}
      aside={
        <LinkButton href={healthHref(platform, { days: here.days })} via={QuietLink} size="small">
          {t("cases.close")}
        </LinkButton>
      }
      isFlush
    >
      {behind.cases.length > 0 ? <HealthCases cases={behind.cases} /> : <EmptyState title={t("cases.none")} />}
      <div className="px-3">
        <Pagination
          label={t("cases.title")}
          previous={asked.after ? `${healthHref(platform, here)}#cases` : null}
          next={behind.next ? `${healthHref(platform, { ...here, after: behind.next })}#cases` : null}
          via={QuietLink}
        />
      </div>
    </Panel>
  );
}

function askedOf(search: Asked): HealthAsked {
  return {
    days: healthDays.find((known) => String(known) === one(search.days)) ?? 90,
    count: healthCounts.find((known) => known === one(search.count)) ?? null,
    ...{
      clause: one(search.clause),
      language: one(search.language),
      source: one(search.source),
      after: one(search.after),
    },
  };
}
