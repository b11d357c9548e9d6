"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Step } from "../decisions/request.rules";
import type { Preview } from "../decisions/use-preview";

type Ready = {
  preview: Preview;
  steps: readonly Step[];
  problems: Readonly<Record<string, string>>;
  send: () => void;
  say: (words: string) => void;
};

/**
 * Decides what the card showed, never what it did not: with steps left it says the first and leads there; a card that is
 * still on its way is waited for, and the decision goes out when it has come.
 */
export function useDecideWhenReady({ preview, steps, problems, send, say }: Ready): {
  decide: () => void;
  isWaiting: boolean;
} {
  const t = useTranslations("case.said");
  const [isWaiting, setWaiting] = useState(false);
  const decide = () => {
    const waits = steps.filter((step) => step.reason !== "waitForCard");
    const [problem] = Object.values(problems);
    if (waits[0]) return stop(t(waits[0].reason));
    if (!preview.isFresh || preview.card === null) return setWaiting(true);
    if (problem !== undefined) return stop(problem);
    send();
  };
  const stop = (words: string) => {
    say(words);
    document.getElementById("missing")?.querySelector("a")?.focus();
  };
  const latest = useRef(decide);
  useEffect(() => {
    latest.current = decide;
  });
  useEffect(() => {
    if (!isWaiting || !(preview.isFresh || preview.failure)) return;
    setWaiting(false);
    if (preview.isFresh) latest.current();
  }, [isWaiting, preview.isFresh, preview.failure]);
  return { decide, isWaiting };
}
