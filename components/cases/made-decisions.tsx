"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import type { MadeDecision } from "@/lib/decisions/made.contract";
import { getJson, orThrow } from "../shell/fetch-json";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { ErrorState } from "../ui/error-state";
import { MadeDecisionPart } from "./made-decision";

/** Begins with the case's own key, so that whatever makes the case stale makes these stale too. */
const madeKey = (caseId: string) => ["case", caseId, "decisions"] as const;

/**
 * What was decided on this case, newest first. Asked for apart from the case: most cases at the desk have no decision
 * yet, and the next one must not wait for it.
 */
export function MadeDecisions({ view }: { view: CaseView }) {
  const t = useTranslations("made");
  const query = useQuery({
    queryKey: madeKey(view.case.id),
    queryFn: ({ signal }) => orThrow(getJson<MadeDecision[]>(`/api/cases/${view.case.id}/decisions`, signal)),
    enabled: view.decisionsMade > 0,
  });
  if (view.decisionsMade === 0) return null;
  if (query.isError) {
    return (
      <ErrorState title={t("failed")} actions={<Button onClick={() => void query.refetch()}>{t("again")}</Button>} />
    );
  }
  if (!query.data) return <p className="animate-late text-13 text-ink-soft">{t("loading")}</p>;
  const [newest, ...earlier] = query.data;
  const isOver = view.case.state === "decided";
  const list = (decisions: readonly MadeDecision[]) => (
    <ol className="grid gap-4">
      {decisions.map((decision) => (
        <li key={decision.id} className="border-t border-line pt-4 first:border-t-0 first:pt-0">
          <MadeDecisionPart decision={decision} zone={view.platform.zone} platform={view.platform.id} />
        </li>
      ))}
    </ol>
  );
  return (
    <section aria-label={t("title")} className="grid gap-3">
      {isOver && newest ? (
        <>
          {list([newest])}
          {earlier.length > 0 ? (
            <Disclosure summary={t("earlier", { count: earlier.length })}>{list(earlier)}</Disclosure>
          ) : null}
        </>
      ) : (
        <Disclosure summary={t("earlier", { count: query.data.length })}>{list(query.data)}</Disclosure>
      )}
    </section>
  );
}
