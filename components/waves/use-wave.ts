"use client";

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ClauseView } from "@/lib/decisions/contract";
import type { WaveMembersPage, WavePlan, WaveView } from "@/lib/decisions/wave.contract";
import { getJson, orThrow, postJson } from "../shell/fetch-json";

/** A wave, asked for again each second while its decision is carried out. */
export function useWave(first: WaveView) {
  const query = useQuery({
    queryKey: ["wave", first.id],
    queryFn: ({ signal }) => orThrow(getJson<WaveView>(`/api/waves/${first.id}`, signal)),
    initialData: first,
    refetchInterval: ({ state }) => (/^(running|undoing)$/.test(state.data?.run?.state ?? "") ? 1_000 : 15_000),
  });
  return { wave: query.data, readAt: query.dataUpdatedAt, isUnread: query.isError, readAgain: query.refetch };
}

/** What would follow from the choice, from the server; the last answer stays while the next one is on its way. */
export function usePlan(waveId: string, choice: Record<string, unknown> | null, size: number) {
  return useQuery({
    queryKey: ["wave-plan", waveId, size, choice],
    queryFn: () => orThrow(postJson<WavePlan>(`/api/waves/${waveId}/plan`, { choice })),
    enabled: choice !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** The clause with this reference as it governs the first of these items that it governs; undefined when there is none. */
export function useWaveClause(caseIds: readonly string[], ref: string) {
  const query = useQuery({
    queryKey: ["wave-clause", caseIds, ref],
    queryFn: async ({ signal }) => {
      for (const caseId of caseIds) {
        const path = `/api/cases/${caseId}/clauses?q=${encodeURIComponent(ref)}`;
        const found = await orThrow(getJson<ClauseView[]>(path, signal));
        const clause = found.find((each) => each.ref === ref);
        if (clause) return clause;
      }
      return null;
    },
    enabled: ref !== "",
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    clause: query.data ?? undefined,
    isKnown: query.data !== undefined,
    isUnread: query.isError,
    readAgain: query.refetch,
  };
}

/** @param stage how far the wave's decision is: its items are other ones after it, and after it was taken back */
export function useMembers(waveId: string, stage: string) {
  return useInfiniteQuery({
    queryKey: ["wave-members", waveId, stage],
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      orThrow(
        getJson<WaveMembersPage>(
          `/api/waves/${waveId}/members${pageParam ? `?after=${encodeURIComponent(pageParam)}` : ""}`,
          signal,
        ),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

/** A write about this wave: what is on screen is asked for anew when it is done, and when it was refused. */
export function useWaveWrite(waveId: string) {
  const cache = useQueryClient();
  const [failedAt, setFailedAt] = useState(0);
  const write = useMutation({
    onError: () => setFailedAt(Date.now()),
    mutationFn: ({ path, body, method }: { path: string; body?: unknown; method?: "POST" | "DELETE" }) =>
      orThrow(postJson<unknown>(path, body ?? {}, method)),
    // Whoever started a run must be able to stop it at once. What would follow is worked out for nobody while it goes: that
    // takes the server's time from the run, and the plan on screen is another one when it is over.
    onSettled: (_, error, { path }) => {
      const isStarted = error === null && path.endsWith("/run");
      if (!isStarted) void cache.invalidateQueries({ queryKey: ["wave-plan", waveId] });
      void cache.invalidateQueries({ queryKey: ["wave-members", waveId] });
      return cache.invalidateQueries({ queryKey: ["wave", waveId] });
    },
  });
  return { write, failedAt };
}
