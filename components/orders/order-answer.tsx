"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { informationKinds, informationWays } from "@/lib/intake/order.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

const effects = ["given", "partly", "not_given"] as const;

/** How an order for information ended: what the authority was given, or why it was given nothing (Art. 10, O2). */
export function OrderAnswer({ orderId }: { orderId: string }) {
  const t = useTranslations("orders");
  const [effect, setEffect] = useState<string>("given");
  const { send, isBusy, fields } = useWrite({ done: t("answerDone") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    const { providedAt, kinds: _kinds, ...typed } = Object.fromEntries(sent);
    const moment = typeof providedAt === "string" && providedAt !== "" ? new Date(providedAt).toISOString() : "";
    send({
      path: `/api/orders/${orderId}/answer`,
      body: { ...typed, kinds: sent.getAll("kinds"), providedAt: moment },
    });
  };
  const isRefused = effect === "not_given";
  return (
    <Panel title={t("answer")}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <p className="reading text-ink-soft">{t("answerText")}</p>
        <Field name="effect" label={t("answerEffect")} error={fields.effect}>
          {(control) => (
            <Select
              {...control}
              className="max-w-80"
              value={effect}
              onChange={(event) => setEffect(event.target.value)}
              options={effects.map((value) => ({ value, label: t(`answerEffects.${value}`) }))}
            />
          )}
        </Field>
        {isRefused ? null : <What fields={fields} />}
        <Field
          name="note"
          label={t(effect === "given" ? "answerNote" : "answerWhy")}
          hint={effect === "given" ? undefined : t("answerWhyHint")}
          error={fields.note}
        >
          {(control) => <Textarea {...control} rows={3} />}
        </Field>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("answerSubmit")}
        </Button>
      </Form>
    </Panel>
  );
}

function What({ fields }: { fields: Record<string, string | undefined> }) {
  const t = useTranslations("orders.given");
  return (
    <>
      <fieldset className="grid gap-1">
        <legend className="font-medium">{t("what")}</legend>
        <p className="text-13 text-ink-soft">{t("never")}</p>
        {fields.kinds ? <p className="font-medium text-danger-ink">{fields.kinds}</p> : null}
        {informationKinds.map((kind) => (
          <Checkbox key={kind} name="kinds" value={kind} label={t(`kinds.${kind}`)} />
        ))}
      </fieldset>
      <Field name="description" label={t("description")} hint={t("descriptionHint")} error={fields.description}>
        {(control) => <Textarea {...control} rows={2} />}
      </Field>
      <Field name="way" label={t("way")} error={fields.way}>
        {(control) => (
          <Select
            {...control}
            className="max-w-80"
            options={[
              { value: "", label: t("wayNone") },
              ...informationWays.map((value) => ({ value, label: t(`ways.${value}`) })),
            ]}
          />
        )}
      </Field>
      <Field name="providedAt" label={t("at")} hint={t("atHint")} error={fields.providedAt}>
        {(control) => <Input {...control} type="datetime-local" className="max-w-60" />}
      </Field>
    </>
  );
}
