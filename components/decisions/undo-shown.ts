"use client";

import { useEffect, useSyncExternalStore } from "react";

let shown = 0;
const listeners = new Set<() => void>();

function change(by: number): void {
  shown += by;
  for (const listener of listeners) listener();
}

/** Says that the screen shows the way back of a decision itself, for as long as it does. */
export function useShowsWayBack(isShown = true): void {
  useEffect(() => {
    if (!isShown) return;
    change(1);
    return () => change(-1);
  }, [isShown]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a screen does; on the server it is said to, so that nothing flashes up before the screen is there. */
export function useIsWayBackShown(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => shown > 0,
    () => true,
  );
}
