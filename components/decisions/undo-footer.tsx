"use client";

import { useTranslations } from "next-intl";
import { useLayoutEffect, useState } from "react";
import type { Decided } from "@/lib/decisions/contract";
import { useNames } from "../queue/nameable";
import { useKeys } from "../shell/keys";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { useRecentDecisions } from "./recent";
import { newestToUndo, secondsLeft } from "./say.rules";
import { useUnderWay } from "./under-way";
import { useShowsWayBack } from "./undo-shown";
import { useUndo } from "./use-undo";

type Ways = {
  onUndone: (decided: Decided) => void;
  /** It could not be taken back, and why is said here: for a screen that waited with going on. */
  onFailed?: (decided: Decided) => void;
};

/**
 * The way back: the newest decision, on its way or made, whose time is not over, wherever in the desk one is. Older ones follow when it is
 * taken back. It stands in the footer so that nothing moves when its time ends.
 */
export function UndoPart({ onUndone, onFailed }: Ways) {
  const t = useTranslations("case.undo");
  const ahead = useTranslations("ahead");
  const name = useNames();
  const messageOf = useFailureMessage();
  const recent = useRecentDecisions();
  const now = useSeconds(recent.length > 0, recent.at(-1)?.decisionId);
  const newest = newestToUndo(recent, now);
  // Where there is little or no time to take it back, what was decided is still told for a moment.
  const told = newest ?? recent.filter(({ undoUntil }) => now - Date.parse(undoUntil) < 10_000).at(-1);
  const { undo, isUndoing, failure } = useUndo(newestToUndo, onUndone, (_, decided) =>
    decided ? onFailed?.(decided) : undefined,
  );
  const words = ({ reference, outcome }: Decided) => ({ reference, outcome: name("outcome", outcome) });
  const onTheWay = useUnderWay().at(-1);
  const isIdle = !onTheWay && !told && !failure;
  useKeys([{ keys: "z", label: t("key"), run: undo }]);
  useShowsWayBack();
  return (
    <div data-idle={isIdle || undefined} className="flex min-w-0 items-center gap-3">
      {onTheWay || newest ? (
        <Button size="small" keycap="Z" isBusy={isUndoing} onClick={undo}>
          {t("undo")}
        </Button>
      ) : failure ? (
        <span role="alert" className="text-13 text-danger-ink">
          {messageOf(failure)}
        </span>
      ) : null}
      {onTheWay ? (
        <span className="min-w-0 truncate text-13 text-ink-soft">
          {ahead("sending", { reference: onTheWay.reference })}
        </span>
      ) : told ? (
        <span className="min-w-0 truncate text-13 text-ink-soft">
          {t("last", words(told))}{" "}
          {newest ? <span aria-hidden="true">{t("left", { seconds: secondsLeft(newest.undoUntil, now) })}</span> : null}
        </span>
      ) : null}
      <span role="status" className="sr-only">
        {newest ? t("announce", words(newest)) : told ? t("last", words(told)) : ""}
      </span>
    </div>
  );
}

/**
 * The time, once a second, only while somebody waits for it. It is read anew when `from` changes: a second that began before
 * the decision was made would count one more than there are.
 */
export function useSeconds(isOn: boolean, from?: string): number {
  const [now, setNow] = useState(() => Date.now());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is waited for from now on
  useLayoutEffect(() => {
    if (!isOn) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isOn, from]);
  return now;
}
