"use client";

import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { countsKey, queueKey } from "./keys";
import { lookIn } from "./live.rules";
import { listAgain, type ReadPage } from "./pages-again";

type Pages = InfiniteData<Awaited<ReturnType<ReadPage>>, string>;

/** Long enough that a server with no stream to give is not asked all the time. */
const againAfterMs = 60_000;

/**
 * Hears what others take, put back and decide, and has those pages of the list that it is about looked at again. True while the stream is there; where
 * it is cut off, the list goes by the clock. A page out of sight keeps no stream: browsers give one server few connections.
 */
export function useLive(): boolean {
  const cache = useQueryClient();
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    let stream: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let look: { at: number; timer: ReturnType<typeof setTimeout> } | null = null;
    let heardSince = new Set<string>();
    const lookAgain = () => {
      const told = heardSince;
      look = null;
      heardSince = new Set();
      void lookAt(cache, told);
      void cache.invalidateQueries({ queryKey: countsKey });
    };
    const heard = (told: string) => {
      heardSince.add(told);
      const at = Date.now() + lookIn(told, idsOnScreen(cache));
      if (look && look.at <= at) return;
      if (look) clearTimeout(look.timer);
      look = { at, timer: setTimeout(lookAgain, at - Date.now()) };
    };
    const close = () => {
      clearTimeout(again);
      stream?.close();
      stream = null;
      setIsLive(false);
    };
    const open = () => {
      close();
      const opened = new EventSource("/api/queue/live");
      stream = opened;
      // Whatever was told before it was open has not been heard.
      opened.onopen = () => {
        setIsLive(true);
        heard("missed");
      };
      opened.onmessage = ({ data }) => heard(String(data));
      opened.onerror = () => {
        setIsLive(false);
        // The browser tries again by itself, but for an answer that is no stream.
        if (opened.readyState === EventSource.CLOSED) again = setTimeout(open, againAfterMs);
      };
    };
    const onSight = () => (document.visibilityState === "visible" ? open() : close());
    onSight();
    document.addEventListener("visibilitychange", onSight);
    return () => {
      document.removeEventListener("visibilitychange", onSight);
      close();
      if (look) clearTimeout(look.timer);
    };
  }, [cache]);
  return isLive;
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
