"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AnswerChoice } from "@/lib/appeals/answer.rules";
import type { ReversalCause } from "@/lib/appeals/cause.rules";
import type { AnswerPreview, AppealView } from "@/lib/appeals/contract";
import { orThrow, postJson, RequestFailed } from "../shell/fetch-json";
import { useWrite } from "../shell/use-write";
import { choiceOf, maySend, shownPreview } from "./answer-preview.rules";
import { reasonsProblem } from "./reasons-error.rules";
import { useRested } from "./use-rested";

export type AnswerDraft = {
  outcome: AnswerChoice | null;
  reasons: string;
  liftSanctions: readonly string[];
  voidStrike: boolean;
  departure: string;
  cause: ReversalCause | null;
  decideAgain: boolean;
};
const empty: AnswerDraft = {
  outcome: null,
  reasons: "",
  liftSanctions: [],
  voidStrike: false,
  departure: "",
  cause: null,
  decideAgain: false,
};

/** What is sent: of the draft only what belongs to its outcome. */
function bodyOf({ outcome, reasons, departure, cause, ...part }: AnswerDraft) {
  if (outcome === "inadmissible") return { reasons };
  if (outcome === "reversed") return { outcome, reasons, departure, cause };
  return outcome === "partly_reversed" ? { outcome, reasons, departure, cause, ...part } : { outcome, reasons };
}

/** What is chosen and typed, what it would do by the server's word, and the way to send it. */
export function useAnswer(view: AppealView) {
  const t = useTranslations("appeal.answer");
  const [draft, setDraft] = useState<AnswerDraft>(empty);
  const isMine = view.mayAnswer.ok && view.assignedTo?.isMe === true;
  const { outcome, ...typed } = draft;
  // Choices are answered at once, words when they rest.
  const reasons = useRested(typed.reasons, 350);
  const departure = useRested(typed.departure, 350);
  const asked = { ...typed, reasons, departure, outcome };
  const query = useQuery({
    queryKey: ["appeal preview", view.id, view.version, asked],
    queryFn: async () => {
      const preview = await orThrow(postJson<AnswerPreview>(`/api/appeals/${view.id}/preview`, asked));
      return { preview, choice: choiceOf(asked) };
    },
    // For the pauses in typing only: what was asked for another choice is not shown, see shownPreview.
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: isMine && outcome !== null,
  });
  const shown = shownPreview(draft, {
    data: query.data,
    isBehind: query.isPlaceholderData || reasons !== draft.reasons || departure !== draft.departure,
    // What is being asked for again has not failed yet.
    failure: query.error instanceof RequestFailed && !query.isFetching ? query.error.failure : null,
  });
  const { send, isBusy, fields } = useWrite({ done: t("sent") });
  const [sent, setSent] = useState<AnswerDraft>(empty);
  const submit = () => {
    if (!outcome || !maySend(shown)) return;
    setSent(draft);
    const { version } = view;
    const path = `/api/appeals/${view.id}/${outcome === "inadmissible" ? "reject" : "answer"}`;
    send({ path, body: { version, ...bodyOf({ ...draft, outcome }) } });
  };
  return {
    draft,
    change: (part: Partial<AnswerDraft>) => setDraft((before) => ({ ...before, ...part })),
    shown,
    askAgain: () => void query.refetch(),
    isMine,
    isBusy,
    fields,
    reasonsProblem: reasonsProblem(
      fields.reasons ? { sentence: fields.reasons, sent: sent.reasons } : null,
      draft.reasons,
    ),
    submit,
  };
}
export type Answer = ReturnType<typeof useAnswer>;
