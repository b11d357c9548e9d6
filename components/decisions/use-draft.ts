"use client";

import { useCallback, useLayoutEffect, useMemo, useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { type Draft, freshDraft, isTouched } from "./draft.rules";
import { dropDraft, readDraft, writeDraft } from "./kept-drafts";

export type ChangeDraft = (change: (draft: Draft) => Draft) => void;

/**
 * What has been chosen and typed on one case; kept in this tab at every change, so that a lapsed claim, a lost
 * connection or a reload loses nothing. Mount anew (`key`) for another case.
 */
export function useDraft(view: CaseView): { draft: Draft; change: ChangeDraft; restart: () => void; isKept: boolean } {
  const caseId = view.case.id;
  const fresh = useMemo(() => freshDraft(view), [view]);
  const [draft, setDraft] = useState(fresh);
  // The server cannot know what this tab kept; before the first paint nobody sees the difference.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the case opens
  useLayoutEffect(() => {
    const kept = readDraft(caseId, fresh);
    if (kept) setDraft(kept);
  }, [caseId]);
  const change = useCallback<ChangeDraft>(
    (next) =>
      setDraft((before) => {
        const after = next(before);
        writeDraft(caseId, after);
        return after;
      }),
    [caseId],
  );
  const restart = useCallback(() => {
    dropDraft(caseId);
    setDraft(fresh);
  }, [caseId, fresh]);
  return { draft, change, restart, isKept: isTouched(draft, fresh) };
}
