"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { DraftView } from "@/lib/policy/drafts/view.contract";
import { useNamesIn } from "../policy/draft-names";
import { useDay, useListed } from "../policy/names";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { ConfirmStep } from "../ui/confirm";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { Textarea } from "../ui/textarea";

type Asked = "review" | "publish" | "withdraw" | "sendBack" | null;

/** What may be done with a draft now, by whoever looks at it. Publishing is never taken back, so it is asked twice; so is giving up, which another person may count on. */
export function DraftActions({ draft }: { draft: DraftView }) {
  const t = useTranslations("policyDesk.actions");
  const [asked, setAsked] = useState<Asked>(null);
  const { send, isBusy, fields } = useWrite({ done: t("done"), onDone: () => setAsked(null) });
  const act = (step: string, body: object = {}) => send({ path: `/api/policy/drafts/${draft.id}/${step}`, body });
  const { may, state, problems, unsigned, signers } = draft;
  const words = useWordsOnly(draft);
  const listed = useListed();
  const isBlocked = problems.length > 0;
  const tell = useDay();
  const day = draft.effectiveFrom ? tell(draft.effectiveFrom) : "";
  return (
    <div className="grid gap-3">
      {unsigned ? <p className="text-13 text-ink-soft">{t(`unsigned.${unsigned}`)}</p> : null}
      {signers && unsigned ? (
        signers.length > 0 ? (
          <p className="text-13 text-ink-soft">{t("maySign", { names: listed(signers) })}</p>
        ) : (
          <Notice tone="caution" title={t(unsigned === "not_admin" ? "noAdminSigns" : "nobodySigns")}>
            {t("nobodySignsText")}
          </Notice>
        )
      ) : null}
      <div className="flex flex-wrap gap-2">
        {may.edit && state === "draft" ? (
          <Button
            look={unsigned ? "primary" : "secondary"}
            disabled={isBlocked}
            isBusy={isBusy}
            onClick={() => (words.length > 0 ? setAsked("review") : act("review", { rev: draft.rev }))}
          >
            {t("ask")}
          </Button>
        ) : null}
        {may.publish && unsigned === null ? (
          <Button look="primary" disabled={isBlocked} onClick={() => setAsked("publish")}>
            {t("publish")}
          </Button>
        ) : null}
        {may.publish && state === "in_review" ? (
          <Button onClick={() => setAsked("sendBack")}>{t("sendBack")}</Button>
        ) : null}
        {may.takeUp ? (
          <Button isBusy={isBusy} onClick={() => act("take-up")}>
            {t("takeUp")}
          </Button>
        ) : null}
        {may.publish ? (
          <Button look="quiet" onClick={() => setAsked("withdraw")}>
            {t("withdraw")}
          </Button>
        ) : null}
      </div>
      {asked === "review" ? (
        <ConfirmStep
          label={t("askWithWords")}
          look="primary"
          isBusy={isBusy}
          onConfirm={() => act("review", { rev: draft.rev })}
          onCancel={() => setAsked(null)}
        >
          {t("wordsOnly", { count: words.length, names: listed(words) })}
        </ConfirmStep>
      ) : null}
      {asked === "publish" ? (
        <ConfirmStep
          label={t("publishNow", { version: draft.ref })}
          isBusy={isBusy}
          onConfirm={() => act("publish", { rev: draft.rev })}
          onCancel={() => setAsked(null)}
        >
          {t("publishText", { version: draft.ref, day })}
        </ConfirmStep>
      ) : null}
      {asked === "withdraw" ? (
        <ConfirmStep
          label={t("withdraw")}
          isSafeFirst
          isBusy={isBusy}
          onConfirm={() => act("withdraw")}
          onCancel={() => setAsked(null)}
        >
          {t("withdrawText")}
        </ConfirmStep>
      ) : null}
      {asked === "sendBack" ? (
        <SendBackForm error={fields.why} isBusy={isBusy} onSend={(why) => act("send-back", { why })} />
      ) : null}
    </div>
  );
}

/** Names of the sanctions that are still only words: whoever hands them over says that they stay so. */
function useWordsOnly({ warnings, file }: Pick<DraftView, "warnings" | "file">): string[] {
  const names = useNamesIn(file);
  return warnings
    .filter(({ code }) => code === "actionWordsOnly")
    .map(({ values }) => `“${names.action(String(values.action))}”`);
}

type SendBackProps = { error: string | undefined; isBusy: boolean; onSend: (why: string) => void };

function SendBackForm({ error, isBusy, onSend }: SendBackProps) {
  const t = useTranslations("policyDesk.actions");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSend(String(new FormData(event.currentTarget).get("why") ?? ""));
  };
  return (
    <Form onSubmit={submit} className="grid max-w-md gap-2" noValidate>
      <Field name="why" label={t("why")} error={error} isRequired>
        {(control) => <Textarea {...control} rows={3} dir="auto" maxLength={2000} />}
      </Field>
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("sendBack")}
      </Button>
    </Form>
  );
}
