"use client";

import { onlineManager } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

const isCut = () => !onlineManager.isOnline();
const isCutAtServer = () => false;

/** Whether the browser says that there is no connection; false while the page is made. */
export function useIsCut(): boolean {
  return useSyncExternalStore(onlineManager.subscribe, isCut, isCutAtServer);
}
