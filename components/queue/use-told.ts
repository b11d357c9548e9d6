"use client";

import { useEffect, useRef, useState } from "react";

/** Long enough that a server with no stream to give is not asked all the time. */
const againAfterMs = 60_000;

/**
 * Hears which cases moved, as it happens: `heard` is called with a case's id, "new", or "missed" when the stream opens, for
 * whatever was told before. True while the stream is there; where it is cut off, the screen goes by the clock. A page out
 * of sight keeps no stream: browsers give one server few connections.
 */
export function useTold(heard: (told: string) => void): boolean {
  const [isLive, setIsLive] = useState(false);
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  useEffect(() => {
    let stream: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
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
      opened.onopen = () => {
        setIsLive(true);
        latest.current("missed");
      };
      opened.onmessage = ({ data }) => latest.current(String(data));
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
    };
  }, []);
  return isLive;
}
