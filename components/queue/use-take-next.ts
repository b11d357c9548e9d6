"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import type { NextForScreen } from "@/lib/decisions/next.contract";
import { takeInHand } from "../cases/in-hand";
import { giveUnseen } from "../cases/laid-ready";
import { postJson, RequestFailed } from "../shell/fetch-json";
import { claimOf, type QueueFilter, questionMark, searchOf } from "./filters.rules";
import { countsKey, queueKey } from "./keys";
import { releasedLately } from "./released";

/** The next case of a queue, claimed and whole; null when there is none. @throws RequestFailed */
export async function takeNext(filter: QueueFilter): Promise<CaseView | null> {
  const answer = await postJson<NextForScreen>("/api/queue/next", claimOf(filter, releasedLately()));
  if (!answer.ok) throw new RequestFailed(answer);
  return answer.value.next;
}

/** How far it is: `stopped` once the person went on to something else, and what is found is put back. */
export type Taking = { is: "idle" | "looking" | "stopped" } | { is: "opening"; reference: string };

/** Whether somebody is in the middle of something that a page which comes by itself would take away from them. */
function isAtSomethingElse(): boolean {
  const inputs = "input:not([type=checkbox], [type=radio], [type=button], [type=submit])";
  const held = document.activeElement?.closest(`${inputs}, textarea, select, [contenteditable=true]`);
  return Boolean(held) || document.querySelector("[role=dialog], [role=alertdialog]") !== null;
}

/**
 * Takes the next case and opens it; `isEmpty` when there was none to take under this filter. On a slow machine the answer may
 * come when its person has gone on: who follows a link, chooses another filter, types, or presses Esc is not led away, and
 * the case goes back to the others. Walking the rows meanwhile changes nothing: they still wait for it.
 */
export function useTakeNext(filter: QueueFilter) {
  const router = useRouter();
  const cache = useQueryClient();
  const search = searchOf(filter);
  /** The filter under which a case is waited for. */
  const wanted = useRef<string | null>(null);
  const [taking, setTaking] = useState<Taking>({ is: "idle" });
  const putBack = async ({ case: { id } }: CaseView) => {
    await giveUnseen(id);
    void cache.invalidateQueries({ queryKey: queueKey });
    void cache.invalidateQueries({ queryKey: countsKey });
  };
  const mutation = useMutation<CaseView | null, RequestFailed, string>({
    mutationFn: () => takeNext(filter),
    onSuccess: (next, asked) => {
      const isWanted = wanted.current === asked && !(next && isAtSomethingElse());
      wanted.current = null;
      if (!next) return setTaking({ is: "idle" });
      if (!isWanted) {
        setTaking({ is: "stopped" });
        return void putBack(next);
      }
      setTaking({ is: "opening", reference: next.case.reference });
      cache.setQueryData(["case", next.case.id], next);
      takeInHand(cache, next.case.id);
      router.push(`/cases/${next.case.id}${questionMark(search)}`);
    },
    onError: () => {
      wanted.current = null;
      setTaking({ is: "idle" });
    },
  });
  const isLooking = taking.is === "looking";
  const forget = () => {
    if (wanted.current === null) return;
    wanted.current = null;
    setTaking({ is: "stopped" });
  };
  const latest = useRef(forget);
  useEffect(() => {
    latest.current = forget;
    if (wanted.current !== null && wanted.current !== search) forget();
  });
  useEffect(() => {
    return () => {
      wanted.current = null;
    };
  }, []);
  useEffect(() => {
    if (!isLooking) return;
    const onClick = (event: MouseEvent) => {
      const isHere = !(event.ctrlKey || event.metaKey || event.shiftKey);
      if (isHere && event.target instanceof Element && event.target.closest("a[href]")) latest.current();
    };
    document.addEventListener("click", onClick, true);
    return () => document.removeEventListener("click", onClick, true);
  }, [isLooking]);
  const take = () => {
    // The case is taken before its page is there: a second press would take a second one.
    if (isLooking || taking.is === "opening") return;
    wanted.current = search;
    setTaking({ is: "looking" });
    if (!(mutation.isPending && mutation.variables === search)) mutation.mutate(search);
  };
  return {
    take,
    forget,
    taking,
    isTaking: isLooking || taking.is === "opening",
    isEmpty: mutation.isSuccess && mutation.data === null && mutation.variables === search,
    failure: mutation.error?.failure ?? null,
  };
}
