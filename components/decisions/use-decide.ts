"use client";

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { countsKey, leavingQueue, type QueuePages, queueKey, without } from "@/components/queue/use-queue";
import type { CaseView, DecideCase, Decided } from "@/lib/decisions/contract";
import { getJson, postJson, RequestFailed, type WireResult } from "../shell/fetch-json";
import { backOnline } from "./back-online";
import { caseKey } from "./one-case";
import { rememberDecision } from "./recent";

/** What the decision route answers with `next=1`: the decision, and the next case of the same queue, claimed. */
export type DecidedAndNext = { decided: Decided; next: CaseView | null };

/**
 * Decides and brings the next case in one round trip. A decision whose answer was lost is sent once more when the
 * connection is back; if it had arrived the first time, the server says so and that counts as done.
 * @param search the queue's filter as a query string: which case comes next
 */
export function useDecide(search: string, onDecided: (answer: DecidedAndNext) => void) {
  const cache = useQueryClient();
  const [isHeld, setHeld] = useState(false);
  const mutation = useMutation<DecidedAndNext, RequestFailed, DecideCase>({
    mutationKey: leavingQueue,
    mutationFn: async (decision) => {
      const path = `/api/cases/${decision.caseId}/decision?next=1${search === "" ? "" : `&${search}`}`;
      const answer = await sendOnceMore(path, decision, setHeld);
      if (!answer.ok) throw new RequestFailed(answer);
      return answer.value;
    },
    onSuccess: (answer, { caseId }) => {
      rememberDecision(cache, answer.decided);
      if (answer.next) cache.setQueryData(caseKey(answer.next.case.id), answer.next);
      cache.setQueriesData<QueuePages>({ queryKey: queueKey }, (pages) => pages && without(pages, caseId));
      void cache.invalidateQueries({ queryKey: caseKey(caseId), refetchType: "none" });
      onDecided(answer);
    },
    onSettled: () => {
      setHeld(false);
      settleQueue(cache);
    },
  });
  return {
    decide: mutation.mutate,
    isDeciding: mutation.isPending,
    isHeld,
    failure: mutation.error?.failure ?? null,
    forget: mutation.reset,
  };
}

/** Only the last of several decisions under way asks for the queue again, or an earlier answer would bring cases back. */
export function settleQueue(cache: QueryClient): void {
  if (cache.isMutating({ mutationKey: leavingQueue }) > 1) return;
  void cache.invalidateQueries({ queryKey: queueKey });
  void cache.invalidateQueries({ queryKey: countsKey });
}

async function sendOnceMore(
  path: string,
  decision: DecideCase,
  setHeld: (isHeld: boolean) => void,
): Promise<WireResult<DecidedAndNext>> {
  const first = await postJson<DecidedAndNext>(path, decision);
  if (first.ok || first.code !== "network") return first;
  setHeld(true);
  await backOnline();
  setHeld(false);
  const second = await postJson<DecidedAndNext>(path, decision);
  if (second.ok || second.code !== "stale") return second;
  return (await hadArrived(decision)) ?? second;
}

/** The answer to the first try may have been lost although the decision was made: then it is ours, and done. */
async function hadArrived(decision: DecideCase): Promise<WireResult<DecidedAndNext> | null> {
  const seen = await getJson<CaseView>(`/api/cases/${decision.caseId}`);
  if (!seen.ok || !seen.value.decision?.byMe || seen.value.decision.outcome !== decision.outcome) return null;
  const { id, outcome, undoUntil } = seen.value.decision;
  const decided: Decided = {
    decisionId: id,
    caseId: decision.caseId,
    platform: seen.value.platform.id,
    reference: seen.value.case.reference,
    undoUntil: undoUntil ?? new Date(0).toISOString(),
    outcome: outcome === "no_violation" || outcome === "referred" ? outcome : "violation",
  };
  return { ok: true, value: { decided, next: null } };
}
