"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { caseKey, freshForMs } from "../decisions/one-case";
import { useTold } from "../queue/use-told";

/**
 * Looks at the case on the screen again as soon as the server tells of it: a report joined and was read, or somebody moved
 * it. What is told to nobody (cases of children, lib/intake/tell.store.ts) is looked at by the clock, as without a stream.
 */
export function useMoved(caseId: string): void {
  const cache = useQueryClient();
  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(again.current), []);
  useTold((told) => {
    const queryKey = caseKey(caseId);
    if (told === caseId) return void cache.invalidateQueries({ queryKey });
    if (told !== "missed") return;
    const readAgain = () => void cache.refetchQueries({ queryKey, type: "active", stale: true });
    readAgain();
    // What was read a moment ago is left alone now, for it may be in somebody's hands; what moved between the reading and
    // the stream is seen once that reading is old.
    clearTimeout(again.current);
    again.current = setTimeout(readAgain, freshForMs);
  });
}
