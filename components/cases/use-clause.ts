"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { CaseView, ClauseView } from "@/lib/decisions/contract";
import { getJson, orThrow } from "../shell/fetch-json";

/** @param at what is asked for its clauses, such as `/api/cases/<id>` */
function clausesFor(at: string, query: string) {
  return {
    queryKey: ["clauses", at, query] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      orThrow(getJson<ClauseView[]>(`${at}/clauses?q=${encodeURIComponent(query)}`, signal)),
    staleTime: 5 * 60_000,
  };
}

/** The clause in sight, whole: one of the suggested, which came with the case, or one that was searched for. */
export function useClause(view: CaseView, ref: string | null): { clause: ClauseView | null; isLoading: boolean } {
  const known = view.clauses.find((clause) => clause.ref === ref) ?? null;
  const query = useQuery({
    ...clausesFor(`/api/cases/${view.case.id}`, ref ?? ""),
    enabled: ref !== null && known === null,
  });
  const found = query.data?.find((clause) => clause.ref === ref) ?? null;
  return { clause: known ?? found, isLoading: ref !== null && known === null && query.isPending };
}

/**
 * Clauses that may be cited on what is under review, by words, number, or what stands in their text. `found` is what
 * answers the words that were last asked for, or, while those are on their way, what answered the ones before; `answers`
 * says whether it is the answer to what is typed now: only then may it be taken without looking.
 */
export function useClauseSearch(at: string, typed: string) {
  const wanted = typed.trim();
  const [query, setQuery] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setQuery(wanted), 180);
    return () => clearTimeout(timer);
  }, [wanted]);
  // One Chinese character is a word; one Latin letter is not.
  const isEnough = wanted.length >= 2 || /[^\p{ASCII}]/u.test(wanted);
  const search = useQuery({
    ...clausesFor(at, query),
    enabled: isEnough && query !== "",
    placeholderData: (before) => before,
  });
  const answers = isEnough && query === wanted && search.data !== undefined && !search.isPlaceholderData;
  return {
    found: isEnough ? search.data : undefined,
    answers,
    isLoading: isEnough && !answers && !search.isError,
    failed: isEnough && query === wanted && search.isError,
  };
}
