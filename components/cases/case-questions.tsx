"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CaseQuestion } from "@/lib/queue/handing.contract";
import { countsKey } from "../queue/keys";
import { getJson, orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import { useKeys } from "../shell/keys";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { LiveTime } from "../ui/live-time";
import { Textarea } from "../ui/textarea";

const keyOf = (caseId: string) => ["case-questions", caseId] as const;

/**
 * What was asked about a case and what was answered; who is asked answers here.
 * @param first what came with the case, also where it was laid ready: it is painted with it, and nothing moves for it
 */
export function CaseQuestions({ caseId, first }: { caseId: string; first: CaseQuestion[] }) {
  const t = useTranslations("handing.questions");
  const { data: questions = [] } = useQuery({
    queryKey: keyOf(caseId),
    queryFn: ({ signal }) => orThrow(getJson<CaseQuestion[]>(`/api/cases/${caseId}/questions`, signal)),
    initialData: first,
    refetchInterval: 15_000,
  });
  if (questions.length === 0) return null;
  return (
    <section aria-label={t("title")} className="grid gap-2 rounded-md border border-line bg-surface p-3 text-13">
      <ul className="grid gap-2">
        {questions.map((question) => (
          <li key={question.id} className="grid gap-1">
            <p className="text-12 text-ink-soft">
              {t("asked", { by: question.askedBy, of: question.askedOf })} · <LiveTime value={question.askedAt} />
            </p>
            <p dir="auto" className="whitespace-pre-wrap">
              {question.text}
            </p>
            {question.answer !== null ? (
              <p dir="auto" className="border-l-2 border-line pl-3 whitespace-pre-wrap">
                {question.answer}
              </p>
            ) : question.isOfMe ? (
              <Answer caseId={caseId} questionId={question.id} />
            ) : (
              <p className="text-ink-soft">{t("open")}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answer({ caseId, questionId }: { caseId: string; questionId: string }) {
  const t = useTranslations("handing.questions");
  const cache = useQueryClient();
  const messageOf = useFailureMessage();
  const [text, setText] = useState("");
  const name = `answer-${questionId}`;
  const answer = useMutation<unknown, RequestFailed, string>({
    mutationFn: (words) => orThrow(postJson(`/api/questions/${questionId}/answer`, { text: words })),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: countsKey });
      return cache.invalidateQueries({ queryKey: keyOf(caseId) });
    },
  });
  const send = () => (text.trim() === "" || answer.isPending ? undefined : answer.mutate(text));
  useKeys([
    { keys: "y", label: t("key"), run: () => document.querySelector<HTMLElement>(`[name="${name}"]`)?.focus() },
  ]);
  return (
    <Form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field name={name} label={t("answer")} error={answer.error ? messageOf(answer.error.failure) : undefined}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2000}
            className="min-h-14"
            value={text}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              event.stopPropagation();
              send();
            }}
          />
        )}
      </Field>
      <Button
        type="submit"
        size="small"
        keycap="Ctrl ↵"
        shortcut="Control+Enter"
        isBusy={answer.isPending}
        className="justify-self-start"
        disabled={text.trim() === ""}
      >
        {t("send")}
      </Button>
    </Form>
  );
}
