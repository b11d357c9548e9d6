"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { CaseView, ClauseView } from "@/lib/decisions/contract";
import { getJson, orThrow } from "../shell/fetch-json";

function clausesFor(caseId: string, query: string) {
  return {
    queryKey: ["clauses", caseId, query] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      orThrow(getJson<ClauseView[]>(`/api/cases/${caseId}/clauses?q=${encodeURIComponent(query)}`, signal)),
    staleTime: 5 * 60_000,
  };
}

/** The clause in sight, whole: one of the suggested, which came with the case, or one that was searched for. */
export function useClause(view: CaseView, ref: string | null): { clause: ClauseView | null; isLoading: boolean } {
  const known = view.clauses.find((clause) => clause.ref === ref) ?? null;
  const query = useQuery({ ...clausesFor(view.case.id, ref ?? ""), enabled: ref !== null && known === null });
  const found = query.data?.find((clause) => clause.ref === ref) ?? null;
  return { clause: known ?? found, isLoading: ref !== null && known === null && query.isPending };
}

/** Clauses that may be cited on this case, by words, number, or what stands in their text. */
export function useClauseSearch(caseId: string, typed: string) {
  const [query, setQuery] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed.trim()), 180);
    return () => clearTimeout(timer);
  }, [typed]);
  // One Chinese character is a word; one Latin letter is not.
  const isEnough = query.length >= 2 || /[^\p{ASCII}]/u.test(query);
  const search = useQuery({ ...clausesFor(caseId, query), enabled: isEnough, placeholderData: (before) => before });
  return {
    found: isEnough ? search.data : undefined,
    isLoading: isEnough && search.isFetching,
    failed: isEnough && search.isError,
  };
}
