"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { CaseView, DecideCase, Decided } from "@/lib/decisions/contract";
import { caseIdNow, caseKey } from "../decisions/one-case";
import { forgetUndecided } from "../decisions/undecided";
import { isUnderWay } from "../decisions/under-way";
import { useDecide } from "../decisions/use-decide";
import { isTakingBack } from "../decisions/use-undo";
import { filterOf, questionMark } from "../queue/filters.rules";
import { takeNext } from "../queue/use-take-next";
import { placeOf } from "./ahead.rules";
import { letGo, takeInHand } from "./in-hand";
import { dropReady, giveUnseen, layReady, putBack, readyIds, takeReady, untilAsked } from "./laid-ready";
import { useAhead } from "./use-ahead";
import { goToCase } from "./use-case";
import type { May } from "./use-case-work";
import { useSetAside } from "./use-set-aside";

type At = { caseId: string; view: CaseView | undefined; may: May; search: string };

/** Shows the case that was laid ready, if there is one. Somebody who went elsewhere in the meantime stays there. */
function useShowReady(search: string) {
  const cache = useQueryClient();
  return (from: string): boolean => {
    if (caseIdNow() !== from) return true;
    const ready = takeReady();
    if (!ready) return false;
    const { id } = ready.view.case;
    const view: CaseView = { ...ready.view, case: { ...ready.view.case, isAhead: false } };
    // As old as it is: what was read a while ago is read again while it is looked at.
    cache.setQueryData(caseKey(id), view, { updatedAt: ready.readAt });
    takeInHand(cache, id);
    goToCase(id, search);
    return true;
  };
}

type Leaving = { search: string; isLeaving: RefObject<boolean> };

/** After a decision was taken back: its case, wherever the person has come to since. */
function useComeBack({ search, isLeaving }: Leaving): (decided: Decided) => void {
  const cache = useQueryClient();
  const router = useRouter();
  return (decided) => {
    const onScreen = caseIdNow();
    if (isLeaving.current || onScreen === null) return router.push(`/cases/${decided.caseId}`);
    if (decided.caseId === onScreen) return;
    // The case that came after it was not asked for: it goes back to the others, unless something was done on it.
    takeInHand(cache, decided.caseId);
    goToCase(decided.caseId, search);
  };
}

type Following = Pick<At, "may" | "search"> & {
  showReady: ReturnType<typeof useShowReady>;
  /** Nothing is left after this case. */
  onDone: (caseId: string | null) => void;
};

/** What becomes of the next case when it comes: shown, laid ready or put back, by where the person is by then. */
function useOnNext({ may, showReady, onDone }: Following) {
  const cache = useQueryClient();
  return (next: CaseView | null, after: string) => {
    const onScreen = caseIdNow();
    // Taken back while it is on its way: its case stays, and what comes is laid ready behind it.
    const isOnScreenDecided = onScreen !== null && isUnderWay(cache, onScreen) && !isTakingBack(cache);
    // Read anew while it was decided: its answer tells of a time before.
    if (next && isUnderWay(cache, next.case.id)) return;
    const place = placeOf(next?.case.id ?? null, { after, onScreen, isOnScreenDecided });
    if (place === "empty") onDone(onScreen);
    if (next && place === "putBack") void putBack(next.case.id);
    if (next && (place === "keep" || place === "show")) layReady(cache, next, may.reveal);
    if (onScreen !== null && place === "show") showReady(onScreen);
  };
}

/** Says of a case that is off the screen what became of it. */
type Saying = { onSaid: (words: string) => void };

/** Setting a case aside: what is released leads to the queue, after everything else the next case is shown. */
function useAside({ may, search, showReady, onDone, isLeaving, onSaid }: Following & Leaving & Saying) {
  const cache = useQueryClient();
  const router = useRouter();
  const t = useTranslations("case.movedOn");
  const goOn = async (moved: string) => {
    await untilAsked();
    if (showReady(moved)) return;
    const next = await takeNext(filterOf(new URLSearchParams(search))).catch(() => null);
    // They have gone elsewhere meanwhile: nobody would ever see it here, and nobody else could take it.
    if (next && caseIdNow() !== moved) return void giveUnseen(next.case.id);
    if (next) layReady(cache, next, may.reveal);
    if (!showReady(moved)) onDone(moved);
  };
  return useSetAside(({ caseId: moved, answer }) => {
    if (answer.kind !== "release") {
      const { reference } = cache.getQueryData<CaseView>(caseKey(moved))?.case ?? { reference: "" };
      onSaid(t(answer.kind, { reference }));
      return void goOn(moved);
    }
    isLeaving.current = true;
    router.push(`/queue${questionMark(search)}`);
  });
}

/** How one case follows the other: the next one is there before it is needed, and the decision travels behind the screen. */
export function useDesk({ caseId, view, may, search }: At) {
  const showReady = useShowReady(search);
  const [done, setDone] = useState<string | null>(null);
  /** What became of the case before: said until something is done on this one. */
  const [movedOn, setMovedOn] = useState("");
  /** On the way to the queue: an address written meanwhile would stand over another page. */
  const isLeaving = useRef<boolean>(false);
  /** The case that is left because it was decided: its refusal may come before the screen has moved, and nobody has seen it. */
  const leftDecided = useRef<string | null>(null);
  const following = { may, search, showReady, onDone: setDone };
  const onNext = useOnNext(following);
  const send = useDecide({
    search,
    untilAsked,
    ready: readyIds,
    onAnswer: ({ decided, next, gone }) => {
      dropReady(gone);
      onNext(next, decided.caseId);
    },
  });
  const decide = (decision: DecideCase) => {
    leftDecided.current = caseId;
    letGo(caseId);
    setMovedOn("");
    send({ caseId, reference: view?.case.reference ?? "", decision });
    showReady(caseId);
  };
  const aside = useAside({ ...following, isLeaving, onSaid: setMovedOn });
  const forgetAside = aside.forget;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal on one case says nothing on the next
  useEffect(() => {
    setDone(null);
    return () => {
      if (leftDecided.current !== caseId) forgetUndecided(caseId);
      leftDecided.current = null;
      forgetAside();
    };
  }, [caseId]);
  const isMine = view?.case.state === "claimed" && view.case.claimedBy?.isMe === true;
  useAhead({ caseId, isInHand: isMine && may.claim && may.decide && done !== caseId, search, onNext });
  const comeBack = useComeBack({ search, isLeaving });
  const onUndone = (decided: Decided) => {
    setDone(null);
    comeBack(decided);
  };
  const setAside: typeof aside.setAside = (move, options) => {
    letGo(move.caseId);
    aside.setAside(move, options);
  };
  /** It stays decided: who waited for its case to come back sees the next one. */
  const onNotUndone = ({ caseId: stays }: Decided) => void (stays === caseIdNow() && showReady(stays));
  const back = (to: string) => goToCase(to, search);
  return { decide, aside: { ...aside, setAside }, onNotUndone, done, movedOn, onUndone, back };
}
