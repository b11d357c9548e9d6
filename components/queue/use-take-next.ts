"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { CaseView } from "@/lib/decisions/contract";
import type { NextForScreen } from "@/lib/decisions/next.contract";
import { takeInHand } from "../cases/in-hand";
import { postJson, RequestFailed } from "../shell/fetch-json";
import { claimOf, type QueueFilter, questionMark, searchOf } from "./filters.rules";
import { releasedLately } from "./released";

/** The next case of a queue, claimed and whole; null when there is none. @throws RequestFailed */
export async function takeNext(filter: QueueFilter): Promise<CaseView | null> {
  const answer = await postJson<NextForScreen>("/api/queue/next", claimOf(filter, releasedLately()));
  if (!answer.ok) throw new RequestFailed(answer);
  return answer.value.next;
}

/** Takes the next case and opens it; `isEmpty` when there was none to take under this filter. */
export function useTakeNext(filter: QueueFilter) {
  const router = useRouter();
  const cache = useQueryClient();
  const search = searchOf(filter);
  const mutation = useMutation<CaseView | null, RequestFailed, string>({
    mutationFn: () => takeNext(filter),
    onSuccess: (next) => {
      if (!next) return;
      cache.setQueryData(["case", next.case.id], next);
      takeInHand(cache, next.case.id);
      router.push(`/cases/${next.case.id}${questionMark(search)}`);
    },
  });
  return {
    take: () => mutation.mutate(search),
    // The case is taken before its page is there: a second press would take a second one.
    isTaking: mutation.isPending || (mutation.isSuccess && mutation.data !== null),
    isEmpty: mutation.isSuccess && mutation.data === null && mutation.variables === search,
    failure: mutation.error?.failure ?? null,
  };
}
