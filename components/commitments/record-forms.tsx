"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import type { CommitmentView, IndicatorNow } from "@/lib/commitments/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { wordsFor } from "../ui/localised.rules";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

const statuses = ["not_started", "in_progress", "in_place", "at_risk", "not_met"] as const;
const outcomes = ["met", "partly", "not_met"] as const;
type Step = "status" | "review" | "anomaly";
type Fields = Readonly<Record<string, string>>;

/** What an owner records on a commitment. */
export function RecordForms({ view }: { view: CommitmentView }) {
  const byHand = view.commitment.indicators.filter(({ key }) => key === null);
  return (
    <>
      <Evidence id={view.commitment.id} />
      <Review view={view} />
      {byHand.length > 0 ? <Value indicators={byHand} /> : null}
      <Anomaly view={view} />
      <StatusForm view={view} />
    </>
  );
}

type StepProps = { view: CommitmentView; step: Step; children: (fields: Fields) => ReactNode };

function StepForm({ view, step, children }: StepProps) {
  const t = useTranslations("commitments.forms");
  const { send, isBusy, fields } = useWrite({ done: t(`${step}.done`) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = { ...Object.fromEntries(new FormData(form)), version: view.commitment.version };
    send({ path: `/api/commitments/${view.commitment.id}/${step}`, body }, { onSuccess: () => form.reset() });
  };
  return (
    <Panel title={t(`${step}.title`)}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        {children(fields)}
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t(`${step}.submit`)}
        </Button>
      </Form>
    </Panel>
  );
}

function StatusForm({ view }: { view: CommitmentView }) {
  const t = useTranslations("commitments");
  return (
    <StepForm view={view} step="status">
      {(fields) => (
        <>
          <Field name="status" label={t("status")} error={fields.status}>
            {(control) => (
              <Select
                {...control}
                defaultValue={view.commitment.status}
                options={statuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
                className="max-w-60"
              />
            )}
          </Field>
          <Field name="why" label={t("forms.status.why")} error={fields.why} isRequired>
            {(control) => <Textarea {...control} rows={3} dir="auto" />}
          </Field>
        </>
      )}
    </StepForm>
  );
}

function Review({ view }: { view: CommitmentView }) {
  const t = useTranslations("commitments");
  return (
    <StepForm view={view} step="review">
      {(fields) => (
        <>
          <Field name="outcome" label={t("forms.review.outcome")} error={fields.outcome}>
            {(control) => (
              <Select
                {...control}
                options={outcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
                className="max-w-60"
              />
            )}
          </Field>
          <Field
            name="finding"
            label={t("forms.review.finding")}
            hint={t("forms.review.findingHint")}
            error={fields.finding}
            isRequired
          >
            {(control) => <Textarea {...control} rows={4} dir="auto" />}
          </Field>
        </>
      )}
    </StepForm>
  );
}

function Anomaly({ view }: { view: CommitmentView }) {
  const t = useTranslations("commitments.forms.anomaly");
  return (
    <StepForm view={view} step="anomaly">
      {(fields) => (
        <Field name="text" id="anomaly-text" label={t("text")} hint={t("hint")} error={fields.text} isRequired>
          {(control) => <Textarea {...control} rows={3} dir="auto" />}
        </Field>
      )}
    </StepForm>
  );
}

function Evidence({ id }: { id: string }) {
  const t = useTranslations("commitments.forms.evidence");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    send({ path: `/api/commitments/${id}/evidence`, form: new FormData(form) }, { onSuccess: () => form.reset() });
  };
  return (
    <Panel title={t("title")}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <p className="reading text-ink-soft">{t("text")}</p>
        <Field name="title" id="evidence-title" label={t("name")} error={fields.title} isRequired>
          {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
        </Field>
        <Field name="file" label={t("file")} hint={t("fileHint")} error={fields.file}>
          {(control) => <input type="file" accept="image/*,.pdf,.txt,application/pdf,text/plain" {...control} />}
        </Field>
        <Field name="url" label={t("url")} hint={t("urlHint")} error={fields.url}>
          {(control) => <Input {...control} type="url" maxLength={500} autoComplete="off" />}
        </Field>
        <Field name="note" label={t("note")} error={fields.note}>
          {(control) => <Textarea {...control} rows={3} dir="auto" />}
        </Field>
        <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
          {t("submit")}
        </Button>
      </Form>
    </Panel>
  );
}

function Value({ indicators }: { indicators: readonly IndicatorNow[] }) {
  const t = useTranslations("commitments.forms.value");
  const locale = useLocale();
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { indicatorId, ...body } = Object.fromEntries(new FormData(form));
    send({ path: `/api/commitments/indicators/${indicatorId}/value`, body }, { onSuccess: () => form.reset() });
  };
  const options = indicators.map(({ id, name }) => ({ value: id, label: name ? wordsFor(name, locale).text : id }));
  return (
    <Panel title={t("title")}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <Field name="indicatorId" label={t("indicator")} error={fields.indicatorId}>
          {(control) => <Select {...control} options={options} />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field name="month" label={t("month")} error={fields.month} isRequired>
            {(control) => <Input {...control} type="month" />}
          </Field>
          <Field name="value" label={t("value")} hint={t("valueHint")} error={fields.value} isRequired>
            {(control) => <Input {...control} inputMode="decimal" autoComplete="off" />}
          </Field>
          <Field name="count" label={t("count")} error={fields.count}>
            {(control) => <Input {...control} inputMode="numeric" defaultValue="1" autoComplete="off" />}
          </Field>
        </div>
        <Field name="note" id="value-note" label={t("note")} error={fields.note} isRequired>
          {(control) => <Textarea {...control} rows={2} dir="auto" />}
        </Field>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("submit")}
        </Button>
      </Form>
    </Panel>
  );
}
