"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { type Evidence, withEvidence } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { trimmedSpan } from "./spans.rules";
import { selectedIn } from "./text-selection";

/** Binds the words selected in the content or in a notice. Says what came of it: a selection is easily lost. */
export function useBinding(view: CaseView, change: ChangeDraft, say: (words: string) => void): () => void {
  const t = useTranslations("case.evidence");
  return useCallback(() => {
    const piece = selectedEvidence(view);
    if (!piece) return say(t("nothingSelected"));
    change((draft) => ({ ...draft, evidence: withEvidence(draft.evidence, piece) }));
    window.getSelection()?.removeAllRanges();
    say(t("bound", { words: piece.text.slice(0, 80) }));
  }, [view, change, say, t]);
}

function selectedEvidence(view: CaseView): Evidence | null {
  const anchor = window.getSelection()?.anchorNode;
  const start = anchor instanceof HTMLElement ? anchor : anchor?.parentElement;
  const container = start?.closest<HTMLElement>("[data-evidence-in]") ?? null;
  const selected = selectedIn(container);
  if (!container || !selected) return null;
  const { evidenceIn, noticeId } = container.dataset;
  const whole =
    evidenceIn === "title"
      ? view.content.title
      : evidenceIn === "text"
        ? view.content.text
        : view.notices.find((notice) => notice.id === noticeId)?.explanation;
  const span = whole === undefined ? null : trimmedSpan(whole, selected.start, selected.end);
  if (!span) return null;
  if (evidenceIn === "title" || evidenceIn === "text") return { in: evidenceIn, ...span, element: "" };
  return { in: "explanation", ...(noticeId ? { noticeId } : {}), ...span, element: "" };
}
