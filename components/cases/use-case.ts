"use client";

import { useQuery } from "@tanstack/react-query";
import { useParams, usePathname } from "next/navigation";
import type { CaseView } from "@/lib/decisions/contract";
import { oneCase } from "../decisions/one-case";

/**
 * The case in the address bar. It is read from the path and not from the page's parameters: after a decision the desk
 * writes the next case's address itself, and no document is loaded.
 */
export function useCaseId(): string {
  const path = usePathname();
  const { caseId } = useParams<{ caseId: string }>();
  return /^\/cases\/([^/]+)/.exec(path)?.[1] ?? caseId;
}

/** @param first the case that came with the document */
export function useCase(caseId: string, first: CaseView) {
  return useQuery({
    ...oneCase(caseId),
    ...(first.case.id === caseId ? { initialData: first } : {}),
    refetchInterval: 60_000,
  });
}

/** Shows another case without loading a document; back and reload work as with any page. */
export function goToCase(caseId: string, search: string): void {
  window.history.pushState(null, "", `/cases/${caseId}${search === "" ? "" : `?${search}`}`);
}
