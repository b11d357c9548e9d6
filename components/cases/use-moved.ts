"use client";

import { useQueryClient } from "@tanstack/react-query";
import { caseKey } from "../decisions/one-case";
import { useTold } from "../queue/use-told";

/**
 * Looks at the case on the screen again as soon as the server tells of it: a report joined and was read, or somebody moved
 * it. What is told to nobody (cases of children, lib/intake/tell.store.ts) is looked at by the clock, as without a stream.
 */
export function useMoved(caseId: string): void {
  const cache = useQueryClient();
  useTold((told) => {
    const queryKey = caseKey(caseId);
    if (told === caseId) void cache.invalidateQueries({ queryKey });
    // Nothing was missed by what was read a moment ago.
    else if (told === "missed") void cache.refetchQueries({ queryKey, type: "active", stale: true });
  });
}
