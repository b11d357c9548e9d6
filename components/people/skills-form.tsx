"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { PersonPage } from "@/lib/people/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type Props = { person: Pick<PersonPage, "id" | "sessionVersion" | "skills"> };

const lists = ["languages", "platforms", "groups"] as const;
const listed = (value: FormDataEntryValue | null) =>
  String(value ?? "")
    .split(/[,，、]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");

/** What somebody is given to work on; lists of codes, as the queue's address has them. */
export function SkillsForm({ person: { id, sessionVersion, skills } }: Props) {
  const t = useTranslations("skills");
  const { send, isBusy, fields } = useWrite({ done: t("saved") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [languages, platforms, groups] = lists.map((name) => listed(form.get(name)));
    send({
      path: `/api/people/${id}/skills`,
      body: { sessionVersion, languages, platforms, groups, childSafety: form.get("childSafety") === "on" },
    });
  };
  return (
    <form onSubmit={submit} className="grid max-w-xl gap-4" noValidate>
      {lists.map((name) => (
        <Field key={name} name={name} label={t(name)} hint={t(`${name}Hint`)} error={fields[name]}>
          {(control) => <Input {...control} defaultValue={skills[name].join(", ")} maxLength={2000} />}
        </Field>
      ))}
      <Checkbox
        id="childSafety"
        name="childSafety"
        defaultChecked={skills.childSafety}
        label={t("childSafety")}
        hint={t("childSafetyHint")}
      />
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("save")}
      </Button>
    </form>
  );
}
