"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { caseKey } from "../decisions/one-case";
import { orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { LiveTime } from "../ui/live-time";
import { Textarea } from "../ui/textarea";
import { SafeText } from "./safe-text";

type Notice = CaseView["notices"][number];

/** What was asked of a notifier and what they wrote, and a line for one more question. Nobody learns who the other is. */
export function NotifierTalk({ caseId, notice, mayAsk }: { caseId: string; notice: Notice; mayAsk: boolean }) {
  const t = useTranslations("case.talk");
  return (
    <>
      {notice.messages.length > 0 ? (
        <ul className="grid gap-1 border-l-2 border-line pl-2 text-12">
          {notice.messages.map(({ by, text, at, isCut }) => (
            <li key={`${by} ${at}`}>
              <p className="text-ink-soft">
                {t(by)} · <LiveTime value={at} />
              </p>
              <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
                <SafeText text={text} />
              </p>
              {isCut ? <p className="text-ink-soft">{t("cut")}</p> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {mayAsk && !notice.isWithdrawn && notice.order === null && notice.source !== "own_detection" ? (
        <Disclosure summary={t("ask")}>
          <AskForm caseId={caseId} notice={notice} />
        </Disclosure>
      ) : null}
    </>
  );
}

function AskForm({ caseId, notice }: { caseId: string; notice: Notice }) {
  const t = useTranslations("case.talk");
  const cache = useQueryClient();
  const messageOf = useFailureMessage();
  const [text, setText] = useState("");
  const write = useMutation<unknown, RequestFailed, string>({
    mutationFn: (typed) => orThrow(postJson(`/api/cases/${caseId}/notifier`, { noticeId: notice.id, text: typed })),
    onSuccess: () => {
      setText("");
      return cache.invalidateQueries({ queryKey: caseKey(caseId) });
    },
  });
  const failure = write.error?.failure;
  return (
    <Form
      className="grid gap-2 pt-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") write.mutate(text);
      }}
    >
      <Field
        id={`ask-${notice.id}`}
        name="text"
        label={t("question")}
        hint={notice.hasContact ? t("byMail") : t("onPage")}
        error={failure ? (failure.fields.text ?? messageOf(failure)) : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={4000}
            className="min-h-14 text-13"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <Button
        type="submit"
        size="small"
        isBusy={write.isPending}
        disabled={text.trim() === ""}
        className="justify-self-start"
      >
        {t("send")}
      </Button>
    </Form>
  );
}
