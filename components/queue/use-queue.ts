"use client";

import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useMutationState,
} from "@tanstack/react-query";
import type { QueuePage, QueueRow } from "@/lib/queue/contract";
import { getJson, orThrow } from "../shell/fetch-json";
import { type QueueFilter, questionMark, searchOf } from "./filters.rules";
import { queueKey } from "./keys";
import { pollEvery } from "./live.rules";

/** Cases that are on their way out: decided or put back, and not yet confirmed by the server. */
export const leavingQueue = ["leaving-queue"] as const;

/** The queue under one filter, page by page. */
export function openQueue(filter: QueueFilter) {
  const readPage = (after: string, signal?: AbortSignal) =>
    orThrow(getJson<QueuePage>(`/api/queue${questionMark(searchOf(filter, after ? { after } : {}))}`, signal));
  return infiniteQueryOptions({
    queryKey: [...queueKey, searchOf(filter)],
    queryFn: ({ pageParam, signal }) => readPage(pageParam, signal),
    meta: { readPage: (after: string) => readPage(after) },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

export type QueuePages = InfiniteData<QueuePage, string>;

/** The pages without one case. */
export function without(pages: QueuePages, caseId: string): QueuePages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, rows: page.rows.filter((row) => row.id !== caseId) })),
  };
}

/**
 * The rows as they are to be shown: what this person is just deciding is hidden, and comes back by itself if that fails.
 * @param first the page that came with the document, for `filter` as it was then
 * @param isLive whether the server tells what changes
 */
export function useQueue(filter: QueueFilter, first: { search: string; page: QueuePage }, isLive: boolean) {
  const isFirst = first.search === searchOf(filter);
  const query = useInfiniteQuery({
    ...openQueue(filter),
    ...(isFirst ? { initialData: { pages: [first.page], pageParams: [""] } } : {}),
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery(isLive),
  });
  const leaving = useMutationState({
    filters: { mutationKey: leavingQueue, status: "pending" },
    select: (mutation) => caseOf(mutation.state.variables),
  });
  // With a first page the types promise that there is always one; under another filter there is not.
  const pages: Pick<QueuePages, "pages"> | undefined = query.data;
  const rows: QueueRow[] = pages?.pages.flatMap((page) => page.rows) ?? [];
  return { ...query, rows: onceEach(rows).filter((row) => !leaving.includes(row.id)) };
}

function caseOf(variables: unknown): string | null {
  if (typeof variables !== "object" || variables === null || !("caseId" in variables)) return null;
  return typeof variables.caseId === "string" ? variables.caseId : null;
}

/** While people page, a case may move from a page not yet read to one already read. */
function onceEach(rows: readonly QueueRow[]): QueueRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
