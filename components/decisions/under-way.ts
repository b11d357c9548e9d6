"use client";

import { type MutationCache, type QueryClient, useMutationState } from "@tanstack/react-query";
import type { DecideCase, Decided } from "@/lib/decisions/contract";
import { leavingQueue } from "../queue/use-queue";
import { useIsHydrated } from "../ui/use-is-hydrated";

/** A decision that somebody made and the server has not answered yet. They travel one after the other, as they were made. */
export type UnderWay = {
  caseId: string;
  reference: string;
  decision: DecideCase;
  /** Of one that was kept from before a reload: the key under which it may have been sent already. */
  key?: string;
  /** The key under which it is sent for the first time, as it was kept the moment it was made. */
  firstKey?: string;
};

export const decisionsKey = [...leavingQueue, "decision"] as const;

type Sent = ReturnType<MutationCache["getAll"]>[number];

function underWayOf(mutation: Sent): UnderWay | null {
  const variables: unknown = mutation.state.variables;
  return typeof variables === "object" && variables !== null && "decision" in variables
    ? (variables as UnderWay)
    : null;
}

/** Decisions on their way, the newest last. */
export function useUnderWay(): UnderWay[] {
  const pending = { mutationKey: decisionsKey, status: "pending" } as const;
  const all = useMutationState({ filters: pending, select: (mutation) => underWayOf(mutation) });
  return useIsHydrated() ? all.flatMap((one) => one ?? []) : [];
}

function sentNow(cache: QueryClient, caseId: string): Sent | undefined {
  return cache
    .getMutationCache()
    .findAll({ mutationKey: decisionsKey, status: "pending" })
    .findLast((mutation) => underWayOf(mutation)?.caseId === caseId);
}

/** The same for one case and this very moment, for what happens between two frames. */
export function isUnderWay(cache: QueryClient, caseId: string): boolean {
  return sentNow(cache, caseId) !== undefined;
}

/** The newest decision on its way at this very moment, which may not be the one that was last drawn. */
export function newestUnderWay(cache: QueryClient): UnderWay | undefined {
  return cache
    .getMutationCache()
    .findAll({ mutationKey: decisionsKey, status: "pending" })
    .flatMap((mutation) => underWayOf(mutation) ?? [])
    .at(-1);
}

/** What the decision on its way on this case comes to; null when it is refused, or there is none. */
export function answerTo(cache: QueryClient, caseId: string): Promise<Decided | null> {
  const mutation = sentNow(cache, caseId);
  if (!mutation) return Promise.resolve(null);
  return new Promise((resolve) => {
    const look = () => {
      if (mutation.state.status === "pending") return;
      unsubscribe();
      resolve(mutation.state.status === "success" ? decidedOf(mutation.state.data) : null);
    };
    const unsubscribe = cache.getMutationCache().subscribe(look);
    look();
  });
}

function decidedOf(data: unknown): Decided | null {
  return typeof data === "object" && data !== null && "decided" in data ? (data.decided as Decided) : null;
}
