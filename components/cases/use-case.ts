"use client";

import { useQuery } from "@tanstack/react-query";
import { useParams, usePathname } from "next/navigation";
import { useEffect, useLayoutEffect } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { caseIdIn, goneTo, oneCase, shownCase } from "../decisions/one-case";
import { useKept } from "../shell/kept-value";
import { lookAgainIn } from "./holding.rules";

/**
 * The case in the address bar. It is read from the path and not from the page's parameters: after a decision the desk
 * writes the next case's address itself, and no document is loaded.
 */
export function useCaseId(): string {
  const path = usePathname();
  const { caseId } = useParams<{ caseId: string }>();
  const inPath = caseIdIn(path) ?? caseId;
  useEffect(() => {
    if (inPath === caseIdIn(window.location.pathname)) goneTo.write(null);
  }, [inPath]);
  useEffect(() => {
    const back = () => goneTo.write(null);
    window.addEventListener("popstate", back);
    return () => {
      window.removeEventListener("popstate", back);
      back();
    };
  }, []);
  const shown = useKept(goneTo) ?? inPath;
  useLayoutEffect(() => {
    shownCase.write(shown);
    return () => shownCase.write(null);
  }, [shown]);
  return shown;
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
