"use client";

import { useTranslations } from "next-intl";
import type { BlindCase } from "@/lib/quality/blind.rules";
import type { ReviewChoices } from "@/lib/quality/review.contract";
import { PastDecisions } from "../accounts/past-decisions";
import { ContentPanel } from "../cases/content-panel";
import { HelpResources } from "../cases/help-resources";
import { NoticesPanel } from "../cases/notices-panel";
import { freshDraft } from "../decisions/draft.rules";
import { Nameable } from "../queue/nameable";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { Tag } from "../ui/status";
import { ReviewForm } from "./review-form";

type Props = { sampleId: string; blind: BlindCase; choices: ReviewChoices };

/** The case as the first person had it, and a decision of one's own; what was decided is not in the page. */
export function BlindReview({ sampleId, blind, choices }: Props) {
  const t = useTranslations("quality.blind");
  const { view } = blind;
  return (
    <Page>
      <PageHeader title={t("title", { code: view.case.reference })} summary={t("summary")} />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Evidence blind={blind} />
        <Panel title={t("answer")} look="bare">
          <ReviewForm sampleId={sampleId} choices={choices} />
        </Panel>
      </div>
    </Page>
  );
}

const unchanged = () => undefined;

function Evidence({ blind: { view, account } }: { blind: BlindCase }) {
  const t = useTranslations("case");
  const draft = freshDraft(view);
  return (
    <div className="grid content-start gap-4">
      <ContentPanel
        view={view}
        clause={null}
        draft={draft}
        change={unchanged}
        mayReveal
        mayDecide={false}
        onBind={unchanged}
      />
      <HelpResources resources={view.resources} />
      <Panel look="bare" className="first:border-t" title={t("notices.title")}>
        <NoticesPanel view={view} clause={draft.clause} evidence={[]} mayWork={false} />
      </Panel>
      <Panel look="bare" title={t("account.title")}>
        {account ? (
          <div className="grid gap-2">
            <p className="flex flex-wrap items-center gap-2">
              <bdi className="font-medium [overflow-wrap:anywhere]">@{account.handle}</bdi>
              {view.content.role ? (
                <Tag>
                  <Nameable group="role" code={view.content.role} />
                </Tag>
              ) : null}
            </p>
            <PastDecisions decisions={account.decisions} />
          </div>
        ) : (
          <p className="text-13 text-ink-soft">{t("account.unknown")}</p>
        )}
      </Panel>
      {view.notes.map(({ id, text, by }) => (
        <Notice key={id} title={by}>
          {text}
        </Notice>
      ))}
    </div>
  );
}
