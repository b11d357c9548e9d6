"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { FlaggerView } from "@/lib/intake/flagger.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Textarea } from "../ui/textarea";

type Props = { flaggerId: string; draft: NonNullable<FlaggerView["draft"]>; mayChange: boolean };

/** The draft to a coordinator: read, changed and sent by a person, and then kept as it was sent. */
export function FlaggerDraft({ flaggerId, draft, mayChange }: Props) {
  const t = useTranslations("flaggers");
  const { send, isBusy, fields } = useWrite({ done: t("draftDone") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get("text");
    send({ path: `/api/flaggers/${flaggerId}/letter`, body: { text } });
  };
  return (
    <Form onSubmit={submit} className="grid gap-4" noValidate>
      <p className="reading text-ink-soft">{t("draftText")}</p>
      <p className="font-medium">{t("draftSubject", { subject: draft.subject })}</p>
      <Field name="text" label={t("draftLetter")} error={fields.text}>
        {(control) => <Textarea {...control} rows={16} defaultValue={draft.text} readOnly={!mayChange} />}
      </Field>
      {mayChange ? (
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("draftRecord")}
        </Button>
      ) : null}
    </Form>
  );
}
