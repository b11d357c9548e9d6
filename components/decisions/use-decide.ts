"use client";

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { countsKey, queueKey } from "@/components/queue/keys";
import { releasedLately } from "@/components/queue/released";
import { leavingQueue, type QueuePages, without } from "@/components/queue/use-queue";
import type { Decided } from "@/lib/decisions/contract";
import type { NextForScreen } from "@/lib/decisions/next.contract";
import { postJson, RequestFailed } from "../shell/fetch-json";
import { backOnline } from "./back-online";
import { keepDecision } from "./kept-decisions";
import { endDraft } from "./kept-drafts";
import { nextOf } from "./next-of.rules";
import { caseIdNow, caseKey } from "./one-case";
import { versionOnceClaimed } from "./own-claim";
import { rememberDecision } from "./recent";
import { sendDecision } from "./send-decision";
import { newKey } from "./send-once-more";
import { forgetUndecided, rememberUndecided } from "./undecided";
import { decisionsKey, isUnderWay, type UnderWay } from "./under-way";

/** What the decision route answers with `next=1`: the decision, and what comes after it. */
export type DecidedAndNext = { decided: Decided } & NextForScreen;

type Desk = {
  /** The queue's filter as a query string: which case comes next. */
  search: string;
  /** Resolves once no other question for the next case is under way: two would take two. */
  untilAsked: () => Promise<unknown>;
  /** The cases that are laid ready at this moment; none where no case stands behind another. */
  ready?: () => string[];
  onAnswer: (answer: DecidedAndNext) => void;
};

/**
 * Decides and brings the next case in one round trip. Nobody waits for it: decisions travel one after the other, in the
 * order in which they were made, each under a key of its own, and each until it has an answer. One that is refused is
 * remembered with the server's sentence (`useUndecided`).
 */
export function useDecide({ search, untilAsked, ready = () => [], onAnswer }: Desk): (made: UnderWay) => void {
  const cache = useQueryClient();
  const { mutate } = useMutation<DecidedAndNext, RequestFailed, UnderWay>({
    mutationKey: decisionsKey,
    scope: { id: "decisions" },
    mutationFn: async (made) => {
      await untilAsked();
      // Behind one that was kept from before a reload no next case is asked for: the desk does that by itself.
      const known = { ready: ready(), last: releasedLately() };
      const path = `/api/cases/${made.caseId}/decision${made.key ? "" : nextOf(search, caseIdNow(), known)}`;
      const answer = await sendDecision(made, {
        send: (decision, key) => postJson<DecidedAndNext>(path, decision, "POST", key),
        versionSeen: versionOnceClaimed,
        backOnline,
      });
      if (!answer.ok) throw new RequestFailed(answer);
      return answer.value;
    },
    onSuccess: (answer, { caseId }) => {
      rememberDecision(cache, answer.decided);
      endDraft(caseId, answer.decided.undoUntil);
      cache.setQueriesData<QueuePages>({ queryKey: queueKey }, (pages) => pages && without(pages, caseId));
      void cache.invalidateQueries({ queryKey: caseKey(caseId), refetchType: "none" });
      onAnswer(answer);
    },
    onError: ({ failure }, { caseId, reference }) => {
      rememberUndecided({ caseId, reference, failure });
      // Whatever made it refused is shown with it: who was first, what came in.
      void cache.invalidateQueries({ queryKey: caseKey(caseId) });
    },
    onSettled: () => settleQueue(cache),
  });
  return (made) => {
    // One case, one decision: a key that is pressed twice before the screen has moved means the same thing.
    if (isUnderWay(cache, made.caseId)) return;
    forgetUndecided(made.caseId);
    const firstKey = made.key ?? newKey();
    // At once, and not when its turn has come: behind one that waits for the connection a reload would lose it.
    keepDecision(firstKey, made);
    mutate({ ...made, firstKey });
  };
}

/**
 * Has the queue and its numbers read again. Only the last of what is under way does, or an earlier answer would bring cases
 * back: the others ask once they have their answers.
 * @param own 1 where the caller is itself one of those that leave the queue, 0 where a case comes back to it
 */
export function settleQueue(cache: QueryClient, own: 0 | 1 = 1): void {
  if (cache.isMutating({ mutationKey: leavingQueue }) > own) return;
  void cache.invalidateQueries({ queryKey: queueKey });
  void cache.invalidateQueries({ queryKey: countsKey });
}
