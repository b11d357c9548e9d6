"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { EditOperation } from "@/lib/policy/edit/contract";
import type { EditAnswer, EditedDraft } from "@/lib/policy/edit/view.contract";
import { getJson, orThrow, postJson, RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import type { Typed, Unsent } from "./editor-context";

type Sent = { key: string; operations: readonly EditOperation[]; onDone?: () => void };

export const draftKey = (id: string) => ["policy-draft", id];
const addressOf = (id: string) => `/api/policy/drafts/${id}/edits`;

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}

type Told = { onDone: (answer: Extract<EditAnswer, { done: true }>) => void; onFailed: (sentence: string) => void };

/**
 * A draft at the server, and every way to change it. Nothing is guessed: what is shown is what the server answered, and what
 * was typed stays under its key until the server has taken it.
 */
export function useDraft(initial: EditedDraft, isLive: boolean, { onDone, onFailed }: Told) {
  const cache = useQueryClient();
  const sentence = useFailureMessage();
  const key = draftKey(initial.id);
  const [typed, setAllTyped] = useState<Readonly<Record<string, Typed>>>({});
  /** The state over which each form was begun: what others wrote in its fields since is asked about, not written over. */
  const begun = useRef<Record<string, number>>({});
  const [unsent, setUnsent] = useState<Readonly<Record<string, Unsent>>>({});
  const { data: view = initial } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => orThrow(getJson<EditedDraft>(addressOf(initial.id), signal)),
    initialData: initial,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: isLive ? 60_000 : 10_000,
  });
  const take = (next: EditedDraft) =>
    cache.setQueryData<EditedDraft>(key, (known) => (known && known.rev > next.rev ? known : next));
  // The page around the editor reads the draft anew after its own writes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken once for each state that the page brings
  useEffect(() => void take(initial), [initial]);
  const forget = (which: string) => {
    delete begun.current[which];
    setAllTyped((before) => without(before, which));
    setUnsent((before) => without(before, which));
  };
  const failed = (error: unknown) =>
    sentence(error instanceof RequestFailed ? error.failure : { code: "unexpected", message: "" });

  const editing = useMutation({
    mutationFn: ({ key: which, operations }: Sent) => {
      const rev = Math.min(view.rev, begun.current[which] ?? view.rev);
      return orThrow(postJson<EditAnswer>(addressOf(initial.id), { rev, operations }));
    },
    onSuccess(answer, { key: which, operations, onDone: then }) {
      if (!answer.done) {
        setUnsent((before) => ({ ...before, [which]: { operations, answer } }));
        if (!("conflict" in answer)) return;
        // What the other one wrote is shown beside what was typed; whoever saves over it has seen it.
        delete begun.current[which];
        void cache.invalidateQueries({ queryKey: key });
        return;
      }
      take(answer.view);
      forget(which);
      then?.();
      onDone(answer);
    },
    onError(error, { key: which, operations }) {
      setUnsent((before) => ({ ...before, [which]: { operations, answer: { done: false, failure: failed(error) } } }));
    },
  });
  const stepping = useMutation({
    mutationFn: (step: "undo" | "redo") => orThrow(postJson<EditAnswer>(`${addressOf(initial.id)}/${step}`)),
    onSuccess(answer, step) {
      if (answer.done) {
        take(answer.view);
        forget(step);
        onDone(answer);
        return;
      }
      setUnsent((before) => ({ ...before, [step]: { operations: [], answer } }));
      void cache.invalidateQueries({ queryKey: key });
    },
    onError: (error) => onFailed(failed(error)),
  });
  return {
    view,
    typed,
    unsent,
    forget,
    setTyped(which: string, next: Typed | null) {
      if (next === null) delete begun.current[which];
      else begun.current[which] ??= view.rev;
      setAllTyped((before) => (next === null ? without(before, which) : { ...before, [which]: next }));
    },
    edit: (which: string, operations: readonly EditOperation[], then?: () => void) =>
      editing.mutate({ key: which, operations, onDone: then }),
    step: stepping.mutate,
    isBusy: editing.isPending || stepping.isPending,
    refresh: () => void cache.invalidateQueries({ queryKey: key }),
  };
}
