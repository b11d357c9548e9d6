"use client";

import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { CaseView, ClauseView, ConsequenceCard, PreviewDecision } from "@/lib/decisions/contract";
import { orThrow, postJson, RequestFailed, type WireFailure } from "../shell/fetch-json";
import { type Draft, freshDraft, matchedEvidence, withClauseAccepted } from "./draft.rules";
import { readDraft } from "./kept-drafts";
import { previewOf, rowOf } from "./request.rules";

export type Preview = {
  /** The newest card there is; while another is on its way, the one before it, so that nothing jumps. */
  card: ConsequenceCard | null;
  /** The card answers exactly what is chosen now. */
  isFresh: boolean;
  /** The card shows the row of what is chosen now, though the case, or words and answers, may have moved on since. */
  isOfRow: boolean;
  failure: WireFailure | null;
  askAgain: () => void;
};

function askedWith(draft: Draft, view: CaseView, clause: ClauseView | null): PreviewDecision {
  const accepted = draft.isClauseAccepted ? draft : withClauseAccepted(draft, matchedEvidence(view, draft.clause));
  return previewOf(accepted, view, clause);
}

function cardFor(view: CaseView, question: PreviewDecision) {
  const asked = JSON.stringify(question);
  return queryOptions({
    // The version is part of the key: a case that moved on has other consequences.
    queryKey: ["preview", view.case.id, view.case.version, asked],
    queryFn: async () => {
      const card = await orThrow(postJson<ConsequenceCard>(`/api/cases/${view.case.id}/preview`, question));
      return { card, row: rowOf(question) };
    },
    staleTime: 60_000,
  });
}

/**
 * What was shown before stays while the next answer is on its way, but never on another case: two cases can have the same
 * row, and the card of one says nothing about the other.
 * @returns for queries whose key has the case second
 */
export function keepOfCase({ case: { id } }: Pick<CaseView, "case">) {
  return <Data>(before: Data | undefined, query: { queryKey: readonly unknown[] } | undefined) =>
    query?.queryKey[1] === id ? before : undefined;
}

/** Asks for the card that a case will begin with, before it is on the screen; nothing where it begins without one. */
export function layCardReady(cache: QueryClient, view: CaseView): void {
  const fresh = freshDraft(view);
  const draft = readDraft(view.case.id, fresh) ?? fresh;
  const clause = view.clauses.find(({ ref }) => ref === draft.clause) ?? null;
  if (clause || draft.ground === "law") void cache.prefetchQuery(cardFor(view, askedWith(draft, view, clause)));
}

/** The consequence card for what is chosen now, from the server: the browser computes no term, count or date. */
export function usePreview(view: CaseView, clause: ClauseView | null, draft: Draft, isOn: boolean): Preview {
  const question = useMemo(() => askedWith(draft, view, clause), [draft, view, clause]);
  // Choices are answered at once; while somebody types, only the pauses are.
  const settled = useSettled(question, draft.facts + draft.legalExplanation + draft.legalGround, 300);
  const query = useQuery({ ...cardFor(view, settled), placeholderData: keepOfCase(view), enabled: isOn });
  // What is being asked for again has not failed yet.
  const failure = query.error instanceof RequestFailed && !query.isFetching ? query.error.failure : null;
  return {
    card: query.data?.card ?? null,
    isOfRow: query.data?.row === rowOf(question),
    isFresh: settled === question && query.isSuccess && !query.isPlaceholderData,
    failure,
    askAgain: () => void query.refetch(),
  };
}

/** `value` at once, unless what changed is `typed`: then once it has rested for `milliseconds`. */
export function useSettled<Value>(value: Value, typed: string, milliseconds: number): Value {
  const [rested, setRested] = useState({ value, typed });
  const isTyping = typed !== rested.typed;
  useEffect(() => {
    if (!isTyping) return setRested((before) => (before.value === value ? before : { value, typed }));
    const timer = setTimeout(() => setRested({ value, typed }), milliseconds);
    return () => clearTimeout(timer);
  }, [value, typed, isTyping, milliseconds]);
  return isTyping ? rested.value : value;
}
