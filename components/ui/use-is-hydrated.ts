"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * False while a part of the page takes over what the server drew, true from then on. The shell does so before the screen in
 * it, so what the shell has read of this tab by then is known to the browser and was not to the server: a part that showed
 * it at once would be thrown away and made anew (React error 418).
 */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
