import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import {
  compareHref,
  draftsHref,
  exportHref,
  scratchHref,
  segment,
  tryOutHref,
} from "@/components/policy/addresses.rules";
import { QuietLink } from "@/components/policy/quiet-link";
import { planAnchor } from "@/components/policy-desk/addresses.rules";
import { DraftActions } from "@/components/policy-desk/draft-actions";
import { DraftChanges } from "@/components/policy-desk/draft-changes";
import { DraftFacts, DraftHistory } from "@/components/policy-desk/draft-facts";
import { DraftProblems, DraftReadiness } from "@/components/policy-desk/draft-problems";
import { DraftReading } from "@/components/policy-desk/draft-reading";
import { DraftSummary } from "@/components/policy-desk/draft-summary";
import { ImportProblems } from "@/components/policy-desk/import-problems";
import { PlanForm } from "@/components/policy-desk/plan-form";
import { PlanShown } from "@/components/policy-desk/plan-shown";
import { SourceLines } from "@/components/policy-desk/source-lines";
import { placeAsked } from "@/components/policy-editor/place.rules";
import { PolicyEditor } from "@/components/policy-editor/policy-editor";
import { Disclosure } from "@/components/ui/disclosure";
import { LinkButton } from "@/components/ui/link-button";
import { Localised } from "@/components/ui/localised";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { cn } from "@/components/ui/text";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { isStorable } from "@/lib/platform/text.rules";
import { compareView } from "@/lib/policy/compare.queries";
import { draftView } from "@/lib/policy/drafts/queries";
import type { DraftView } from "@/lib/policy/drafts/view.contract";
import { editedDraft } from "@/lib/policy/edit/view.queries";
import { pageActor } from "../../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyDesk"))("draft") };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Props = { params: Promise<{ platform: string; draftId: string }>; searchParams: Promise<Asked> };

/** One draft, edited in place by whoever may: what it says, what stands against it, when it begins, and who signs it. */
export default async function DraftPage({ params, searchParams }: Props) {
  const actor = await pageActor("policy.view");
  const { platform, draftId } = await params;
  if (!uuid.test(draftId) || !isStorable(draftId)) notFound();
  const db = await database();
  const found = await draftView(db, actor, draftId, new Date());
  if (!found.ok || found.value.platform.id !== segment(platform)) notFound();
  const draft = found.value;
  const t = await getTranslations("policyDesk");
  const edited = draft.may.edit ? await editedDraft(db, actor, draftId) : null;
  const library = await getTranslations("library");
  const asVersion = `draft:${draft.id}`;
  // Whoever edits has the words before them in the editor; whoever reads or signs sees what would change.
  const changes =
    edited || !draft.replaces || draft.state === "withdrawn"
      ? null
      : await compareView(db, { platformId: draft.platform.id, from: draft.replaces, to: asVersion });
  const isOpen = draft.state === "draft" || draft.state === "in_review";
  return (
    <Page width="full">
      <PageHeader
        above={
          <TextLink href={draftsHref(draft.platform.id)} via={QuietLink}>
            <Localised value={draft.platform.name} /> · {t("drafts")}
          </TextLink>
        }
        title={draft.label === draft.ref ? draft.ref : `${draft.label} (${draft.ref})`}
        summary={<DraftSummary draft={draft} />}
        actions={
          isOpen ? (
            <>
              <LinkButton
                href={compareHref(draft.platform.id, {
                  from: draft.replaces ?? draft.baseRef ?? undefined,
                  to: asVersion,
                })}
                via={QuietLink}
                size="small"
              >
                {library("compare")}
              </LinkButton>
              <LinkButton
                href={tryOutHref(draft.platform.id, undefined, { version: asVersion })}
                via={QuietLink}
                size="small"
              >
                {library("tryOut")}
              </LinkButton>
              <LinkButton
                href={exportHref(draft.platform.id, asVersion)}
                download
                size="small"
                icon={<Download aria-hidden="true" />}
              >
                {library("version.exportJson")}
              </LinkButton>
              <LinkButton href={scratchHref(draft.platform.id, { version: asVersion })} via={QuietLink} size="small">
                {library("scratch")}
              </LinkButton>
            </>
          ) : null
        }
      />
      {draft.sentBackWhy && draft.state === "draft" ? (
        <Notice tone="caution" title={t("sentBack")}>
          {draft.sentBackWhy}
        </Notice>
      ) : null}
      {/* The editor takes the width; what is done with the whole draft stands under it. Beside a text that is read, it stands beside. */}
      {edited?.ok ? (
        <PolicyEditor draft={edited.value} me={actor.id} at={placeAsked(one((await searchParams).at))} />
      ) : null}
      <div className={cn("grid gap-x-8 gap-y-6", !edited && "xl:grid-cols-[minmax(0,1fr)_24rem]")}>
        <div className="order-2 grid min-w-0 content-start gap-6 xl:order-1">
          {changes ? <DraftChanges view={changes} /> : null}
          {edited ? null : <DraftReading draft={draft} />}
          {draft.source && draft.source.lines.length > 0 ? (
            <Disclosure summary={t("sourceOf", { name: draft.source.name || t("pasted") })}>
              <ImportProblems problems={draft.source.problems ?? []} />
              <SourceLines lines={draft.source.lines} />
            </Disclosure>
          ) : null}
        </div>
        <div
          className={cn("order-1 grid min-w-0 content-start gap-4 xl:order-2", edited && "items-start md:grid-cols-2")}
        >
          {/* The editor names the problems itself, above the clauses. */}
          {isOpen && !edited ? (
            <DraftProblems problems={draft.problems} warnings={draft.warnings} file={draft.file} />
          ) : null}
          <div className="grid min-w-0 content-start gap-4">
            {isOpen && edited ? <DraftReadiness problems={draft.problems} /> : null}
            {isOpen || draft.may.takeUp ? (
              <Panel title={t("next")}>
                <DraftActions draft={draft} />
              </Panel>
            ) : null}
            <Panel title={t("facts.title")}>
              <DraftFacts draft={draft} />
            </Panel>
            {edited ? <History draft={draft} title={t("history.title")} /> : null}
          </div>
          {draft.may.edit ? (
            <Panel id={planAnchor} title={t("plan.title")}>
              <PlanForm draft={draft} />
            </Panel>
          ) : (
            <Panel id={planAnchor} title={t("plan.title")}>
              <PlanShown draft={draft} />
            </Panel>
          )}
          {edited ? null : <History draft={draft} title={t("history.title")} />}
        </div>
      </div>
    </Page>
  );
}

function History({ draft, title }: { draft: DraftView; title: string }) {
  return (
    <Panel title={title}>
      <DraftHistory history={draft.history} file={draft.file} />
    </Panel>
  );
}
