"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { queueKey } from "@/components/queue/keys";
import type { Decided } from "@/lib/decisions/contract";
import { orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import { oneCase } from "./one-case";
import { forgetDecision } from "./recent";

/** Takes a decision of one's own back while its time is not over; the case is open again, with what was typed on it. */
export function useUndo(onUndone: (decided: Decided) => void) {
  const cache = useQueryClient();
  const mutation = useMutation<unknown, RequestFailed, Decided>({
    mutationFn: (decided) => orThrow(postJson(`/api/decisions/${decided.decisionId}/undo`)),
    onSuccess: async (_, decided) => {
      forgetDecision(cache, decided.decisionId);
      void cache.invalidateQueries({ queryKey: queueKey });
      // The view in the cache is older than the undo; the case is shown when it is read anew.
      await cache.fetchQuery({ ...oneCase(decided.caseId), staleTime: 0 }).catch(() => undefined);
      onUndone(decided);
    },
    onError: (error, decided) => {
      // Too late or already taken back: there is nothing more to offer.
      if (error.failure.code !== "network" && error.failure.code !== "unexpected")
        forgetDecision(cache, decided.decisionId);
    },
  });
  return { undo: mutation.mutate, isUndoing: mutation.isPending, failure: mutation.error?.failure ?? null };
}
