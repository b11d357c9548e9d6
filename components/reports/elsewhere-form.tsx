"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { ConfirmStep } from "../ui/confirm";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";

const pathOf = (dutyId: string) => `/api/reports/elsewhere/${dutyId}`;

/** Says where and on which day the report was published in another way: its duty is done then. */
export function ElsewhereForm({ dutyId }: { dutyId: string }) {
  const t = useTranslations("reports.elsewhere");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: pathOf(dutyId), body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Form onSubmit={submit} className="grid gap-4" noValidate aria-label={t("title")}>
      <Field name="url" label={t("url")} error={fields.url} isRequired>
        {(control) => <Input {...control} type="url" maxLength={500} className="max-w-120" dir="ltr" />}
      </Field>
      <Field name="day" label={t("day")} error={fields.day} isRequired>
        {(control) => <Input {...control} type="date" className="max-w-60" />}
      </Field>
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("record")}
      </Button>
    </Form>
  );
}

/** Takes back what was recorded, in two steps: the duty stands on the board again. */
export function TakeBackElsewhere({ dutyId }: { dutyId: string }) {
  const t = useTranslations("reports.elsewhere");
  const [isAsked, setAsked] = useState(false);
  const { send, isBusy } = useWrite({ done: t("takenBack"), onDone: () => setAsked(false) });
  if (isAsked)
    return (
      <ConfirmStep
        label={t("takeBack")}
        isBusy={isBusy}
        onConfirm={() => send({ path: pathOf(dutyId), method: "DELETE" })}
        onCancel={() => setAsked(false)}
      >
        {t("takeBackText")}
      </ConfirmStep>
    );
  return (
    <Button look="quiet" className="justify-self-start" onClick={() => setAsked(true)}>
      {t("takeBack")}
    </Button>
  );
}
