"use client";

import { keepPreviousData, useInfiniteQuery, useMutationState } from "@tanstack/react-query";
import type { ListedCase, ListedPage } from "@/lib/decisions/listed.contract";
import { getJson, orThrow } from "../shell/fetch-json";
import { type QueueFilter, questionMark, searchOf } from "./filters.rules";
import { queueKey } from "./keys";
import { pollEvery } from "./live.rules";
import { leavingQueue } from "./use-queue";

/** The rows of the list, without those that this person is deciding just now; one that is refused comes back by itself. */
export function useListed(filter: QueueFilter, isLive: boolean) {
  const search = (extra: Record<string, string>) =>
    questionMark(searchOf({ ...filter, mode: "rows" }, { limit: "20", ...extra }));
  const readPage = (after: string, signal?: AbortSignal) =>
    orThrow(getJson<ListedPage>(`/api/queue/list${search(after === "" ? {} : { after })}`, signal));
  const query = useInfiniteQuery({
    // Under the queue's own key: what is told of the queue is told of its list.
    queryKey: [...queueKey, "list", search({})],
    queryFn: ({ pageParam, signal }) => readPage(pageParam, signal),
    meta: { readPage: (after: string) => readPage(after) },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery(isLive),
  });
  const leaving = useMutationState({
    filters: { mutationKey: leavingQueue, status: "pending" },
    select: ({ state }) => (state.variables as { caseId?: string } | undefined)?.caseId,
  });
  const once = new Map((query.data?.pages ?? []).flatMap(({ rows }) => rows).map((row) => [row.id, row]));
  const rows: ListedCase[] = [...once.values()].filter(({ id }) => !leaving.includes(id));
  return { ...query, rows };
}
