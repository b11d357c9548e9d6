"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { PersonAdded } from "@/lib/people/contract";
import { roles } from "@/lib/platform/permissions.rules";
import { QuietLink } from "../policy/quiet-link";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { LinkButton } from "../ui/link-button";
import { RadioGroup } from "../ui/radio-group";
import { ShownOnce } from "./shown-once";

/** A new person; the first password is made by the server and shown here once. */
export function AddPersonForm() {
  const t = useTranslations("people.add");
  const role = useTranslations("common.roles");
  const [added, setAdded] = useState<(PersonAdded & { name: string }) | null>(null);
  const [name, setName] = useState("");
  const { send, isBusy, fields, reset } = useWrite<PersonAdded>({ onDone: (value) => setAdded({ ...value, name }) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: "/api/people", body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  if (added) {
    const again = () => {
      setAdded(null);
      setName("");
      reset();
    };
    return (
      <div className="grid gap-4">
        {added.password ? (
          <ShownOnce title={t("added", { name: added.name })} text={t("password")} secret={added.password} />
        ) : null}
        <div className="flex flex-wrap gap-2">
          <LinkButton href={`/people/${added.personId}`} look="primary" via={QuietLink}>
            {t("open", { name: added.name })}
          </LinkButton>
          <Button onClick={again}>{t("another")}</Button>
        </div>
      </div>
    );
  }
  return (
    <Form onSubmit={submit} className="grid max-w-xl gap-5" noValidate>
      <Field name="name" label={t("name")} error={fields.name} isRequired>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field name="email" label={t("email")} hint={t("emailHint")} error={fields.email} isRequired>
        {(control) => <Input {...control} type="email" autoComplete="off" maxLength={254} />}
      </Field>
      <RadioGroup
        name="role"
        legend={t("role")}
        error={fields.role}
        isRequired
        options={roles.map((each) => ({ value: each, label: role(each), hint: t(`roleHint.${each}`) }))}
      />
      <div className="flex gap-2">
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t("submit")}
        </Button>
        <LinkButton href="/people" look="quiet" via={QuietLink}>
          {t("cancel")}
        </LinkButton>
      </div>
    </Form>
  );
}
