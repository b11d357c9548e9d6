"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type Ref, useState } from "react";
import type { CaseView, DecideCase } from "@/lib/decisions/contract";
import { ReferralBanner, ThreatToLife } from "../crime/case-referral";
import { ClearedPreview } from "../decisions/cleared-preview";
import { DecisionPanel } from "../decisions/decision-panel";
import { MissingList } from "../decisions/missing-list";
import { ExportEvidence } from "../evidence/export-evidence";
import { CaseMarks } from "../misuse/mark-form";
import type { WireFailure } from "../shell/fetch-json";
import { ActionBar } from "./action-bar";
import { CaseHead } from "./case-head";
import { CaseQuestions } from "./case-questions";
import { ClausePanel } from "./clause-panel";
import { Column } from "./column";
import { DecidedNotice } from "./decided-notice";
import { HandedNotice } from "./handed-notice";
import { HoldingNotice } from "./holding-notice";
import { JoinedNotice } from "./joined-notice";
import { KeptDraft } from "./kept-draft";
import { MadeDecisions } from "./made-decisions";
import { NotDecided } from "./not-decided";
import { Reported } from "./reported";
import { SendingNotice } from "./sending-notice";
import type { SetAsideAnswer } from "./set-aside-frame";
import { SetAsidePart } from "./set-aside-part";
import { type May, useCaseWork } from "./use-case-work";
import { referralOf } from "./use-set-aside";

type Props = {
  view: CaseView;
  may: May;
  headingRef: Ref<HTMLHeadingElement>;
  undo: ReactNode;
  /** What became of the case before this one, where it was set aside. */
  movedOn?: string;
  sending: {
    send: (decision: DecideCase) => void;
    /** This case has been decided, and the answer is not here. */
    isSending: boolean;
    /** How many decisions wait for the connection. */
    held: number;
    failure: WireFailure | null;
  };
  /** Goes to a case whose decision was refused after the screen had moved on. */
  onBack: (caseId: string) => void;
  aside: {
    move: (answer: Exclude<SetAsideAnswer, { kind: "refer" }> | { kind: "release" }) => void;
    isBusy: boolean;
    failure: WireFailure | null;
  };
};

/**
 * One case, whole: what happened, the rule, what will follow. Three columns on a wide screen; two on a smaller one, what
 * happened and beside it the rule over its consequence; on a tablet the content and under it the rule with its consequence
 * beside it, so that the card is near; on a phone one after the other.
 */
export function OpenCase({ view, may, headingRef, undo, movedOn = "", sending, aside, onBack }: Props) {
  const t = useTranslations("case");
  const failures = useTranslations("failures");
  // Until its authority was told the server decides nothing on it: said before anything is pressed.
  const suspicion = view.crime?.state === "open" ? view.crime : null;
  // A refusal belongs to what was tried last: deciding, or putting aside.
  const [tried, setTried] = useState<"decision" | "aside">("decision");
  const work = useCaseWork(view, may, {
    send: (decision) => {
      // The keys as well as the buttons.
      if (suspicion) return;
      setTried("decision");
      sending.send(decision);
    },
    isSending: sending.isSending,
    hold: () => {
      setTried("aside");
      aside.move({ kind: "hold" });
    },
    release: () => {
      setTried("aside");
      aside.move({ kind: "release" });
    },
  });
  const barred = suspicion ? failures("referral_is_open", { name: suspicion.openedBy }) : null;
  const failure = tried === "decision" ? sending.failure : aside.failure;
  const onSend = (answer: SetAsideAnswer) => {
    setTried("aside");
    if (answer.kind === "refer") sending.send(referralOf(view, answer));
    else aside.move(answer);
  };
  return (
    <>
      <CaseHead view={view} headingRef={headingRef} />
      <div className="grid gap-2 px-4 has-[>*]:py-3 md:px-6">
        <HoldingNotice
          {...work.claim}
          keptFor={view.case.handed && !view.case.handed.isToMe ? view.case.handed.to : null}
          isTaking={work.claim.isTaking}
          mayClaim={may.claim}
          notTheirs={
            view.case.isForAnother
              ? "case_needs_another_person"
              : view.case.isForSupervisor
                ? "case_needs_supervisor"
                : null
          }
          isDraftKept={work.isKept}
          onTake={work.claim.take}
        />
        {may.decide && work.isKept && !work.mayDecide && (view.case.state !== "decided" || !view.decision?.byMe) ? (
          <KeptDraft draft={work.draft} />
        ) : null}
        <JoinedNotice key={view.case.id} view={view} />
        <HandedNotice view={view} />
        <CaseQuestions caseId={view.case.id} first={view.questions} />
        <ReferralBanner crime={view.crime} />
        <DecidedNotice view={view} mayResume={work.mayDecide || (may.claim && work.claim.holding.is === "free")} />
      </div>
      <div className="grid min-h-0 flex-1 md:grid-cols-2 md:grid-rows-[auto_1fr] lg:max-xl:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)] xl:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)_minmax(0,1fr)] xl:grid-rows-1">
        <Column
          id="content"
          title={t("columns.content")}
          className="bg-surface md:max-lg:col-span-2 lg:max-xl:row-span-2"
        >
          <Reported view={view} work={work} may={may} />
        </Column>
        <Column id="clause" title={t("columns.clause")} className="border-t lg:border-t-0 lg:border-l">
          <ClausePanel
            view={view}
            clause={work.clause}
            isClauseLoading={work.isClauseLoading}
            draft={work.draft}
            change={work.change}
            mayDecide={work.mayDecide}
            searchRef={work.searchRef}
            onAccept={work.acceptClause}
          />
        </Column>
        <Column id="decision" title={t("columns.decision")} className="border-t md:border-l xl:border-t-0">
          {view.decisionsMade > 0 ? (
            <div className="mb-4 border-b border-line pb-4 last:mb-0 last:border-b-0">
              <MadeDecisions view={view} />
              {may.decide ? <CaseMarks view={view} /> : null}
            </div>
          ) : null}
          {view.case.state === "decided" ? null : may.decide ? (
            <fieldset disabled={!work.mayDecide} className="min-w-0">
              <DecisionPanel
                view={view}
                clause={work.clause}
                draft={work.draft}
                change={work.change}
                preview={work.preview}
                problems={work.saidAtFields}
                mayDecide={work.mayDecide}
                onAcceptRow={work.acceptRow}
              />
              <ClearedPreview view={view} draft={work.draft} />
              {work.mayDecide ? <MissingList steps={work.steps} problems={work.problems} card={work.card} /> : null}
            </fieldset>
          ) : (
            <p className="text-13 text-ink-soft">{t("decision.readOnly")}</p>
          )}
          {work.mayDecide ? (
            <SetAsidePart
              caseId={view.case.id}
              handedBy={view.case.handed?.isToMe ? view.case.handed.by : undefined}
              onHold={work.hold}
              open={work.aside}
              onOpen={work.setAside}
              isBusy={aside.isBusy || sending.isSending}
              failure={work.aside ? failure : null}
              isKept={work.isKept}
              onSend={onSend}
              onRelease={() => aside.move({ kind: "release" })}
              onRestart={work.restart}
            />
          ) : null}
          {may.decide && (work.mayDecide || view.case.state === "decided") ? <ThreatToLife view={view} /> : null}
          {/* Whoever works through the queue finds it where something was decided: a golden item has no evidence. */}
          {may.export && (!may.claim || view.decisionsMade > 0) ? <ExportEvidence caseId={view.case.id} /> : null}
        </Column>
      </div>
      <section aria-label={t("bar.label")} className="no-print sticky bottom-0 z-20 border-t border-line bg-surface">
        <div className="grid gap-2 px-4 has-[>*]:pt-3 md:px-6">
          <NotDecided except={view.case.id} onBack={onBack} />
          <SendingNotice held={sending.held} failure={work.aside ? null : failure} />
        </div>
        <ActionBar
          undo={undo}
          said={work.said || movedOn}
          card={work.card}
          mayDecide={work.mayDecide}
          barred={barred}
          isReady={work.steps.length === 0 && Object.keys(work.problems).length === 0}
          isBusy={sending.isSending || work.isWaiting}
          onDecide={work.decide}
          onNone={work.none}
        />
      </section>
    </>
  );
}
