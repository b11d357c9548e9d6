"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { DisputeView } from "@/lib/appeals/dispute.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Localised } from "../ui/localised";
import { Panel } from "../ui/panel";
import { RadioGroup } from "../ui/radio-group";
import { Textarea } from "../ui/textarea";

const answers = ["follow", "partly", "not"] as const;

/** What the platform does about a finding that binds it to nothing: a person says so, with reasons (D2, D5). */
export function AnswerForm({ view }: { view: DisputeView }) {
  const t = useTranslations("disputes.moves.answer");
  const [answer, setAnswer] = useState<string>("follow");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    const isPart = answer === "partly" && view.by === "affected";
    const part = isPart
      ? { liftSanctions: sent.getAll("liftSanctions"), voidStrike: sent.get("voidStrike") !== null }
      : {};
    send({
      path: `/api/disputes/${view.id}/answer`,
      body: { version: view.version, answer, why: sent.get("why"), departure: sent.get("departure") ?? "", ...part },
    });
  };
  return (
    <Panel title={t("title")}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <p className="reading text-ink-soft">{t("text")}</p>
        <RadioGroup
          name="answer"
          legend={t("legend")}
          value={answer}
          onChoose={setAnswer}
          options={answers.map((value) => ({
            value,
            label: t(`choices.${value}`),
            hint: value === "not" ? undefined : t(`hints.${value}.${view.by}`),
          }))}
        />
        {answer === "partly" && view.by === "affected" ? <Part view={view} error={fields.liftSanctions} /> : null}
        <Field name="why" id="answer-why" label={t("why")} hint={t("whyHint")} error={fields.why} isRequired>
          {(control) => <Textarea {...control} rows={4} />}
        </Field>
        {view.ordered !== null && answer !== "not" ? (
          <Field
            name="departure"
            label={t("whyOrdered")}
            hint={t("ordered", { authority: view.ordered })}
            error={fields.departure}
          >
            {(control) => <Textarea {...control} rows={3} dir="auto" />}
          </Field>
        ) : null}
        <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
          {t("submit")}
        </Button>
      </Form>
    </Panel>
  );
}

function Part({ view, error }: { view: DisputeView; error: string | undefined }) {
  const t = useTranslations("disputes.moves.answer");
  return (
    <fieldset className="grid gap-1">
      <legend className="font-medium">{t("part")}</legend>
      {error ? <p className="font-medium text-danger-ink">{error}</p> : null}
      {view.measures
        .filter(({ isRunning }) => isRunning)
        .map(({ id, label }) => (
          <Checkbox key={id} name="liftSanctions" value={id} label={<Localised value={label} />} />
        ))}
      {view.hasStrike ? <Checkbox name="voidStrike" value="true" label={t("strike")} /> : null}
    </fieldset>
  );
}
