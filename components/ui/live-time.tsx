"use client";

import { type ComponentProps, useSyncExternalStore } from "react";
import { Time } from "./time";

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;
let tick = 0;

/** One clock for all times on the page, twice a minute. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    tick += 1;
    for (const each of listeners) each();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** A time that keeps counting: deadlines, leases, ages in the queue. */
export function LiveTime(props: Omit<ComponentProps<typeof Time>, "now">) {
  useSyncExternalStore(
    subscribe,
    () => tick,
    () => 0,
  );
  return <Time {...props} />;
}
