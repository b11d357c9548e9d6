"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { filterOf, type QueueFilter, questionMark, searchOf } from "./filters.rules";

/** The filter lives in the address bar. Changing it asks for data, never for a document. */
export function useFilter(): [QueueFilter, (filter: QueueFilter) => void] {
  const search = useSearchParams();
  const path = usePathname();
  const filter = useMemo(() => filterOf(search), [search]);
  const set = useCallback(
    (next: QueueFilter) => window.history.pushState(null, "", `${path}${questionMark(searchOf(next))}`),
    [path],
  );
  return [filter, set];
}
