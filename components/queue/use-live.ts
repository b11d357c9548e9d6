"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { countsKey, queueKey } from "./keys";
import { lookIn } from "./live.rules";
import type { QueuePages } from "./use-queue";

/** Long enough that a server with no stream to give is not asked all the time. */
const againAfterMs = 60_000;

/**
 * Hears what others take, put back and decide, and has the list looked at again. True while the stream is there; where
 * it is cut off, the list goes by the clock. A page out of sight keeps no stream: browsers give one server few connections.
 */
export function useLive(): boolean {
  const cache = useQueryClient();
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    let stream: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let look: { at: number; timer: ReturnType<typeof setTimeout> } | null = null;
    const lookAgain = () => {
      look = null;
      void cache.invalidateQueries({ queryKey: queueKey });
      void cache.invalidateQueries({ queryKey: countsKey });
    };
    const heard = (told: string) => {
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

function idsOnScreen(cache: QueryClient): ReadonlySet<string> {
  const lists = cache.getQueriesData<QueuePages>({ queryKey: queueKey, type: "active" });
  return new Set(lists.flatMap(([, list]) => list?.pages.flatMap((page) => page.rows.map((row) => row.id)) ?? []));
}
