"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";

/** One's own password. It ends this session too, so the way on is to sign in with the new one, and from there to `next`. */
export function PasswordForm({ next = "/people/me" }: { next?: string }) {
  const t = useTranslations("people.me");
  const { send, isBusy, fields } = useWrite({
    onDone: () => window.location.assign(`/sign-in?next=${encodeURIComponent(next)}`),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: "/api/me/password", body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Form onSubmit={submit} className="grid max-w-md gap-4" noValidate>
      <Field name="current" label={t("currentPassword")} error={fields.current} isRequired>
        {(control) => <Input {...control} type="password" autoComplete="current-password" maxLength={1000} />}
      </Field>
      <Field name="next" label={t("nextPassword")} hint={t("nextPasswordHint")} error={fields.next} isRequired>
        {(control) => <Input {...control} type="password" autoComplete="new-password" maxLength={200} />}
      </Field>
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("changePassword")}
      </Button>
    </Form>
  );
}
