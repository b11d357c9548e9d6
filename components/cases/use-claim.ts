"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import type { Claimed } from "@/lib/queue/contract";
import { caseIdNow, caseKey } from "../decisions/one-case";
import { afterClaim, rememberOwnClaim, sinceClaim } from "../decisions/own-claim";
import { orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import { type Holding, holdingOf, renewIn } from "./holding.rules";
import { askedFor, giveBack, letGo, staysInHand, takeInHand, untilGivenBack, wasLeft } from "./in-hand";

/** Cases that somebody opened from the queue to work on them; a case opened by its address is only looked at. */
const wanted = new Set<string>();

/** Says that the case about to be opened is meant to be taken. */
export function meantToTake(caseId: string): void {
  wanted.add(caseId);
}

/**
 * Holds a case while its page is in sight, and says whose it is. Whoever goes to other work gives it back, unless they have
 * done something on it (in-hand.ts); whoever comes back to it has it again, if nobody else took it.
 */
export function useClaim(view: CaseView, mayClaim: boolean) {
  const cache = useQueryClient();
  const { id } = view.case;
  const look = useCallback(() => void cache.invalidateQueries({ queryKey: caseKey(id) }), [cache, id]);
  const note = useCallback(
    async (claimed: Claimed) => {
      // A view that is being read may have been read before the claim: arriving after it, it would show the case as nobody's,
      // and a key pressed in that moment would do nothing.
      const isBeingRead = cache.isFetching({ queryKey: caseKey(id) }) > 0;
      await cache.cancelQueries({ queryKey: caseKey(id) });
      const before = cache.getQueryData<CaseView>(caseKey(id));
      if (!before) return;
      const { row, isOutdated } = afterClaim(before.case, claimed);
      cache.setQueryData<CaseView>(caseKey(id), { ...before, case: row });
      if (isOutdated || isBeingRead) look();
    },
    [cache, id, look],
  );

  const claim = useMutation<Claimed, RequestFailed, void>({
    mutationFn: () => {
      askedFor(id);
      const claiming = untilGivenBack(id).then(() => orThrow(postJson<Claimed>(`/api/cases/${id}/claim`)));
      rememberOwnClaim(id, cache.getQueryData<CaseView>(caseKey(id))?.case.version ?? view.case.version, claiming);
      return claiming;
    },
    // A view that was asked for before the claim would arrive after it and show the case as nobody's.
    onMutate: () => cache.cancelQueries({ queryKey: caseKey(id) }),
    onSuccess: (claimed) => {
      const onScreen = caseIdNow();
      const isBeside = onScreen === null && staysInHand(window.location.pathname);
      if (onScreen === id || isBeside) takeInHand(cache, id);
      // They have gone elsewhere before the answer came.
      else void giveBack(cache, id);
      return note(claimed);
    },
    onError: () => {
      letGo(id);
      look();
    },
  });
  const { state, claimedBy, leaseUntil, isAhead } = sinceClaim(view.case, claim.data);
  const [wasMine, setWasMine] = useState(claimedBy?.isMe ?? false);
  const holding: Holding = holdingOf({ state, claimedBy, leaseUntil }, wasMine, Date.now());
  const isMine = holding.is === "mine";
  useEffect(() => {
    if (isMine) setWasMine(true);
  }, [isMine]);
  const renew = useMutation<Claimed, RequestFailed, void>({
    mutationFn: () => orThrow(postJson<Claimed>(`/api/cases/${id}/renew`)),
    onSuccess: note,
    // A lost renewal is tried again with the next one; a refused one means that the case is somebody else's.
    onError: (error) => (error.failure.code === "network" ? undefined : look()),
  });

  const take = claim.mutate;
  useEffect(() => {
    // What was laid ready for them is theirs, and comes into their hands when they open it.
    const isBack = wasLeft(id);
    const isWanted = wanted.delete(id) || isBack;
    // Just given back by leaving, it may still be shown as theirs: the answer to that is on its way.
    const isFree = claimedBy === null || isAhead || (isBack && claimedBy.isMe);
    if (isWanted && mayClaim && state !== "decided" && isFree) take();
  }, [id, mayClaim, state, claimedBy, isAhead, take]);

  const keep = renew.mutate;
  useEffect(() => {
    if (!isMine || !leaseUntil) return;
    const timer = setTimeout(() => document.visibilityState === "visible" && keep(), renewIn(leaseUntil, Date.now()));
    const onSight = () => document.visibilityState === "visible" && keep();
    document.addEventListener("visibilitychange", onSight);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onSight);
    };
  }, [isMine, leaseUntil, keep]);

  return { holding, take: () => take(), isTaking: claim.isPending, failure: claim.error?.failure ?? null };
}
