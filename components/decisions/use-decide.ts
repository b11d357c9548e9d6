"use client";

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { countsKey, queueKey } from "@/components/queue/keys";
import { leavingQueue, type QueuePages, without } from "@/components/queue/use-queue";
import type { CaseView, DecideCase, Decided } from "@/lib/decisions/contract";
import { postJson, RequestFailed } from "../shell/fetch-json";
import { backOnline } from "./back-online";
import { caseKey } from "./one-case";
import { versionOnceClaimed } from "./own-claim";
import { rememberDecision } from "./recent";
import { sendOnceMore } from "./send-once-more";

/** What the decision route answers with `next=1`: the decision, and the next case of the same queue, claimed. */
export type DecidedAndNext = { decided: Decided; next: CaseView | null };

/**
 * Decides and brings the next case in one round trip. A decision whose answer was lost is sent once more when the
 * connection is back, under the same key: if it had arrived the first time, the server answers what it did then.
 * @param search the queue's filter as a query string: which case comes next
 */
export function useDecide(search: string, onDecided: (answer: DecidedAndNext) => void) {
  const cache = useQueryClient();
  const [isHeld, setHeld] = useState(false);
  const mutation = useMutation<DecidedAndNext, RequestFailed, DecideCase>({
    mutationKey: leavingQueue,
    mutationFn: async (decision) => {
      const path = `/api/cases/${decision.caseId}/decision?next=1${search === "" ? "" : `&${search}`}`;
      const version = await versionOnceClaimed(decision.caseId, decision.version);
      const send = (key: string) => postJson<DecidedAndNext>(path, { ...decision, version }, "POST", key);
      const answer = await sendOnceMore(send, { backOnline, setHeld });
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
