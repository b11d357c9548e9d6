"use client";

import { type QueryClient, useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Decided } from "@/lib/decisions/contract";
import { orThrow, postJson, type RequestFailed, type WireResult } from "../shell/fetch-json";
import { backOnline } from "./back-online";
import { keepDraft } from "./kept-drafts";
import { oneCase } from "./one-case";
import { forgetDecision, recentNow } from "./recent";
import { sendOnceMore } from "./send-once-more";
import { answerTo, newestUnderWay } from "./under-way";
import { settleQueue } from "./use-decide";

const undoKey = ["undo"] as const;

type Undo = { answered: Promise<Decided | null>; decided?: Decided | null };
/** Which of the decisions that were made is taken back. */
type Pick = (recent: readonly Decided[], now: number) => Decided | undefined;

/** Whether something is being taken back at this moment: nobody who waits for that case is shown another. */
export const isTakingBack = (cache: QueryClient): boolean => cache.isMutating({ mutationKey: undoKey }) > 0;

/** What follows in the tab once a decision was taken back: its draft stays, and its case is in the queue again, and counted. */
export function takenBack(cache: QueryClient, { decisionId, caseId }: Decided): void {
  forgetDecision(cache, decisionId);
  keepDraft(caseId);
  settleQueue(cache, 0);
}

/** Asked again until it is answered; an answer that was lost on the way reads at the next try as if somebody were first. */
export async function takeBack(decisionId: string): Promise<WireResult<unknown>> {
  let tries = 0;
  const send = () => {
    tries += 1;
    return postJson(`/api/decisions/${decisionId}/undo`);
  };
  const answer = await sendOnceMore(send, backOnline);
  const isOurs = !answer.ok && answer.reason === "decision_already_undone" && tries > 1;
  return isOurs ? { ok: true, value: null } : answer;
}

/**
 * Takes the newest decision of one's own back while its time is not over; the case is open again, with what was typed on
 * it. One that is still on its way is waited for, and then it is that one: if it is refused, nothing is taken back.
 */
export function useUndo(
  pick: Pick,
  onUndone: (decided: Decided) => void,
  onFailed?: (error: RequestFailed, decided?: Decided | null) => void,
) {
  const cache = useQueryClient();
  const isUndoing = useIsMutating({ mutationKey: undoKey }) > 0;
  const mutation = useMutation<Decided | null, RequestFailed, Undo>({
    mutationKey: undoKey,
    mutationFn: async (undo) => {
      undo.decided = await undo.answered;
      if (undo.decided) await orThrow(takeBack(undo.decided.decisionId));
      return undo.decided;
    },
    onSuccess: async (decided) => {
      if (!decided) return;
      takenBack(cache, decided);
      // The view in the cache is older than the undo; the case is shown when it is read anew.
      await cache.fetchQuery({ ...oneCase(decided.caseId), staleTime: 0 }).catch(() => undefined);
      onUndone(decided);
    },
    onError: (error, { decided }) => {
      // Too late or already taken back: there is nothing more to offer.
      if (decided && error.failure.code !== "network" && error.failure.code !== "unexpected")
        forgetDecision(cache, decided.decisionId);
      onFailed?.(error, decided);
    },
  });
  // Asked of the cache, not of what was last drawn: the answer to a decision may be here and not on the screen yet, and a
  // second press in the same frame, or on the next screen, must not take a second one back.
  const undo = () => {
    if (isTakingBack(cache)) return;
    const sending = newestUnderWay(cache);
    if (sending) return mutation.mutate({ answered: answerTo(cache, sending.caseId) });
    const made = pick(recentNow(cache), Date.now());
    if (made) mutation.mutate({ answered: Promise.resolve(made) });
  };
  return { undo, isUndoing, failure: mutation.error?.failure ?? null };
}
