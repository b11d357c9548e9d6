import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { platformHref, segment } from "@/components/policy/addresses.rules";
import { QuietLink } from "@/components/policy/quiet-link";
import { TierChanges } from "@/components/policy-desk/tier-changes";
import { TierForm } from "@/components/policy-desk/tier-form";
import { Localised } from "@/components/ui/localised";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { can } from "@/lib/platform/permissions.rules";
import { tierOf } from "@/lib/policy/tier-change.queries";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyDesk.tierChange"))("title") };
}

/** What the platform's provider is by the DSA, and what another tier would change. */
export default async function TierPage({ params }: { params: Promise<{ platform: string }> }) {
  const actor = await pageActor("policy.view");
  const id = segment((await params).platform);
  const db = await database();
  const view = id === null ? null : await tierOf(db, id, new Date());
  if (!view) notFound();
  const t = await getTranslations("policyDesk.tierChange");
  return (
    <Page>
      <PageHeader
        above={
          <TextLink href={platformHref(view.platform.id)} via={QuietLink}>
            <Localised value={view.platform.name} />
          </TextLink>
        }
        title={t("title")}
        summary={t("summary")}
      />
      <TierChanges view={view} />
      {can(actor, "policy.edit") ? (
        <Panel title={t("change")}>
          <TierForm key={view.changes[0]?.id ?? "first"} view={view} />
        </Panel>
      ) : null}
    </Page>
  );
}
