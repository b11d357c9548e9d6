import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { segment, tryOutHref } from "@/components/policy/addresses.rules";
import { QuietLink } from "@/components/policy/quiet-link";
import { RunProgress } from "@/components/policy/try-out/run-progress";
import { RunTotals } from "@/components/policy/try-out/run-totals";
import { RunState } from "@/components/policy/try-out/runs-table";
import { TriedCases } from "@/components/policy/try-out/tried-cases";
import { UnfinishedRun } from "@/components/policy/try-out/unfinished-run";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Localised } from "@/components/ui/localised";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { verdicts } from "@/lib/policy/try-out/contract";
import type { TryOutAsked, TryOutView } from "@/lib/quality/try-out.contract";
import { tryOutCasesOf, tryOutView } from "@/lib/quality/try-out.queries";
import { pageActor } from "../../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyTryOut"))("title") };
}

type Props = { params: Promise<{ platform: string; tryOutId: string }>; searchParams: Promise<Asked> };

/** One run: how far it is, who would get what, and the cases behind each number. */
export default async function TryOutPage({ params, searchParams }: Props) {
  const actor = await pageActor("policy.view");
  const { platform, tryOutId } = await params;
  const platformId = segment(platform);
  const view = platformId === null ? null : await tryOutView(await database(), actor, { platformId, id: tryOutId });
  if (!view) notFound();
  const t = await getTranslations("policyTryOut");
  const isUnderWay = view.state === "waiting" || view.state === "running";
  return (
    <Page>
      <PageHeader
        above={
          <TextLink href={tryOutHref(view.platformId)} via={QuietLink}>
            {t("title")}
          </TextLink>
        }
        title={<Localised value={view.label} />}
        beside={<RunState state={view.state} />}
        summary={
          <>
            {t("runs.lastDays", { days: view.days })}: <Time value={view.from} show="day" /> –{" "}
            <Time value={view.to} show="day" />. {t(view.withHidden ? "withHidden" : "withoutHidden")}
          </>
        }
      />
      {isUnderWay ? (
        <RunProgress
          tryOutId={view.id}
          done={view.decisionsDone}
          all={view.decisionsAll}
          mayStop={can(actor, "policy.edit")}
        />
      ) : null}
      {view.state === "failed" || view.state === "stopped" ? (
        <UnfinishedRun run={view} state={view.state} mayAsk={can(actor, "policy.edit")} />
      ) : null}
      <p className="reading text-13 text-ink-soft">{t("how")}</p>
      <RunTotals view={view} />
      <Behind view={view} actor={actor} search={await searchParams} />
    </Page>
  );
}

async function Behind({ view, actor, search }: { view: TryOutView; actor: Person; search: Asked }) {
  const t = await getTranslations("policyTryOut");
  const asked = askedOf(search);
  if (Object.keys(asked).length === 0) return null;
  const found = await tryOutCasesOf(await database(), actor, { view, asked, now: new Date() });
  if (!found) return null;
  const { after, ...kept } = asked;
  return (
    <Panel
      id="cases"
      title={t("cases.title")}
      aside={
        <LinkButton href={tryOutHref(view.platformId, view.id)} via={QuietLink} size="small">
          {t("cases.close")}
        </LinkButton>
      }
      isFlush
    >
      {found.rows.length > 0 ? (
        <TriedCases rows={found.rows} />
      ) : (
        <EmptyState title={t("cases.none")}>{t("cases.noneText")}</EmptyState>
      )}
      <div className="px-3">
        <Pagination
          label={t("cases.title")}
          previous={after ? `${tryOutHref(view.platformId, view.id, kept)}#cases` : null}
          next={found.next ? `${tryOutHref(view.platformId, view.id, { ...kept, after: found.next })}#cases` : null}
          via={QuietLink}
        />
      </div>
    </Panel>
  );
}

function askedOf(search: Asked): TryOutAsked {
  const verdict = verdicts.find((known) => known === one(search.verdict));
  const given = (["clause", "role", "language", "after"] as const).flatMap((name) => {
    const value = one(search[name]);
    return value ? [[name, value]] : [];
  });
  return { ...Object.fromEntries(given), ...(verdict ? { verdict } : {}) };
}
