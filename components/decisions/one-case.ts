import { queryOptions } from "@tanstack/react-query";
import type { CaseView } from "@/lib/decisions/contract";
import { getJson, orThrow } from "../shell/fetch-json";
import { keptValue } from "../shell/kept-value";

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

/**
 * The case that the desk went to and the router has not told of yet. The router takes its time over an address, and drops one
 * that comes while it is busy; whoever pressed a key sees the next case in the same frame.
 */
export const goneTo = keptValue<string | null>(null);

/** The case that the desk shows; null where there is no desk. */
export const shownCase = keptValue<string | null>(null);

/**
 * The case on the screen at this moment, which may not be the one that was there when something was asked; null on any other
 * page. Not the address: on a slow machine the router writes an earlier one over that of the case which was gone to.
 */
export function caseIdNow(): string | null {
  const inAddress = caseIdIn(window.location.pathname);
  return inAddress && (goneTo.read() ?? shownCase.read() ?? inAddress);
}
