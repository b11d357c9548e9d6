import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import {
  AccuracyForm,
  IdentificationForm,
  PeopleForm,
  RecipientsForm,
  TextsForm,
} from "@/components/reports/facts-forms";
import { ReportTabs } from "@/components/reports/report-tabs";
import { Localised } from "@/components/ui/localised";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TabLinks } from "@/components/ui/tab-links";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { platformOf } from "@/lib/policy/drafts/store";
import { reportTier } from "@/lib/policy/tier.rules";
import { factsEntered } from "@/lib/transparency/report-facts.queries";
import { textIndicators } from "@/lib/transparency/report-version.contract";
import { platformsToChoose } from "@/lib/transparency/report-version.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("facts.title") };
}

type Props = { searchParams: Promise<Asked> };

/** What a report tells and the product cannot know, by platform: the provider, its people, its recipients, samples, words. */
export default async function ReportFactsPage({ searchParams }: Props) {
  const actor = await pageActor("report.view");
  const t = await getTranslations("reports.facts");
  const db = await database();
  const platforms = await platformsToChoose(db);
  const chosen = one((await searchParams).platform);
  const platform = platforms.find(({ id }) => id === chosen)?.id ?? platforms[0]?.id ?? "";
  const facts = await factsEntered(db, platform);
  const own = await platformOf(db, platform);
  const given = { platform, mayWrite: can(actor, "report.write") };
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <ReportTabs current="facts" />
      <TabLinks
        label={t("platforms")}
        via={Link}
        links={platforms.map(({ id, name }) => ({
          href: `/reports/facts?platform=${id}`,
          label: <Localised value={name} />,
          isCurrent: id === platform,
        }))}
      />
      <p className="reading text-ink-soft">
        {t("orders")}{" "}
        <TextLink via={Link} href="/settings/orders">
          {t("ordersLink")}
        </TextLink>
      </p>
      {/* A form keeps what is typed: another platform is other forms. */}
      <div key={platform} className="grid gap-4">
        <Panel title={t("identification")}>
          <IdentificationForm
            {...given}
            value={facts.identification}
            tier={reportTier(own?.tier ?? "online_platform")}
          />
        </Panel>
        <Panel title={t("people")}>
          <PeopleForm {...given} value={facts.people} />
        </Panel>
        <Panel title={t("recipients")}>
          <RecipientsForm {...given} value={facts.recipients} />
        </Panel>
        <Panel title={t("accuracy")}>
          <AccuracyForm {...given} value={facts.accuracy} />
        </Panel>
        <Panel title={t("texts")}>
          <TextsForm {...given} value={facts.texts} indicators={textIndicators} />
        </Panel>
      </div>
    </Page>
  );
}
