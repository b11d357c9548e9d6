"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Step } from "../decisions/request.rules";
import type { Preview } from "../decisions/use-preview";
import type { WireFailure } from "../shell/fetch-json";

type Ready = {
  preview: Preview;
  steps: readonly Step[];
  problems: Readonly<Record<string, string>>;
  send: () => void;
  say: (words: string) => void;
};

/**
 * Decides what the card showed, never what it did not: with steps left it says the first and leads there; a card that is
 * still on its way is waited for, and the decision goes out when it has come. One that failed is asked for again.
 */
export function useDecideWhenReady({ preview, steps, problems, send, say }: Ready): {
  decide: () => void;
  isWaiting: boolean;
  /** Somebody tried to decide, and something was missing. */
  hasTried: boolean;
} {
  const t = useTranslations("case.said");
  /** Set while the card is waited for; `past` is the failure that was there before, which is asked about again. */
  const [waiting, setWaiting] = useState<{ past: WireFailure | null } | null>(null);
  const [hasTried, setHasTried] = useState(false);
  const isThere = preview.isFresh && preview.card !== null;
  const decide = () => {
    const waits = steps.filter((step) => step.reason !== "waitForCard");
    const [problem] = Object.values(problems);
    if (waits[0]) return stop(t(waits[0].reason));
    if (!isThere) {
      if (preview.failure) preview.askAgain();
      return setWaiting({ past: preview.failure });
    }
    if (problem !== undefined) return stop(problem);
    send();
  };
  const stop = (words: string) => {
    setHasTried(true);
    say(words);
    document.getElementById("missing")?.querySelector("a")?.focus();
  };
  const latest = useRef(decide);
  useEffect(() => {
    latest.current = decide;
  });
  useEffect(() => {
    if (!waiting) return;
    const hasFailed = preview.failure !== null && preview.failure !== waiting.past;
    if (!isThere && !hasFailed) return;
    setWaiting(null);
    if (isThere) latest.current();
    else say(t("cardFailed"));
  }, [waiting, isThere, preview.failure, say, t]);
  return { decide, isWaiting: waiting !== null, hasTried };
}
