"use client";

import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import type { DisputeView } from "@/lib/appeals/dispute.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { AnswerForm } from "./answer-form";

type Step = "engage" | "refuse" | "extend" | "outcome" | "implement" | "pay";
type Fields = Record<string, string>;

/** What can be done with a dispute now; the server says which. */
export function DisputeMoves({ view }: { view: DisputeView }) {
  const { may } = view;
  return (
    <>
      {may.engage ? <Engage view={view} /> : null}
      {may.refuse ? <Refuse view={view} /> : null}
      {may.outcome ? <Outcome view={view} /> : null}
      {may.extend ? <Extend view={view} /> : null}
      {may.answer ? <AnswerForm view={view} /> : null}
      {may.implement ? (
        <Single view={view} step="implement" words={view.withPlatform === "givenUp" ? "close" : "implement"} />
      ) : null}
      {may.pay ? <Single view={view} step="pay" /> : null}
    </>
  );
}

const euros = ["bodyFees", "userCosts"] as const;

/** What a form says; money is typed in euro and sent in cents. */
function bodyOf(form: HTMLFormElement, version: number): Record<string, unknown> {
  const body: Record<string, unknown> = { ...Object.fromEntries(new FormData(form)), version };
  for (const name of euros)
    if (name in body) body[name] = Math.round(Number(String(body[name]).replace(",", ".")) * 100);
  if ("manifestBadFaith" in body) body.manifestBadFaith = true;
  return body;
}

/** `words`: what the form says, where that is not told by its step. */
type FormProps = { view: DisputeView; step: Step; words?: Step | "close"; children: (fields: Fields) => ReactNode };

function StepForm({ view, step, words = step, children }: FormProps) {
  const t = useTranslations("disputes.moves");
  const { send, isBusy, fields } = useWrite({ done: t(`${words}.done`) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: `/api/disputes/${view.id}/${step}`, body: bodyOf(event.currentTarget, view.version) });
  };
  return (
    <Panel title={t(`${words}.title`)}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <p className="reading text-ink-soft">{t(`${words}.text`)}</p>
        {children(fields as Fields)}
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t(`${words}.submit`)}
        </Button>
      </Form>
    </Panel>
  );
}

function Single(props: Omit<FormProps, "children">) {
  return <StepForm {...props}>{() => null}</StepForm>;
}

function Engage({ view }: { view: DisputeView }) {
  const t = useTranslations("disputes.moves");
  return (
    <StepForm view={view} step="engage">
      {(fields) => (
        <Field name="position" label={t("engage.position")} error={fields.position}>
          {(control) => <Textarea {...control} rows={4} dir="auto" />}
        </Field>
      )}
    </StepForm>
  );
}

function Refuse({ view }: { view: DisputeView }) {
  const t = useTranslations("disputes.moves");
  return (
    <StepForm view={view} step="refuse">
      {(fields) => (
        <>
          <Field name="earlier" label={t("refuse.earlier")} hint={t("refuse.hint")} error={fields.earlier} isRequired>
            {(control) => <Input {...control} maxLength={40} autoComplete="off" className="max-w-60" />}
          </Field>
          <Field name="why" id="refuse-why" label={t("refuse.why")} error={fields.why} isRequired>
            {(control) => <Textarea {...control} rows={3} />}
          </Field>
        </>
      )}
    </StepForm>
  );
}

function Extend({ view }: { view: DisputeView }) {
  const t = useTranslations("disputes.moves");
  return (
    <StepForm view={view} step="extend">
      {(fields) => (
        <Field name="why" id="extend-why" label={t("extend.why")} error={fields.why} isRequired>
          {(control) => <Textarea {...control} rows={2} />}
        </Field>
      )}
    </StepForm>
  );
}

const outcomes = ["for_user", "partly", "for_platform", "agreed", "ended"] as const;

function Outcome({ view }: { view: DisputeView }) {
  const t = useTranslations("disputes");
  return (
    <StepForm view={view} step="outcome">
      {(fields) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="outcome" label={t("moves.outcome.outcome")} error={fields.outcome}>
              {(control) => (
                <Select {...control} options={outcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))} />
              )}
            </Field>
            <Field name="decidedOn" label={t("moves.outcome.decidedOn")} error={fields.decidedOn} isRequired>
              {(control) => <Input {...control} type="date" className="max-w-60" />}
            </Field>
            <Field name="bodyFees" label={t("moves.outcome.bodyFees")} error={fields.bodyFees}>
              {(control) => <Input {...control} inputMode="decimal" defaultValue="0" className="max-w-40" />}
            </Field>
            <Field name="userCosts" label={t("moves.outcome.userCosts")} error={fields.userCosts}>
              {(control) => <Input {...control} inputMode="decimal" defaultValue="0" className="max-w-40" />}
            </Field>
          </div>
          <Field name="text" label={t("moves.outcome.found")} error={fields.text}>
            {(control) => <Textarea {...control} rows={4} dir="auto" />}
          </Field>
          <Checkbox id="bad-faith" name="manifestBadFaith" value="true" label={t("moves.outcome.badFaith")} />
        </>
      )}
    </StepForm>
  );
}
