"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { settlements } from "@/lib/transparency/submissions.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

/** What becomes of a statement that is held, and why. */
export function SettleForm({ id, reference }: { id: string; reference: string }) {
  const t = useTranslations("database");
  const { send, isBusy, fields } = useWrite({ done: t("settled") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    send({ path: `/api/database-submissions/${id}/settle`, body: { as: form.get("as"), why: form.get("why") } });
  };
  return (
    <Disclosure summary={t("settle", { reference })}>
      <Form onSubmit={submit} className="grid max-w-xl gap-3" noValidate>
        <Field name="as" id={`as-${id}`} label={t("settleAs")} error={fields.as}>
          {(control) => (
            <Select {...control} options={settlements.map((value) => ({ value, label: t(`settlements.${value}`) }))} />
          )}
        </Field>
        <Field name="why" id={`why-${id}`} label={t("settleWhy")} hint={t("settleHint")} error={fields.why}>
          {(control) => <Textarea {...control} rows={2} />}
        </Field>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("settleSubmit")}
        </Button>
      </Form>
    </Disclosure>
  );
}
