"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { CaseView, DecideCase } from "@/lib/decisions/contract";
import { unsaidConditions } from "../decisions/conditions.rules";
import {
  matchedEvidence,
  overrideAsked,
  withClause,
  withClauseAccepted,
  withNextOverride,
  withRowAccepted,
} from "../decisions/draft.rules";
import { saidAtFields } from "../decisions/missing.rules";
import { useProblems } from "../decisions/missing-list";
import { noViolationOf, stepsLeft, violationOf } from "../decisions/request.rules";
import { worthALine } from "../decisions/suggestions.rules";
import { useDraft } from "../decisions/use-draft";
import { usePreview } from "../decisions/use-preview";
import { clauseNotYet, rowNotYet } from "./accepting.rules";
import { withNoException } from "./clause-exceptions";
import type { SetAside } from "./set-aside-frame";
import { stepBackOf } from "./step-back.rules";
import { useBinding } from "./use-binding";
import { useCaseKeys } from "./use-case-keys";
import { useClaim } from "./use-claim";
import { useClause } from "./use-clause";
import { useDecideWhenReady } from "./use-decide-when-ready";

export type May = {
  claim: boolean;
  decide: boolean;
  escalate: boolean;
  note: boolean;
  reveal: boolean;
  /** Take the evidence of the case out of the house. */
  export?: boolean;
};
export type Sent = { send: (decision: DecideCase) => void; isSending: boolean; release: () => void; hold: () => void };

/** What is known and chosen on one case: whose it is, the clause in sight, the card, what is still missing. */
function useChoice(view: CaseView, may: May) {
  const kept = useDraft(view);
  const { draft } = kept;
  const mayClaim = may.claim && !view.case.isForAnother && !view.case.isForSupervisor;
  const claim = useClaim(view, mayClaim);
  const { clause, isLoading: isClauseLoading } = useClause(view, draft.clause);
  const isAsked = may.decide && view.case.state !== "decided" && (clause !== null || draft.ground === "law");
  const preview = usePreview(view, clause, draft, isAsked);
  const card = isAsked ? preview.card : null;
  const mayDecide = may.decide && (claim.holding.is === "mine" || claim.isTaking);
  const problems = useProblems(card);
  return {
    ...kept,
    claim,
    clause,
    isClauseLoading,
    preview: { ...preview, card },
    card,
    mayClaim,
    mayDecide,
    problems,
    steps: stepsLeft(draft, card, unsaidConditions(view, draft, clause)),
  };
}

/** What a person does with one case, whatever key or button they use for it. */
export function useCaseWork(view: CaseView, may: May, sent: Sent) {
  const t = useTranslations("case.said");
  const override = useTranslations("case.override");
  const [said, say] = useState("");
  const [aside, setAside] = useState<SetAside | null>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const choice = useChoice(view, may);
  const { draft, change, clause, card, claim, mayClaim, mayDecide } = choice;
  const suggestions = worthALine(view.suggestions);
  const bind = useBinding(view, change, say);
  const send = (decision: DecideCase) => (sent.isSending ? undefined : sent.send(decision));
  const sendViolation = () => card && send(violationOf(draft, view, clause, card));
  const { decide, isWaiting, hasTried } = useDecideWhenReady({ ...choice, send: sendViolation, say });

  const acceptClause = () => {
    const notYet = clauseNotYet(draft, clause);
    if (notYet) return say(t(notYet));
    change((before) => withClauseAccepted(before, matchedEvidence(view, before.clause)));
    say(t("clauseAccepted", { clause: clause?.ref ?? "" }));
  };
  const acceptRow = () => {
    const notYet = rowNotYet(draft, choice.preview);
    if (notYet) return say(t(notYet));
    change((before) => withRowAccepted(before, card));
    say(t("rowAccepted"));
  };
  const noException = () => {
    if (!clause) return say(t(clauseNotYet(draft, clause) ?? "clauseNotYet"));
    if (clause.exceptions.length === 0) return say(t("noExceptions", { clause: clause.ref }));
    change((before) => withNoException(before, clause));
    say(t("noException", { clause: clause.ref }));
  };
  const nextReason = () => {
    if (!overrideAsked(view, draft)) return;
    const next = withNextOverride(draft);
    change(withNextOverride);
    say(next.override === "" ? t("noReason") : t("reason", { reason: override(`codes.${next.override}`) }));
  };
  const none = () => send(noViolationOf(draft, view, clause));
  // A case whose decision is on its way is no longer anybody's to put back.
  const release = () => (sent.isSending ? undefined : sent.release());
  const hold = () => (sent.isSending ? undefined : sent.hold());
  // What is warned of is what was chosen by then: whoever goes on working is warned anew.
  const warnedOf = useRef<object | null>(null);
  const stepBack = () => {
    const does = stepBackOf({
      isOpen: aside !== null,
      mayDecide,
      isKept: choice.isKept,
      isWarned: warnedOf.current === draft,
    });
    if (does === "close") setAside(null);
    if (does === "release") release();
    if (does !== "warn") return;
    warnedOf.current = draft;
    say(t("stepBackAgain"));
  };
  useCaseKeys(
    {
      hold,
      ask: () => setAside("ask"),
      hand: () => setAside("hand"),
      acceptClause,
      acceptRow,
      decide,
      none,
      escalate: () => setAside("escalate"),
      wait: () => setAside("wait"),
      refer: () => setAside("refer"),
      release,
      stepBack,
      take: claim.take,
      bind,
      toText: () => document.querySelector<HTMLElement>("[data-evidence-in=text]")?.focus(),
      noException,
      nextReason,
      search: () => searchRef.current?.focus(),
      choose: (position) => change((before) => withClause(before, suggestions[position]?.ref ?? before.clause)),
    },
    { mayDecide, mayTake: mayClaim && !mayDecide, suggestions: suggestions.length },
  );
  // What was accepted under a claim that lapsed is not accepted now.
  const words = mayDecide ? said : "";
  return {
    ...choice,
    said: words,
    aside,
    setAside,
    isWaiting,
    saidAtFields: saidAtFields(choice.problems, card?.missing ?? [], hasTried),
    searchRef,
    bind,
    acceptClause,
    acceptRow,
    decide,
    none,
    hold,
  };
}

export type CaseWork = ReturnType<typeof useCaseWork>;
