"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { preferenceCookie } from "../shell/preferences";
import { filterOf, type QueueFilter, questionMark, searchOf } from "./filters.rules";

export type ChangeFilter = (change: Partial<QueueFilter>) => void;

/**
 * The filter lives in the address bar; changing it asks for data, never for a document. A change is made to what the
 * address says now: React may still be showing the one before, and two quick changes must not undo each other.
 * @param cookie where this person's last filter is kept
 */
export function useFilter(cookie: string): [QueueFilter, ChangeFilter] {
  const search = useSearchParams();
  const path = usePathname();
  const filter = useMemo(() => filterOf(search), [search]);
  const change = useCallback<ChangeFilter>(
    (changed) => {
      const now = filterOf(new URLSearchParams(window.location.search));
      const next = searchOf({ ...now, ...changed });
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser yet.
      document.cookie = preferenceCookie(cookie, next, "/queue");
      window.history.pushState(null, "", `${path}${questionMark(next)}`);
    },
    [path, cookie],
  );
  return [filter, change];
}
