"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CaseView, DecideCase } from "@/lib/decisions/contract";
import {
  matchedEvidence,
  noViolationOf,
  stepsLeft,
  violationOf,
  withClause,
  withClauseAccepted,
  withRowAccepted,
} from "../decisions/draft.rules";
import { useProblems } from "../decisions/missing-list";
import { useDraft } from "../decisions/use-draft";
import { usePreview } from "../decisions/use-preview";
import { withNoException } from "./clause-exceptions";
import type { SetAside } from "./set-aside";
import { useBinding } from "./use-binding";
import { useCaseKeys } from "./use-case-keys";
import { useClaim } from "./use-claim";
import { useClause } from "./use-clause";

export type May = { claim: boolean; decide: boolean; escalate: boolean; note: boolean; reveal: boolean };
export type Sent = { send: (decision: DecideCase) => void; isSending: boolean; release: () => void };

/** What a person does with one case, whatever key or button they use for it. */
export function useCaseWork(view: CaseView, may: May, sent: Sent) {
  const t = useTranslations("case.said");
  const [said, say] = useState("");
  const [aside, setAside] = useState<SetAside | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const { draft, change, restart, isKept } = useDraft(view);
  const claim = useClaim(view, may.claim);
  const mayDecide = may.decide && (claim.holding.is === "mine" || claim.isTaking);
  const { clause, isLoading: isClauseLoading } = useClause(view, draft.clause);
  const isAsked = may.decide && view.case.state !== "decided" && (clause !== null || draft.ground === "law");
  const preview = usePreview(view, clause, draft, isAsked);
  const card = isAsked ? preview.card : null;
  const problems = useProblems(card);
  const steps = stepsLeft(draft, card);
  const bind = useBinding(view, change, say);

  const decide = () => {
    if (sent.isSending) return;
    const waits = preview.isFresh ? steps : steps.filter((step) => step.reason !== "waitForCard");
    if (waits.length > 0) return stop(t(waits[0]?.reason ?? "acceptClause"));
    // What is decided is what the card showed: a card that is still on its way is waited for.
    if (!preview.isFresh || card === null) return setWaiting(true);
    if (Object.keys(problems).length > 0) return stop(Object.values(problems)[0] ?? "");
    sent.send(violationOf(draft, view, clause, card));
  };
  const stop = (words: string) => {
    say(words);
    document.getElementById("missing")?.querySelector("a")?.focus();
  };
  const decideLater = useRef(decide);
  decideLater.current = decide;
  useEffect(() => {
    if (!isWaiting || !(preview.isFresh || preview.failure)) return;
    setWaiting(false);
    if (preview.isFresh) decideLater.current();
  }, [isWaiting, preview.isFresh, preview.failure]);

  const acceptClause = useCallback(() => {
    change((before) => withClauseAccepted(before, matchedEvidence(view, before.clause)));
    say(clause ? t("clauseAccepted", { clause: clause.ref }) : t("chooseClause"));
  }, [change, view, clause, t]);

  const acceptRow = () => {
    if (!card) return;
    change((before) => withRowAccepted(before, card));
    say(t("rowAccepted"));
  };
  const open = (kind: SetAside) => () => setAside(kind);
  useCaseKeys(
    {
      acceptClause,
      acceptRow,
      decide,
      none: () => !sent.isSending && sent.send(noViolationOf(draft, view)),
      escalate: open("escalate"),
      wait: open("wait"),
      refer: open("refer"),
      release: sent.release,
      stepBack: () => (aside ? setAside(null) : mayDecide ? sent.release() : undefined),
      take: claim.take,
      bind,
      noException: () => clause && change((before) => withNoException(before, clause)),
      search: () => searchRef.current?.focus(),
      choose: (position) => change((before) => withClause(before, view.suggestions[position]?.ref ?? before.clause)),
    },
    { mayDecide, mayTake: may.claim && !mayDecide, suggestions: view.suggestions.length },
  );

  return {
    draft,
    change,
    restart,
    isKept,
    claim,
    mayDecide,
    clause,
    isClauseLoading,
    preview,
    card,
    problems,
    steps,
    said,
    aside,
    setAside,
    isWaiting,
    searchRef,
    bind,
    acceptClause,
    acceptRow,
    decide,
    none: () => !sent.isSending && sent.send(noViolationOf(draft, view)),
  };
}

export type CaseWork = ReturnType<typeof useCaseWork>;
