"use client";

import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { isAddress } from "@/lib/intake/location.rules";
import type { Draft } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { DefinitionList } from "../ui/definition-list";
import { Reference } from "../ui/reference";
import { Time } from "../ui/time";
import { ContentQuestions } from "./content-questions";
import { DetectionQuestion } from "./detection-question";

type Props = { view: CaseView; draft: Draft; change: ChangeDraft; mayDecide: boolean };

/** When and where it was made, and what is asked because nobody knows. The day is the platform's: it picks the version. */
export function ContentFacts({ view, draft, change, mayDecide }: Props) {
  const t = useTranslations("case.content");
  const { content, platform } = view;
  return (
    <div className="grid gap-3">
      <DefinitionList
        className="text-13"
        items={[
          {
            key: "made",
            term: t("made"),
            value: content.contentAtKnown ? (
              <Time value={content.contentAt} show="exact" zone={platform.zone} />
            ) : (
              t("madeUnknown")
            ),
          },
          {
            key: "reportedAs",
            term: t("snapshot"),
            value: <Time value={content.takenAt} show="exact" zone={platform.zone} />,
          },
          {
            key: "hash",
            term: t("hash"),
            value: (
              <span title={content.sha256}>
                <Reference>{`${content.sha256.slice(0, 12)}…`}</Reference>
              </span>
            ),
          },
          {
            key: "where",
            term: t("location"),
            value: isAddress(content.location) ? (
              <a
                href={content.location}
                target="_blank"
                rel="noopener noreferrer nofollow"
                className="link [overflow-wrap:anywhere]"
              >
                {content.location}
                <span className="sr-only"> {t("opensOutside")}</span>
              </a>
            ) : (
              <Reference className="whitespace-normal">{content.location}</Reference>
            ),
          },
        ]}
      />
      {mayDecide ? (
        <>
          <ContentQuestions view={view} draft={draft} change={change} />
          <DetectionQuestion view={view} draft={draft} change={change} />
        </>
      ) : null}
    </div>
  );
}
