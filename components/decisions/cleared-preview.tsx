"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ClearedPreview as Shown } from "@/lib/decisions/cleared-preview.contract";
import type { CaseView } from "@/lib/decisions/contract";
import { useNames } from "../queue/nameable";
import { orThrow, postJson } from "../shell/fetch-json";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import type { Draft } from "./draft.rules";
import { noViolationOf } from "./request.rules";
import { LetterText } from "./statement-preview";
import { keepOfCase, useSettled } from "./use-preview";

/**
 * What people will read if N is pressed: the server's own letters, asked for when this is opened and kept for a minute. It
 * stands beside the finding and is no step of it, so the one key stays one key.
 */
export function ClearedPreview({ view, draft }: { view: CaseView; draft: Draft }) {
  const t = useTranslations("case.cleared");
  const [isOpen, setOpen] = useState(false);
  const decision = noViolationOf(draft, view);
  const { rationale, clause } = decision.outcome === "no_violation" ? decision : { rationale: "", clause: undefined };
  const settled = useSettled(JSON.stringify({ rationale, clause }), draft.facts, 300);
  const query = useQuery({
    queryKey: ["cleared", view.case.id, view.case.version, settled],
    queryFn: () => orThrow(postJson<Shown>(`/api/cases/${view.case.id}/preview/cleared`, JSON.parse(settled))),
    placeholderData: keepOfCase(view),
    staleTime: 60_000,
    enabled: isOpen,
  });
  return (
    <Disclosure summary={t("title")} onToggle={setOpen} className="mt-4 border-t border-line pt-3">
      {query.isError ? (
        <ErrorState
          title={t("failed")}
          actions={
            <Button size="small" onClick={() => void query.refetch()}>
              {t("again")}
            </Button>
          }
        />
      ) : query.data ? (
        <div aria-busy={query.isPlaceholderData || undefined}>
          <ClearedLetters shown={query.data} />
        </div>
      ) : (
        <div className="animate-late">
          <SkeletonLines count={4} />
        </div>
      )}
    </Disclosure>
  );
}

/** Each letter once, with to whom it goes. */
export function ClearedLetters({ shown: { letters } }: { shown: Shown }) {
  const t = useTranslations("case.cleared");
  const name = useNames();
  if (letters.length === 0) return <p className="text-13 text-ink-soft">{t("nobody")}</p>;
  return (
    <ul className="grid gap-4">
      {letters.map(({ addressee, language, zone, count, notMailed, ...letter }) => (
        <li key={`${addressee} ${language} ${zone}`} className="grid gap-2">
          <p className="text-13 text-ink-soft">
            {addressee === "affected"
              ? t("affected", { language: name("language", language) })
              : t("notifiers", { count, language: name("language", language) })}
            {notMailed > 0 ? <span className="block">{t("notMailed", { count: notMailed })}</span> : null}
          </p>
          <LetterText letter={{ language, ...letter }} />
        </li>
      ))}
    </ul>
  );
}
