"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { PersonPage } from "@/lib/people/contract";
import type { SkillChoices } from "@/lib/queue/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { ChosenList } from "./chosen-list";
import { useSkillNames } from "./use-skill-names";

type Props = { person: Pick<PersonPage, "id" | "sessionVersion" | "skills" | "team">; choices: SkillChoices };

const lists = ["languages", "platforms", "groups"] as const;

/** What somebody is given to work on, chosen by name. */
export function SkillsForm({ person: { id, sessionVersion, skills, team }, choices }: Props) {
  const t = useTranslations("skills");
  const redress = useTranslations("redress.team");
  const { send, isBusy, fields } = useWrite({ done: t("saved") });
  const [chosen, setChosen] = useState({
    languages: [...skills.languages],
    platforms: [...skills.platforms],
    groups: [...skills.groups],
  });
  const { nameOf, options } = useSkillNames(choices);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const childSafety = typed.get("childSafety") === "on";
    send({
      path: `/api/people/${id}/skills`,
      body: { sessionVersion, ...chosen, childSafety, team: typed.get("team") ?? "" },
    });
  };
  return (
    <Form onSubmit={submit} className="grid max-w-xl gap-5" noValidate>
      {lists.map((name) => (
        <ChosenList
          key={name}
          name={name}
          chosen={chosen[name]}
          options={options[name]}
          nameOf={nameOf[name]}
          onChange={(values) => setChosen((before) => ({ ...before, [name]: values }))}
          error={fields[name]}
        />
      ))}
      <Checkbox
        id="childSafety"
        name="childSafety"
        defaultChecked={skills.childSafety}
        label={t("childSafety")}
        hint={t("childSafetyHint")}
      />
      <Field name="team" label={redress("label")} hint={redress("hint")} error={fields.team}>
        {(control) => <Input {...control} defaultValue={team ?? ""} />}
      </Field>
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("save")}
      </Button>
    </Form>
  );
}
