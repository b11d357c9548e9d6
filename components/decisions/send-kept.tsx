"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useFailureMessage } from "../shell/use-failure-message";
import { useToast } from "../ui/toast";
import { keptDecisions } from "./kept-decisions";
import { useUndecided } from "./undecided";
import { useDecide } from "./use-decide";

const nothing = async () => undefined;

/**
 * Sends what was decided before this tab was reloaded and never got an answer, wherever in the desk one comes back to.
 * A refusal is told at once: the case is not on the screen.
 */
export function SendKept() {
  const send = useDecide({ search: "", untilAsked: nothing, onAnswer: () => undefined });
  const t = useTranslations("ahead");
  const notify = useToast();
  const messageOf = useFailureMessage();
  const undecided = useUndecided();
  const sent = useRef<Map<string, string> | null>(null);
  useEffect(() => {
    if (sent.current) return;
    const kept = keptDecisions();
    sent.current = new Map(kept.map(({ caseId, reference }) => [caseId, reference]));
    for (const made of kept) send(made);
  }, [send]);
  useEffect(() => {
    for (const { caseId, reference, failure } of undecided)
      if (sent.current?.delete(caseId))
        notify({ title: `${t("notDecided", { reference })} ${messageOf(failure)}`, tone: "danger" });
  }, [undecided, notify, messageOf, t]);
  return null;
}
