"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { mostReady } from "@/lib/queue/rules";
import { useUnderWay } from "../decisions/under-way";
import { beforeSignOut } from "../shell/before-sign-out";
import { useKept } from "../shell/kept-value";
import { renewIn } from "./holding.rules";
import { arriveAtDesk, askAhead, laidReady, leaveNothingReady, readyIds } from "./laid-ready";

type Desk = {
  caseId: string;
  /** Only somebody who works on a case is given the one behind it. */
  isInHand: boolean;
  search: string;
  /** Called with the case that an answer brought, and with the one it was asked behind. */
  onNext: (next: CaseView, after: string) => void;
};

/** How often somebody who has nothing behind the case in hand asks whether something has come. */
const nothingYet = 30_000;

/**
 * Keeps the next few cases ready behind the one in hand. While decisions are on their way, their answers bring them; otherwise
 * they are asked for one by one, and asked for again before a lease is over, which reads them anew: a notice may have joined.
 */
export function useAhead({ caseId, isInHand, search, onNext }: Desk): void {
  const ready = useKept(laidReady);
  const isSending = useUnderWay().length > 0;
  const [nothingBehind, setNothingBehind] = useState<string | null>(null);
  const latest = useRef(onNext);
  useEffect(() => {
    latest.current = onNext;
  });
  const ask = useCallback(
    async (anew?: string) => {
      const next = await askAhead(search, caseId, anew);
      setNothingBehind(next ? null : caseId);
      if (next) latest.current(next, caseId);
    },
    [search, caseId],
  );

  const askAgain = useCallback(async () => {
    const ids = readyIds();
    for (const id of ids) await ask(id);
    if (ids.length < mostReady) await ask();
  }, [ask]);

  useArrival();
  const isOn = isInHand && !isSending;
  const missing = isOn && nothingBehind !== caseId ? mostReady - ready.length : 0;
  useEffect(() => {
    if (missing > 0) void ask();
  }, [missing, ask]);

  const [leaseUntil = null] = ready.map(({ view }) => view.case.leaseUntil).sort();
  useEffect(() => {
    if (!isOn) return;
    const due = leaseUntil === null ? nothingYet : renewIn(leaseUntil, Date.now());
    const timer = setInterval(() => document.visibilityState === "visible" && void askAgain(), due);
    return () => clearInterval(timer);
  }, [isOn, leaseUntil, askAgain]);
}

/** Comes before the first question: who is at the desk, and whatever way they leave it. */
function useArrival(): void {
  useEffect(() => {
    arriveAtDesk();
    const leave = () => void leaveNothingReady();
    const stop = beforeSignOut(leaveNothingReady);
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", arriveAtDesk);
    return () => {
      stop();
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", arriveAtDesk);
      leave();
    };
  }, []);
}
