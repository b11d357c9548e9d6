import { queryOptions } from "@tanstack/react-query";
import type { CaseView } from "@/lib/decisions/contract";
import { getJson, orThrow } from "../shell/fetch-json";

export const caseKey = (caseId: string) => ["case", caseId] as const;

/** How long what was read of a case counts as what it is now, in milliseconds. */
export const freshForMs = 30_000;

/** One case as the desk shows it, in one round trip. */
export function oneCase(caseId: string) {
  return queryOptions({
    queryKey: caseKey(caseId),
    queryFn: ({ signal }) => orThrow(getJson<CaseView>(`/api/cases/${caseId}`, signal)),
    staleTime: freshForMs,
  });
}

/** The case that a path leads to; null for any other page. */
export function caseIdIn(path: string): string | null {
  return /^\/cases\/([^/?]+)/.exec(path)?.[1] ?? null;
}

/** The case on the screen at this moment, which may not be the one that was there when something was asked. */
export function caseIdNow(): string | null {
  return caseIdIn(window.location.pathname);
}
