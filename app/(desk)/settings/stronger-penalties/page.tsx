import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { QuietLink } from "@/components/policy/quiet-link";
import { ExecutedButton, StrongerForm } from "@/components/settings/stronger-form";
import { Localised, useWords } from "@/components/ui/localised";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { Status, Tag } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { database } from "@/db/client";
import type { HiddenLinkMeasure, StrongerPage } from "@/lib/decisions/stronger.contract";
import { strongerPage } from "@/lib/decisions/stronger.queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("traders.stronger"))("title") };
}

type Props = { searchParams: Promise<Asked> };
const path = "/settings/stronger-penalties";

/** The desk's own steps for schemes of hidden links, and what of them is still to be carried out (AE5). */
export default async function StrongerPenaltiesPage({ searchParams }: Props) {
  const actor = await pageActor("settings.view");
  const t = await getTranslations("traders.stronger");
  const after = one((await searchParams).after);
  const asked = await strongerPage(await database(), actor, after);
  // An address that is not one of ours shows the first page.
  const page = asked.ok ? asked : await strongerPage(await database(), actor);
  if (!page.ok) notFound();
  const { platforms, pending, next, carriedOut } = page.value;
  const mayChange = can(actor, "settings.change");
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} beside={<Tag>{t("ours")}</Tag>} />
      <Panel title={t("pending")}>
        {pending.length === 0 ? (
          <p className="text-ink-soft">{t("pendingNone")}</p>
        ) : (
          <>
            <p className="text-ink-soft">{t("pendingText")}</p>
            <ul className="grid divide-y divide-line">
              {pending.map(({ id, decisionId, hasEnded, ...measure }) => (
                <li key={id} className="flex flex-wrap items-center gap-3 py-2">
                  <Measure measure={measure} />
                  {hasEnded ? (
                    <Status tone="danger" look="plain">
                      {t("endedUnsaid")}
                    </Status>
                  ) : null}
                  {can(actor, "trader.manage") ? <ExecutedButton decisionId={decisionId} /> : null}
                </li>
              ))}
            </ul>
          </>
        )}
        <Pagination
          label={t("pending")}
          previous={after ? path : null}
          next={next ? `${path}?after=${next}` : null}
          via={QuietLink}
        />
      </Panel>
      {carriedOut.length > 0 ? (
        <Panel title={t("carriedOut")}>
          <ul className="grid divide-y divide-line">
            {carriedOut.map(({ id, executedAt, hours, ...measure }) => (
              <li key={id} className="flex flex-wrap items-center gap-3 py-2">
                <Measure measure={measure} />
                <span className="text-ink-soft">
                  {t.rich("executedOn", { hours, day: () => <Time value={executedAt} show="day" /> })}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      {platforms.map((platform) => (
        <PlatformPenalties key={platform.id} platform={platform} mayChange={mayChange} />
      ))}
    </Page>
  );
}

function Measure({
  measure: { caseId, reference, label, since },
}: {
  measure: Pick<HiddenLinkMeasure, "caseId" | "reference" | "label" | "since">;
}) {
  return (
    <>
      <TextLink via={QuietLink} href={`/cases/${caseId}`}>
        {reference}
      </TextLink>
      <Localised value={label} />
      <Time value={since} show="day" />
    </>
  );
}

function PlatformPenalties({
  platform,
  mayChange,
}: {
  platform: StrongerPage["platforms"][number];
  mayChange: boolean;
}) {
  const words = useWords();
  return (
    <Panel title={words(platform.name)}>
      {mayChange ? (
        platform.rows.map((row) => <StrongerForm key={row.subjectKind} platform={platform} row={row} />)
      ) : (
        <Steps platform={platform} />
      )}
    </Panel>
  );
}

async function Steps({ platform }: { platform: StrongerPage["platforms"][number] }) {
  const t = await getTranslations("traders.stronger");
  const kept = platform.rows.filter(({ steps }) => steps.length > 0);
  if (kept.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <ul className="grid gap-2">
      {kept.map(({ subjectKind, steps }) => (
        <li key={subjectKind}>
          <span className="font-medium">{t(`kinds.${subjectKind}`)}</span>
          <ol className="list-decimal pl-5">
            {steps.map((step, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step may be the same action as the one before
              <li key={at}>
                <Localised value={platform.actions.find(({ action }) => action === step)?.label ?? { en: step }} />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ul>
  );
}
