"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { filterOf, type QueueFilter, questionMark, searchOf } from "./filters.rules";

export type ChangeFilter = (change: Partial<QueueFilter>) => void;

/**
 * The filter lives in the address bar; changing it asks for data, never for a document. A change is made to what the
 * address says now: React may still be showing the one before, and two quick changes must not undo each other.
 */
export function useFilter(): [QueueFilter, ChangeFilter] {
  const search = useSearchParams();
  const path = usePathname();
  const filter = useMemo(() => filterOf(search), [search]);
  const change = useCallback<ChangeFilter>(
    (changed) => {
      const now = filterOf(new URLSearchParams(window.location.search));
      window.history.pushState(null, "", `${path}${questionMark(searchOf({ ...now, ...changed }))}`);
    },
    [path],
  );
  return [filter, change];
}
