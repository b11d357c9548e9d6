import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { platformHref, segment } from "@/components/policy/addresses.rules";
import { QuietLink } from "@/components/policy/quiet-link";
import { importHref, importJsonHref } from "@/components/policy-desk/addresses.rules";
import { BeginForm } from "@/components/policy-desk/begin-form";
import { DraftList } from "@/components/policy-desk/draft-list";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Localised } from "@/components/ui/localised";
import { wordsFor } from "@/components/ui/localised.rules";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { can } from "@/lib/platform/permissions.rules";
import { lastVersions } from "@/lib/policy/drafts/begin.rules";
import { givenUpDrafts, openDrafts } from "@/lib/policy/drafts/queries";
import { versionLabel } from "@/lib/policy/library-words.rules";
import type { PolicyVersion } from "@/lib/policy/pack.contract";
import { packFor } from "@/lib/policy/store";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyDesk"))("drafts") };
}

/** A platform's versions that are still on the way, and the ways to begin another. */
export default async function DraftsPage({ params }: { params: Promise<{ platform: string }> }) {
  const actor = await pageActor("policy.view");
  const id = segment((await params).platform);
  const db = await database();
  const pack = id === null ? null : await packFor(db, id);
  if (!pack) notFound();
  const t = await getTranslations("policyDesk");
  const drafts = await openDrafts(db, pack.platform);
  const givenUp = await givenUpDrafts(db, pack.platform);
  const mayEdit = can(actor, "policy.edit");
  const locale = await getLocale();
  const named = (version: PolicyVersion) => ({ ref: version.id, label: wordsFor(versionLabel(version), locale).text });
  const versions = pack.versions
    .filter(({ textAvailable }) => textAvailable)
    .toSorted((a, b) => (b.effectiveFrom ?? "").localeCompare(a.effectiveFrom ?? ""))
    .map(named);
  return (
    <Page>
      <PageHeader
        above={
          <TextLink href={platformHref(pack.platform)} via={QuietLink}>
            <Localised value={pack.name} />
          </TextLink>
        }
        title={t("drafts")}
        summary={t("draftsSummary")}
        actions={
          mayEdit ? (
            <>
              <LinkButton href={importHref(pack.platform)} via={QuietLink} size="small">
                {t("importDocument")}
              </LinkButton>
              <LinkButton href={importJsonHref(pack.platform)} via={QuietLink} size="small">
                {t("importJson")}
              </LinkButton>
            </>
          ) : null
        }
      />
      {drafts.length === 0 ? <EmptyState title={t("noDrafts")}>{t("noDraftsText")}</EmptyState> : null}
      <DraftList drafts={drafts} title={t("onTheWay")} />
      {mayEdit ? (
        <Panel title={t("begin.title")}>
          <BeginForm platform={pack.platform} versions={versions} followed={lastVersions(pack).map(named)} />
        </Panel>
      ) : null}
      {givenUp.length > 0 ? (
        <Disclosure summary={t("givenUpCount", { count: givenUp.length })}>
          <DraftList drafts={givenUp} title={t("states.withdrawn")} />
        </Disclosure>
      ) : null}
    </Page>
  );
}
