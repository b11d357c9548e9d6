"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { EditOperation } from "@/lib/policy/edit/contract";
import type { EditAnswer, EditedDraft } from "@/lib/policy/edit/view.contract";
import { getJson, orThrow, postJson, RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import type { Typed, Unsent } from "./editor-context";
import { nothingTyped, revFor, stillUnsent, without, withoutTyped, withSeen, withTyped } from "./typing.rules";

type Sent = { key: string; operations: readonly EditOperation[]; onDone?: () => void };

export const draftKey = (id: string) => ["policy-draft", id];
const addressOf = (id: string) => `/api/policy/drafts/${id}/edits`;

type Told = { onDone: (answer: Extract<EditAnswer, { done: true }>) => void; onFailed: (sentence: string) => void };

/**
 * A draft at the server, and every way to change it. Nothing is guessed: what is shown is what the server answered, and what
 * was typed stays under its key until the server has taken it.
 */
export function useDraft(initial: EditedDraft, isLive: boolean, { onDone, onFailed }: Told) {
  const cache = useQueryClient();
  const sentence = useFailureMessage();
  const key = draftKey(initial.id);
  const [typing, setTyping] = useState(nothingTyped);
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
  const forget = (which: string) => {
    setTyping((before) => withoutTyped(before, which));
    setUnsent((before) => without(before, which));
  };
  const failed = (error: unknown) =>
    sentence(error instanceof RequestFailed ? error.failure : { code: "unexpected", message: "" });

  const editing = useMutation({
    mutationFn: ({ key: which, operations }: Sent) =>
      orThrow(postJson<EditAnswer>(addressOf(initial.id), { rev: revFor(typing, which, view.rev), operations })),
    async onSuccess(answer, { key: which, operations, onDone: then }) {
      if (!answer.done) {
        if ("conflict" in answer) {
          // What the other one wrote is shown beside what was typed; only what is shown can be chosen over.
          await cache.invalidateQueries({ queryKey: key });
          const shown = cache.getQueryData<EditedDraft>(key);
          if (shown) setTyping((before) => withSeen(before, which, shown.rev));
        }
        setUnsent((before) => ({ ...before, [which]: { operations, answer } }));
        return;
      }
      take(answer.view);
      setTyping((before) => withoutTyped(before, which));
      setUnsent((before) => stillUnsent(before, which));
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
        setUnsent((before) => stillUnsent(before, null));
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
    /** The newest revision that the server has answered with, also before the screen has drawn it. */
    newest: () => cache.getQueryData<EditedDraft>(key)?.rev ?? view.rev,
    typed: typing.typed,
    unsent,
    forget,
    setTyped: (which: string, next: Typed | null) =>
      setTyping((before) => (next === null ? withoutTyped(before, which) : withTyped(before, which, next, view.rev))),
    edit: (which: string, operations: readonly EditOperation[], then?: () => void) =>
      editing.mutate({ key: which, operations, onDone: then }),
    step: stepping.mutate,
    isBusy: editing.isPending || stepping.isPending,
    refresh: () => void cache.invalidateQueries({ queryKey: key }),
  };
}
