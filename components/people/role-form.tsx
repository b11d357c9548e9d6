"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { type Role, roles } from "@/lib/platform/permissions.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { ConfirmStep } from "../ui/confirm";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Select } from "../ui/select";

type Props = { person: { id: string; name: string; role: Role; sessionVersion: number } };

/** Another role for a person; what changes for them is said before it does. */
export function RoleForm({ person }: Props) {
  const t = useTranslations("people.role");
  const role = useTranslations("common.roles");
  const { send, isBusy, fields } = useWrite({ done: t("done", { name: person.name }) });
  const [asked, setAsked] = useState<Role | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const write = (chosen: FormDataEntryValue | null) =>
    send({ path: `/api/people/${person.id}/role`, body: { role: chosen, sessionVersion: person.sessionVersion } });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).get("role");
    const other = roles.find((each) => each === chosen && each !== person.role);
    // The same role again is refused by the server, in its own words.
    if (other) setAsked(other);
    else write(chosen);
  };
  const close = () => {
    setAsked(null);
    button.current?.focus();
  };
  return (
    <Form onSubmit={submit} className="grid max-w-md gap-3">
      <Field name="role" label={t("label")} hint={t("hint")} error={fields.role}>
        {(control) => (
          // The key makes a changed role the chosen one again after the page was painted anew.
          <Select
            {...control}
            key={person.role}
            defaultValue={person.role}
            options={roles.map((each) => ({ value: each, label: role(each) }))}
            onChange={() => setAsked(null)}
          />
        )}
      </Field>
      <Button ref={button} type="submit" isBusy={isBusy} className="justify-self-start">
        {t("submit")}
      </Button>
      {asked ? (
        <ConfirmStep
          label={t("confirm", { role: role(asked) })}
          onCancel={close}
          onConfirm={() => {
            close();
            write(asked);
          }}
        >
          {t("what", { name: person.name, from: role(person.role), to: role(asked) })}
        </ConfirmStep>
      ) : null}
    </Form>
  );
}
