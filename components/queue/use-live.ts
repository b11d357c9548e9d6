"use client";

import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { countsKey, queueKey } from "./keys";
import { lookIn } from "./live.rules";
import { listAgain, type ReadPage } from "./pages-again";
import { useTold } from "./use-told";

type Pages = InfiniteData<Awaited<ReturnType<ReadPage>>, string>;

type Look = { at: number; timer: ReturnType<typeof setTimeout> };

/**
 * Hears what others take, put back and decide, and has those pages of the list that it is about looked at again. True while
 * the stream is there; where it is cut off, the list goes by the clock.
 */
export function useLive(): boolean {
  const cache = useQueryClient();
  const look = useRef<Look | null>(null);
  const heardSince = useRef(new Set<string>());
  useEffect(
    () => () => {
      if (look.current) clearTimeout(look.current.timer);
      look.current = null;
    },
    [],
  );
  const lookAgain = () => {
    const told = heardSince.current;
    look.current = null;
    heardSince.current = new Set();
    void lookAt(cache, told);
    void cache.invalidateQueries({ queryKey: countsKey });
  };
  return useTold((told) => {
    heardSince.current.add(told);
    const at = Date.now() + lookIn(told, idsOnScreen(cache));
    if (look.current && look.current.at <= at) return;
    if (look.current) clearTimeout(look.current.timer);
    look.current = { at, timer: setTimeout(lookAgain, at - Date.now()) };
  });
}

/**
 * Reads again what was told of, page by page: with fifty pages open a colleague who takes one case costs one page, not
 * fifty. What was missed, or cannot be told apart, costs all of them.
 */
async function lookAt(cache: QueryClient, told: ReadonlySet<string>): Promise<void> {
  if (told.has("missed")) return cache.invalidateQueries({ queryKey: queueKey });
  // What is not on the screen is old from now on, and read when somebody looks at it.
  void cache.invalidateQueries({ queryKey: queueKey, refetchType: "none" });
  for (const { queryKey, meta, state } of cache.getQueryCache().findAll({ queryKey: queueKey, type: "active" })) {
    const before = cache.getQueryData<Pages>(queryKey);
    const readPage = meta?.readPage;
    const isIdle = state.fetchStatus === "idle";
    const again = before && readPage && isIdle ? await listAgain(before, told, readPage).catch(() => null) : null;
    // What changed meanwhile, by a decision made here or a page that came, is newer than what was read.
    if (again && cache.getQueryData(queryKey) === before) cache.setQueryData(queryKey, again);
    else await cache.invalidateQueries({ queryKey, exact: true });
  }
}

function idsOnScreen(cache: QueryClient): ReadonlySet<string> {
  const lists = cache.getQueriesData<Pages>({ queryKey: queueKey, type: "active" });
  return new Set(lists.flatMap(([, list]) => list?.pages.flatMap((page) => page.rows.map((row) => row.id)) ?? []));
}
