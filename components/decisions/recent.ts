"use client";

import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Decided } from "@/lib/decisions/contract";
import { keptInTab } from "../shell/kept-in-tab";
import { useIsHydrated } from "../ui/use-is-hydrated";

const key = ["recent-decisions"] as const;
const kept = keptInTab("recent:");
const all = "decisions";
const none: readonly Decided[] = [];

/** Decisions of this tab that can still be taken back, newest last. */
export function useRecentDecisions(): readonly Decided[] {
  const cache = useQueryClient();
  const { data } = useQuery<readonly Decided[]>({
    queryKey: key,
    queryFn: () => cache.getQueryData<readonly Decided[]>(key) ?? [],
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  // A reload must not take the way back with it.
  useEffect(() => {
    if (cache.getQueryData(key) === undefined) cache.setQueryData(key, stored());
  }, [cache]);
  return (useIsHydrated() && data) || none;
}

export function rememberDecision(cache: QueryClient, decided: Decided): void {
  keep(cache, [...stillOpen(cache).filter((other) => other.decisionId !== decided.decisionId), decided].slice(-20));
}

export function forgetDecision(cache: QueryClient, decisionId: string): void {
  keep(
    cache,
    stillOpen(cache).filter((decided) => decided.decisionId !== decisionId),
  );
}

/** The same at this very moment, whatever was last drawn. */
export function recentNow(cache: QueryClient): readonly Decided[] {
  return cache.getQueryData<readonly Decided[]>(key) ?? stored();
}

function stillOpen(cache: QueryClient): Decided[] {
  return recentNow(cache).filter((decided) => Date.parse(decided.undoUntil) > Date.now());
}

function keep(cache: QueryClient, decisions: readonly Decided[]): void {
  cache.setQueryData(key, decisions);
  kept.write(all, decisions);
}

function stored(): Decided[] {
  const parsed = kept.read(all);
  return Array.isArray(parsed) ? parsed.filter(isDecided) : [];
}

function isDecided(value: unknown): value is Decided {
  return (
    typeof value === "object" &&
    value !== null &&
    "decisionId" in value &&
    "undoUntil" in value &&
    typeof value.undoUntil === "string"
  );
}
