"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { NoticeView } from "@/lib/decisions/notice-view.contract";
import type { RevealView } from "@/lib/decisions/reveal.contract";
import { mayBeAskedAbout } from "@/lib/decisions/reveal.rules";
import { caseKey } from "../decisions/one-case";
import { orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Textarea } from "../ui/textarea";

type Shown = "id" | "order" | "reveal" | "source" | "relation" | "bringing" | "legalClaim" | "childAbuseClaim";
type Notice = Pick<NoticeView, Shown | "isWithdrawn">;
type Props = { caseId: string; notice: Notice; mayAsk: boolean };

/**
 * That a statement names who reported (DSA Art. 17(3)(b)): asked with a reason, answered by another person, and seen by
 * everybody who works on the case. Not offered where the server would refuse by the report alone; whether there is a name
 * that may be told at all only the server knows.
 */
export function NameNotifier({ caseId, notice, mayAsk }: Props) {
  const t = useTranslations("case.reveal");
  const { reveal } = notice;
  const isOpen = reveal?.state === "asked" || reveal?.state === "consented";
  const canBeAsked = mayAsk && notice.order === null && mayBeAskedAbout(notice);
  return (
    <>
      {reveal && reveal.state !== "withdrawn" ? <Standing caseId={caseId} reveal={reveal} /> : null}
      {canBeAsked && !isOpen ? (
        <Disclosure summary={t("ask")}>
          <p className="pt-1 text-12 text-ink-soft">{t("lead")}</p>
          <ReasonForm
            id={`reveal-${notice.id}`}
            caseId={caseId}
            label={t("why")}
            choices={[{ label: t("send"), path: "/api/reveals", body: { caseId, noticeId: notice.id } }]}
          />
        </Disclosure>
      ) : null}
    </>
  );
}

/** Where a request stands, with what there is to do about it. Who asked reads that somebody else answers. */
function Standing({ caseId, reveal }: { caseId: string; reveal: RevealView }) {
  const t = useTranslations("case.reveal");
  const answer = `/api/reveals/${reveal.id}/answer`;
  const said = { name: reveal.answeredBy ?? reveal.askedBy, why: reveal.answerWhy ?? reveal.why };
  return (
    <div className="grid gap-1 border-l-2 border-caution pl-2 text-12">
      <p dir="auto" className="[overflow-wrap:anywhere]">
        {t("asked", { name: reveal.askedBy, why: reveal.why })}
      </p>
      {reveal.state === "consented" || reveal.state === "refused" ? (
        <p dir="auto" className="[overflow-wrap:anywhere]">
          {t(reveal.state, said)}
        </p>
      ) : null}
      {reveal.state === "asked" && reveal.isMine ? <p className="text-ink-soft">{t("waits")}</p> : null}
      {reveal.state === "asked" && !reveal.isMine && reveal.name !== null ? (
        <>
          <p dir="auto" className="[overflow-wrap:anywhere]">
            {t("who", { name: reveal.name })}
          </p>
          <ReasonForm
            id={`answer-${reveal.id}`}
            caseId={caseId}
            label={t("answerWhy")}
            choices={[
              { label: t("yes"), path: answer, body: { consents: true } },
              { label: t("no"), path: answer, body: { consents: false } },
            ]}
          />
        </>
      ) : null}
      {reveal.state !== "refused" && (reveal.isMine || reveal.name !== null) ? (
        <Withdraw caseId={caseId} revealId={reveal.id} />
      ) : null}
    </div>
  );
}

type Choice = { label: string; path: string; body: Record<string, unknown> };

function useRevealWrite(caseId: string) {
  const cache = useQueryClient();
  return useMutation<unknown, RequestFailed, Choice>({
    mutationFn: ({ path, body }) => orThrow(postJson(path, body)),
    onSuccess: () => cache.invalidateQueries({ queryKey: caseKey(caseId) }),
  });
}

/** A reason and what can be done with it. */
function ReasonForm({ id, caseId, label, choices }: { id: string; caseId: string; label: string; choices: Choice[] }) {
  const messageOf = useFailureMessage();
  const [why, setWhy] = useState("");
  const write = useRevealWrite(caseId);
  const failure = write.error?.failure;
  const send = (choice: Choice | undefined) => {
    if (choice) write.mutate({ ...choice, body: { ...choice.body, why } });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(choices[0]);
  };
  return (
    <Form className="grid gap-2 pt-1" onSubmit={submit} noValidate>
      <Field
        id={id}
        name="why"
        label={label}
        error={failure ? (failure.fields.why ?? messageOf(failure)) : undefined}
        isRequired
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2000}
            className="min-h-14 text-13"
            value={why}
            onChange={({ target }) => setWhy(target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        {choices.map((choice, at) => (
          <Button
            key={choice.label}
            type={at === 0 ? "submit" : "button"}
            size="small"
            isBusy={write.isPending}
            onClick={at === 0 ? undefined : () => send(choice)}
          >
            {choice.label}
          </Button>
        ))}
      </div>
    </Form>
  );
}

function Withdraw({ caseId, revealId }: { caseId: string; revealId: string }) {
  const t = useTranslations("case.reveal");
  const messageOf = useFailureMessage();
  const write = useRevealWrite(caseId);
  const path = `/api/reveals/${revealId}/withdraw`;
  return (
    <div>
      <Button
        size="small"
        look="quiet"
        isBusy={write.isPending}
        onClick={() => write.mutate({ label: "", path, body: {} })}
      >
        {t("withdraw")}
      </Button>
      {write.error ? (
        <p role="alert" className="text-danger-ink">
          {messageOf(write.error.failure)}
        </p>
      ) : null}
    </div>
  );
}
