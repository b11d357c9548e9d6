import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { platformHref, segment, tryOutHref } from "@/components/policy/addresses.rules";
import { QuietLink } from "@/components/policy/quiet-link";
import { TryOutForm } from "@/components/policy/try-out/request-form";
import { RunsTable } from "@/components/policy/try-out/runs-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Localised } from "@/components/ui/localised";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { versionChoices } from "@/lib/policy/version-file.queries";
import { tryOutList } from "@/lib/quality/try-out.queries";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyTryOut"))("title") };
}

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** Which versions were run over past decisions, and a form to run another. */
export default async function TryOutsPage({ params, searchParams }: Props) {
  const actor = await pageActor("policy.view");
  const platformId = segment((await params).platform);
  if (platformId === null) notFound();
  const [asked, db] = [await searchParams, await database()];
  const known = await versionChoices(db, platformId);
  if (!known) notFound();
  const t = await getTranslations("policyTryOut");
  const after = one(asked.after);
  const { rows, next } = await tryOutList(db, actor, { platformId, after });
  return (
    <Page>
      <PageHeader
        above={
          <TextLink href={platformHref(platformId)} via={QuietLink}>
            <Localised value={known.pack.name} />
          </TextLink>
        }
        title={t("title")}
        summary={t("summary")}
      />
      {can(actor, "policy.edit") ? (
        <TryOutForm platform={platformId} versions={known.versions} version={one(asked.version)} />
      ) : null}
      <Panel title={t("runs.title")} aside={t("runs.kept")} look="bare" isFlush>
        {rows.length > 0 ? (
          <RunsTable rows={rows} />
        ) : (
          <EmptyState title={t("runs.none")}>{t("runs.noneText")}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("runs.title")}
        previous={after ? tryOutHref(platformId) : null}
        next={next ? tryOutHref(platformId, undefined, { after: next }) : null}
        via={QuietLink}
      />
    </Page>
  );
}
