"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import type { FlaggerPage } from "@/lib/intake/flagger.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

type Props = Pick<FlaggerPage, "flaggers" | "keys">;

/** Says whose a key or an address is. Which entities there are is the list's to say: none can be added here. */
export function KnownSenderForm({ flaggers, keys }: Props) {
  const t = useTranslations("flaggers");
  const form = useRef<HTMLFormElement>(null);
  const { send, isBusy, fields } = useWrite({ done: t("bindDone"), onDone: () => form.current?.reset() });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: "/api/known-senders", body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  const optionsOf = (rows: readonly { id: string; name: string }[], none: string) => [
    { value: "", label: none },
    ...rows.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Form ref={form} onSubmit={submit} className="grid gap-5" noValidate>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="apiKeyId" label={t("key")} error={fields.apiKeyId}>
          {(control) => <Select {...control} options={optionsOf(keys, t("keyNone"))} />}
        </Field>
        <Field name="address" label={t("address")} hint={t("addressHint")} error={fields.address}>
          {(control) => <Input {...control} type="email" maxLength={254} autoComplete="off" />}
        </Field>
        <Field name="flaggerId" label={t("flagger")} error={fields.flaggerId}>
          {(control) => <Select {...control} options={optionsOf(flaggers, t("flaggerNone"))} />}
        </Field>
        <Field name="partnerLabel" label={t("partner")} hint={t("partnerHint")} error={fields.partnerLabel}>
          {(control) => <Input {...control} maxLength={80} autoComplete="off" />}
        </Field>
      </div>
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {t("bind")}
      </Button>
    </Form>
  );
}
