"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

const outcomes = ["upheld", "shorter", "warning", "reversed"] as const;
const findings = ["nothing", "warning", "suspension"] as const;

/** What the reviewer finds from what was marked; only then the suspension is shown to them, and they can answer. */
export function FirstLook({ appealId }: { appealId: string }) {
  const t = useTranslations("misuse");
  const { send, isBusy, fields } = useWrite({ done: t("look.done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: `/api/misuse/appeals/${appealId}/look`, body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Form onSubmit={submit} className="grid gap-4" noValidate>
      <h4 className="font-semibold">{t("look.title")}</h4>
      <p className="reading text-ink-soft">{t("look.text")}</p>
      <Field name="finding" label={t("look.finding")} error={fields.finding}>
        {(control) => (
          <Select
            {...control}
            className="max-w-80"
            options={findings.map((value) => ({ value, label: t(`look.findings.${value}`) }))}
          />
        )}
      </Field>
      <Field name="why" id={`look-${appealId}`} label={t("look.why")} error={fields.why} isRequired>
        {(control) => <Textarea {...control} rows={3} maxLength={2000} />}
      </Field>
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {t("look.submit")}
      </Button>
    </Form>
  );
}

/** The choice of the form as the command takes it: two of them are outcomes in part. */
function answerIn(form: HTMLFormElement): Record<string, unknown> {
  const { outcome, ...rest } = Object.fromEntries(new FormData(form));
  const isPart = outcome === "shorter" || outcome === "warning";
  return { ...rest, outcome: isPart ? "partly_reversed" : outcome, ...(isPart ? { change: outcome } : {}) };
}

/** Answers a complaint about a suspension, as somebody who had no part in it. */
export function AnswerComplaint({ appealId }: { appealId: string }) {
  const t = useTranslations("misuse");
  const { send, isBusy, fields } = useWrite({ done: t("answered") });
  const [outcome, setOutcome] = useState("upheld");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: `/api/misuse/appeals/${appealId}`, body: answerIn(event.currentTarget) });
  };
  return (
    <Form onSubmit={submit} className="grid gap-4" noValidate>
      <Field name="outcome" label={t("outcome")} error={fields.outcome}>
        {(control) => (
          <Select
            {...control}
            className="max-w-80"
            value={outcome}
            onChange={({ target }) => setOutcome(target.value)}
            options={outcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          />
        )}
      </Field>
      {outcome === "shorter" ? (
        <Field name="lastDay" id={`last-${appealId}`} label={t("shorterLastDay")} error={fields.lastDay} isRequired>
          {(control) => <Input {...control} type="date" className="max-w-60" />}
        </Field>
      ) : null}
      <Field name="reasons" label={t("reasons")} hint={t("reasonsHint")} error={fields.reasons} isRequired>
        {(control) => <Textarea {...control} rows={3} maxLength={2000} />}
      </Field>
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {t("answer")}
      </Button>
    </Form>
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
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <Field name="why" id={`lift-${measureId}`} label={t("why")} error={fields.why} isRequired>
          {(control) => <Textarea {...control} rows={2} maxLength={2000} />}
        </Field>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("liftSubmit")}
        </Button>
      </Form>
    </Disclosure>
  );
}
