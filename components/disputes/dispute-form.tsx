"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { DisputeWritten } from "@/lib/appeals/dispute.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

type Props = { bodies: readonly { id: string; name: string; country: string }[]; caseReference: string };

/** Records that a body told of a dispute. It asks for no complaint: none has to be on file (D1). */
export function DisputeForm({ bodies, caseReference }: Props) {
  const t = useTranslations("disputes");
  const router = useRouter();
  const [by, setBy] = useState("affected");
  const { send, isBusy, fields } = useWrite<DisputeWritten>({
    done: t("logged"),
    onDone: ({ disputeId }) => router.push(`/disputes/${disputeId}`),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: "/api/disputes", body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Form onSubmit={submit} className="grid gap-5" noValidate>
      <p className="reading text-ink-soft">{t("logText")}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="case" label={t("case")} hint={t("caseHint")} error={fields.case} isRequired>
          {(control) => <Input {...control} defaultValue={caseReference} maxLength={40} autoComplete="off" />}
        </Field>
        <Field name="bodyId" label={t("body")} error={fields.bodyId} isRequired>
          {(control) => (
            <Select
              {...control}
              options={bodies.map(({ id, name, country }) => ({ value: id, label: `${name} (${country})` }))}
            />
          )}
        </Field>
        <Field name="by" label={t("whose")} error={fields.by}>
          {(control) => (
            <Select
              {...control}
              value={by}
              onChange={(event) => setBy(event.target.value)}
              options={(["affected", "notifier"] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
            />
          )}
        </Field>
        {by === "notifier" ? (
          <Field name="notice" label={t("notice")} hint={t("noticeHint")} error={fields.notice} isRequired>
            {(control) => <Input {...control} maxLength={40} autoComplete="off" />}
          </Field>
        ) : null}
        <Field name="bodyReference" label={t("bodyReference")} error={fields.bodyReference}>
          {(control) => <Input {...control} maxLength={120} autoComplete="off" />}
        </Field>
        <Field name="receivedOn" label={t("receivedOn")} hint={t("receivedHint")} error={fields.receivedOn} isRequired>
          {(control) => <Input {...control} type="date" className="max-w-60" />}
        </Field>
      </div>
      <Field name="claim" label={t("claim")} error={fields.claim}>
        {(control) => <Textarea {...control} rows={4} dir="auto" />}
      </Field>
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {t("log")}
      </Button>
    </Form>
  );
}
