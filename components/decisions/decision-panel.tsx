"use client";

import { useTranslations } from "next-intl";
import type { CaseView, ClauseView } from "@/lib/decisions/contract";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { Skeleton, SkeletonLines } from "../ui/skeleton";
import { Status } from "../ui/status";
import { Consequence } from "./consequence";
import { Deviation } from "./deviation";
import { type Draft, isRowAccepted } from "./draft.rules";
import { Exemption } from "./exemption";
import { FactsField } from "./facts-field";
import { Grounds } from "./grounds";
import { SanctionChoices } from "./sanction-choices";
import { StatementPreview } from "./statement-preview";
import type { ChangeDraft } from "./use-draft";
import type { Preview } from "./use-preview";

type Props = {
  view: CaseView;
  clause: ClauseView | null;
  draft: Draft;
  change: ChangeDraft;
  preview: Preview;
  problems: Readonly<Record<string, string>>;
  mayDecide: boolean;
  onAcceptRow: () => void;
};

/** What will follow. All of it comes from the server; while a new answer is on its way the one before stays in place. */
export function DecisionPanel({ view, clause, draft, change, preview, problems, mayDecide, onAcceptRow }: Props) {
  const t = useTranslations("case.decision");
  const messageOf = useFailureMessage();
  const { card, failure } = preview;
  const isSomethingChosen = clause !== null || draft.ground === "law";
  return (
    <div className="grid grid-cols-1 gap-4" aria-busy={(isSomethingChosen && !preview.isFresh) || undefined}>
      <Grounds
        draft={draft}
        onChange={(patch) => change((before) => ({ ...before, ...patch }))}
        problems={problems}
        letters={card?.letterLanguages ?? []}
      />
      {failure ? (
        <ErrorState
          title={t("cardFailed")}
          actions={
            <Button size="small" onClick={preview.askAgain}>
              {t("askAgain")}
            </Button>
          }
        >
          {messageOf(failure)}
        </ErrorState>
      ) : null}
      {!isSomethingChosen ? <p className="text-ink-soft">{t("nothingChosen")}</p> : null}
      {isSomethingChosen && !card && !failure ? <CardSkeleton /> : null}
      {isSomethingChosen && card ? (
        <>
          {card.recommendation?.violation === false ? (
            <Notice tone="information" title={t("noViolationFollows")}>
              {t("noViolationNext")}
            </Notice>
          ) : null}
          <Basis card={card} />
          <SanctionChoices
            card={card}
            draft={draft}
            change={change}
            zone={view.platform.zone}
            mayDecide={mayDecide}
            problems={problems}
          />
          {mayDecide ? (
            <div id="accept-row" className="flex min-h-(--control-height) flex-wrap items-center gap-3">
              {isRowAccepted(draft, card) ? (
                <Status tone="good">{t(draft.sanctions === null ? "rowAccepted" : "rowChosen")}</Status>
              ) : (
                <Button
                  look={draft.isClauseAccepted ? "primary" : "secondary"}
                  keycap="S"
                  onClick={onAcceptRow}
                  disabled={card.sanctions.length === 0}
                >
                  {t("acceptRow")}
                </Button>
              )}
              {draft.sanctions === null ? null : (
                <Button look="quiet" size="small" onClick={() => change((before) => ({ ...before, sanctions: null }))}>
                  {t("backToTable")}
                </Button>
              )}
            </div>
          ) : null}
          {card.leavesTable ? <Deviation draft={draft} change={change} problems={problems} /> : null}
          {card.exemption && (card.exemption.alike >= card.exemption.least || draft.isExempt) ? (
            <Exemption
              draft={draft}
              onChange={(patch) => change((before) => ({ ...before, ...patch }))}
              count={card.exemption.alike}
              problems={problems}
            />
          ) : null}
          <Consequence card={card} />
          <FactsField
            draft={draft}
            change={change}
            problems={problems}
            mayDecide={mayDecide}
            letters={card.letterLanguages}
          />
          <StatementPreview card={card} />
        </>
      ) : null}
    </div>
  );
}

function Basis({ card }: { card: NonNullable<Preview["card"]> }) {
  const t = useTranslations("case.decision");
  const basis = card.recommendation?.basis;
  if (!basis || card.recommendation?.violation === false) return null;
  return <p className="text-13 text-ink-soft">{t(`basis.${basis}`)}</p>;
}

function CardSkeleton() {
  return (
    <div className="grid animate-late gap-3">
      <Skeleton className="h-5 w-3/4" />
      <Skeleton className="h-5 w-2/3" />
      <SkeletonLines count={3} />
    </div>
  );
}
