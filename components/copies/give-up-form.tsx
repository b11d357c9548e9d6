"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Textarea } from "../ui/textarea";

/** Says why a copy is not sent, or why one that was not to be sent is open again. */
export function GiveUpForm({ copyId, isGivenUp }: { copyId: string; isGivenUp: boolean }) {
  const t = useTranslations("copies.one.giveUp");
  const { send, isBusy, fields } = useWrite({ done: t(isGivenUp ? "reopened" : "done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const why = String(new FormData(event.currentTarget).get("why") ?? "");
    send({ path: `/api/copies/${copyId}/${isGivenUp ? "reopen" : "give-up"}`, body: { why } });
  };
  const verb = t(isGivenUp ? "reopen" : "summary");
  return (
    <Disclosure summary={verb}>
      <Form onSubmit={submit} className="grid max-w-xl gap-3" noValidate>
        <p className="text-ink-soft">{t(isGivenUp ? "reopenText" : "text")}</p>
        <Field name="why" id="give-up-why" label={t(isGivenUp ? "reopenWhy" : "why")} error={fields.why} isRequired>
          {(control) => <Textarea {...control} maxLength={1000} rows={3} />}
        </Field>
        <Button type="submit" className="justify-self-start" isBusy={isBusy}>
          {verb}
        </Button>
      </Form>
    </Disclosure>
  );
}
