"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CaseView, DecideCase } from "@/lib/decisions/contract";
import { caseKey } from "../decisions/one-case";
import { versionOnceClaimed } from "../decisions/own-claim";
import { settleQueue } from "../decisions/use-decide";
import { rememberReleased } from "../queue/released";
import { leavingQueue } from "../queue/use-queue";
import { orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import type { SetAsideAnswer } from "./set-aside-frame";

type Move = {
  caseId: string;
  version: number;
  answer: Exclude<SetAsideAnswer, { kind: "refer" }> | { kind: "release" };
};

/** Puts a case out of one's hands without deciding it: back, to somebody else, or to wait. */
export function useSetAside(onMoved: (move: Move) => void) {
  const cache = useQueryClient();
  const mutation = useMutation<unknown, RequestFailed, Move>({
    mutationKey: leavingQueue,
    mutationFn: async ({ caseId, version: seen, answer }) => {
      const { kind, ...rest } = answer;
      // Putting a case back waits as well, or its claim would arrive after it.
      const version = await versionOnceClaimed(caseId, seen);
      if (kind === "release") return orThrow(postJson(`/api/cases/${caseId}/release`));
      return orThrow(postJson(`/api/cases/${caseId}/${kind}`, { version, ...rest }));
    },
    onSuccess: (_, move) => {
      if (move.answer.kind === "release") rememberReleased(move.caseId);
      void cache.invalidateQueries({ queryKey: caseKey(move.caseId) });
      onMoved(move);
    },
    onSettled: () => settleQueue(cache),
  });
  return {
    setAside: mutation.mutate,
    isBusy: mutation.isPending,
    failure: mutation.error?.failure ?? null,
    forget: mutation.reset,
  };
}

/** A referral is a decision: it says where the case went and why. */
export function referralOf(view: CaseView, answer: Extract<SetAsideAnswer, { kind: "refer" }>): DecideCase {
  return {
    caseId: view.case.id,
    version: view.case.version,
    outcome: "referred",
    to: answer.to,
    country: answer.country,
    why: answer.why,
  };
}
