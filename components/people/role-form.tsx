"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { type Role, roles } from "@/lib/platform/permissions.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

type Props = { person: { id: string; name: string; role: Role; sessionVersion: number } };

export function RoleForm({ person }: Props) {
  const t = useTranslations("people.role");
  const role = useTranslations("common.roles");
  const { send, isBusy, fields } = useWrite({ done: t("done", { name: person.name }) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).get("role");
    send({ path: `/api/people/${person.id}/role`, body: { role: chosen, sessionVersion: person.sessionVersion } });
  };
  return (
    <form onSubmit={submit} className="grid max-w-md gap-3">
      <Field name="role" label={t("label")} hint={t("hint")} error={fields.role}>
        {(control) => (
          // The key makes a changed role the chosen one again after the page was painted anew.
          <Select
            {...control}
            key={person.role}
            defaultValue={person.role}
            options={roles.map((each) => ({ value: each, label: role(each) }))}
          />
        )}
      </Field>
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("submit")}
      </Button>
    </form>
  );
}
