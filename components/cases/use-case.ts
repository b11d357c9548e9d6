"use client";

import { useQuery } from "@tanstack/react-query";
import { useParams, usePathname } from "next/navigation";
import { useEffect } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { caseIdIn, caseIdNow, oneCase } from "../decisions/one-case";
import { keptValue, useKept } from "../shell/kept-value";
import { lookAgainIn } from "./holding.rules";

/**
 * The case that the desk went to and the router has not told of yet. The router takes its time over an address, and drops one
 * that comes while it is busy; whoever pressed a key sees the next case in the same frame.
 */
const goneTo = keptValue<string | null>(null);

/**
 * The case in the address bar. It is read from the path and not from the page's parameters: after a decision the desk
 * writes the next case's address itself, and no document is loaded.
 */
export function useCaseId(): string {
  const path = usePathname();
  const { caseId } = useParams<{ caseId: string }>();
  const inPath = caseIdIn(path) ?? caseId;
  useEffect(() => {
    if (inPath === caseIdNow()) goneTo.write(null);
  }, [inPath]);
  useEffect(() => {
    const back = () => goneTo.write(null);
    window.addEventListener("popstate", back);
    return () => {
      window.removeEventListener("popstate", back);
      back();
    };
  }, []);
  return useKept(goneTo) ?? inPath;
}

/** @param first the case that came with the document */
export function useCase(caseId: string, first: CaseView) {
  return useQuery({
    ...oneCase(caseId),
    ...(first.case.id === caseId ? { initialData: first } : {}),
    refetchInterval: ({ state }) => lookAgainIn(state.data),
  });
}

/** Shows another case without loading a document; back and reload work as with any page. */
export function goToCase(caseId: string, search: string): void {
  window.history.pushState(null, "", `/cases/${caseId}${search === "" ? "" : `?${search}`}`);
  goneTo.write(caseId);
}
