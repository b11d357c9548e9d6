"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

const outcomes = ["upheld", "reversed"] as const;

/** Answers a complaint about a suspension, as somebody who had no part in it. */
export function AnswerComplaint({ appealId }: { appealId: string }) {
  const t = useTranslations("misuse");
  const { send, isBusy, fields } = useWrite({ done: t("answered") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: `/api/misuse/appeals/${appealId}`, body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <Field name="outcome" label={t("outcome")} error={fields.outcome}>
        {(control) => (
          <Select
            {...control}
            className="max-w-80"
            options={outcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          />
        )}
      </Field>
      <Field name="reasons" label={t("reasons")} hint={t("reasonsHint")} error={fields.reasons} isRequired>
        {(control) => <Textarea {...control} rows={3} maxLength={2000} />}
      </Field>
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {t("answer")}
      </Button>
    </form>
  );
}

/** Ends a warning or a suspension before its time. */
export function Lift({ measureId }: { measureId: string }) {
  const t = useTranslations("misuse");
  const { send, isBusy, fields } = useWrite({ done: t("lifted") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: `/api/misuse/${measureId}/lift`, body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Disclosure summary={t("lift")}>
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <Field name="why" id={`lift-${measureId}`} label={t("why")} error={fields.why} isRequired>
          {(control) => <Textarea {...control} rows={2} maxLength={2000} />}
        </Field>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("liftSubmit")}
        </Button>
      </form>
    </Disclosure>
  );
}
