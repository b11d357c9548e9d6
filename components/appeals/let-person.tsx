"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { Time } from "../ui/time";

/** Past what a person is let: a tie to the decision that an appeal is about, or their own decision on the case, which fell. */
type Past = "letPast" | "letDecide";
type Asked = {
  past: Past;
  /** `tie`, in words, where more than one kind may stand in the way. */
  tied: readonly { id: string; name: string; tie?: string }[];
  /** Where it is asked for, and what is sent besides the person and the reason. */
  path: string;
  seen?: { version: number };
};

/** Who is let past what stands in their way, by whom and why; and for an admin the way to let a named person past. */
export function LetPerson({
  allowed,
  ...asked
}: Asked & { allowed: readonly { person: string; by: string; at: string; why: string; tie?: string }[] }) {
  const t = useTranslations(`redress.${asked.past}`);
  if (allowed.length === 0 && asked.tied.length === 0) return null;
  return (
    <section aria-labelledby={asked.past} className="grid gap-2 border-t border-line pt-4">
      <h2 id={asked.past} className="text-16 font-semibold">
        {t("title")}
      </h2>
      {allowed.length > 0 ? (
        <ul className="grid gap-2">
          {allowed.map(({ person, by, at, why, tie = "" }) => (
            <li key={`${person} ${at}`}>
              {t.rich("row", { person, by, tie, at: () => <Time value={at} show="exact" /> })}
              <span dir="auto" className="block text-ink-soft">
                {why}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {asked.tied.length > 0 ? (
        <Disclosure summary={t("submit")}>
          <LetPersonForm {...asked} />
        </Disclosure>
      ) : null}
    </section>
  );
}

function LetPersonForm({ past, tied, path, seen }: Asked) {
  const t = useTranslations(`redress.${past}`);
  const [personId, setPersonId] = useState("");
  const [why, setWhy] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const ties = tied.flatMap(({ name, tie }) => (tie ? [`${name}: ${tie}`] : []));
  return (
    <Form
      className="grid max-w-xl gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send({ path, body: { ...seen, personId, why } });
      }}
    >
      <p className="text-ink-soft">{t("lead")}</p>
      <Field
        name="personId"
        label={t("who")}
        {...(ties.length > 0 ? { hint: ties.join(" ") } : {})}
        error={fields.personId}
        isRequired
      >
        {(control) => (
          <Select
            {...control}
            placeholder={t("choose")}
            options={tied.map(({ id, name }) => ({ value: id, label: name }))}
            value={personId}
            onChange={(event) => setPersonId(event.target.value)}
          />
        )}
      </Field>
      <Field name="why" label={t("why")} hint={t("whyHint")} error={fields.why} isRequired>
        {(control) => (
          <Textarea {...control} rows={3} dir="auto" value={why} onChange={(event) => setWhy(event.target.value)} />
        )}
      </Field>
      <Button type="submit" isBusy={isBusy} disabled={personId === ""} className="justify-self-start">
        {t("submit")}
      </Button>
    </Form>
  );
}
