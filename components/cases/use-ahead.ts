"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { useUnderWay } from "../decisions/under-way";
import { beforeSignOut } from "../shell/before-sign-out";
import { useKept } from "../shell/kept-value";
import { renewIn } from "./holding.rules";
import { arriveAtDesk, askAhead, laidReady, leaveNothingReady } from "./laid-ready";

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
 * Keeps the next case ready behind the one in hand. While decisions are on their way, their answers bring it; otherwise it
 * is asked for, and asked for again before its lease is over, which reads it anew: a notice may have joined it.
 */
export function useAhead({ caseId, isInHand, search, onNext }: Desk): void {
  const ready = useKept(laidReady);
  const isSending = useUnderWay().length > 0;
  const [nothingBehind, setNothingBehind] = useState<string | null>(null);
  const latest = useRef(onNext);
  useEffect(() => {
    latest.current = onNext;
  });
  const ask = useCallback(async () => {
    const next = await askAhead(search, caseId);
    setNothingBehind(next ? null : caseId);
    if (next) latest.current(next, caseId);
  }, [search, caseId]);

  useArrival();
  const isOn = isInHand && !isSending;
  const isMissing = isOn && ready === null && nothingBehind !== caseId;
  useEffect(() => {
    if (isMissing) void ask();
  }, [isMissing, ask]);

  const leaseUntil = ready?.view.case.leaseUntil ?? null;
  useEffect(() => {
    if (!isOn) return;
    const due = leaseUntil === null ? nothingYet : renewIn(leaseUntil, Date.now());
    const timer = setInterval(() => document.visibilityState === "visible" && void ask(), due);
    return () => clearInterval(timer);
  }, [isOn, leaseUntil, ask]);
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
