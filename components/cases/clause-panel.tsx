"use client";

import { useTranslations } from "next-intl";
import { type Ref, useRef } from "react";
import type { CaseView, ClauseView } from "@/lib/decisions/contract";
import { type Draft, withClause } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { Button } from "../ui/button";
import { useListedWords } from "../ui/localised";
import { Notice } from "../ui/notice";
import { Skeleton, SkeletonLines } from "../ui/skeleton";
import { Status } from "../ui/status";
import { ClauseChanged } from "./clause-changed";
import { ClauseChoices } from "./clause-choices";
import { ClauseExceptions, ExceptionsInSight, OpenExceptions, raisedFor } from "./clause-exceptions";
import { ClauseSearch } from "./clause-search";
import { ClauseText } from "./clause-text";
import { FindingsForm } from "./findings-form";
import { OverrideReason } from "./override-reason";
import { PrecedentsPart } from "./precedents";
import { useInSight } from "./use-in-sight";

type Props = {
  view: CaseView;
  clause: ClauseView | null;
  isClauseLoading: boolean;
  draft: Draft;
  change: ChangeDraft;
  mayDecide: boolean;
  searchRef: Ref<HTMLInputElement>;
  onAccept: () => void;
};

/** The rule: what is suggested and why, the clause in the version of the content's date, and what it asks to be found. */
export function ClausePanel({ view, clause, isClauseLoading, draft, change, mayDecide, searchRef, onAccept }: Props) {
  const t = useTranslations("case.clause");
  const listed = useListedWords();
  const raised = raisedFor(view, clause);
  const list = useRef<HTMLUListElement>(null);
  const isReadBelow = useInSight(list, clause?.ref ?? "");
  const told = useRef<HTMLUListElement>(null);
  const isToldAbove = useInSight(told, clause?.ref ?? "");
  return (
    <div className="grid gap-4">
      {view.noRecordedVersion.length > 0 ? (
        <Notice tone="caution" title={t("noVersion", { documents: listed(view.noRecordedVersion) })}>
          {t("noVersionNext")}
        </Notice>
      ) : null}
      <div className="grid gap-2">
        <ClauseChoices
          view={view}
          chosen={draft.clause}
          isDisabled={!mayDecide}
          onChoose={(ref) => change((before) => withClause(before, ref))}
          underChosen={
            clause ? <ExceptionsInSight clause={clause} raised={raised} draft={draft} listRef={told} /> : null
          }
        />
        {mayDecide ? <OverrideReason view={view} draft={draft} change={change} /> : null}
        <ClauseSearch
          at={`/api/cases/${view.case.id}`}
          inputRef={searchRef}
          onChoose={(found) => change((before) => withClause(before, found.ref))}
        />
      </div>
      {clause ? (
        <div className="grid gap-4 border-t border-line pt-4">
          <ClauseChanged view={view} clause={clause} />
          <ClauseText
            view={view}
            clause={clause}
            draft={draft}
            change={change}
            mayDecide={mayDecide}
            exceptions={
              <ClauseExceptions
                clause={clause}
                raised={raised}
                draft={draft}
                change={change}
                mayDecide={mayDecide}
                listRef={list}
              />
            }
          />
          {view.case.state === "decided" ? null : (
            <FindingsForm
              clause={clause}
              findings={draft.findings}
              set={(found) => change((before) => ({ ...before, findings: { ...before.findings, ...found } }))}
              mayDecide={mayDecide}
            />
          )}
          <PrecedentsPart caseId={view.case.id} clause={clause.ref} zone={view.platform.zone} />
        </div>
      ) : isClauseLoading ? (
        <div className="grid gap-3 border-t border-line pt-4">
          <Skeleton className="h-5 w-2/3" />
          <SkeletonLines count={4} />
        </div>
      ) : (
        <p className="border-t border-line pt-4 text-ink-soft">{t("chooseOne")}</p>
      )}
      {/* Outside the clause's own part: what is stuck to the foot rises no higher than the part it stands in begins. */}
      {clause && mayDecide ? (
        <div
          id="accept-clause"
          className="sticky bottom-0 z-10 -mx-4 flex min-h-14 flex-wrap items-center gap-3 border-t border-line bg-canvas px-4 py-2 max-xl:bottom-16 md:-mx-6 md:px-6 xl:-bottom-6 xl:-mx-5 xl:-mb-6 xl:px-5"
        >
          <ExceptionsInSight clause={clause} raised={raised} draft={draft} isReadBelow={isReadBelow || isToldAbove} />
          {draft.isClauseAccepted ? (
            <Status tone="good">{t("accepted", { clause: clause.ref })}</Status>
          ) : (
            <Button look="primary" keycap="A" onClick={onAccept}>
              {t("accept", { clause: clause.ref })}
            </Button>
          )}
          <OpenExceptions clause={clause} draft={draft} />
        </div>
      ) : null}
    </div>
  );
}
