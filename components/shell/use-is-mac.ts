"use client";

import { useSyncExternalStore } from "react";

/** Whether caps say ⌘ or Ctrl; the server says Ctrl. */
export function useIsMac(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
}
