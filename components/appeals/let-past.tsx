"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AppealView } from "@/lib/appeals/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { Time } from "../ui/time";

/** Who is let past a tie to the decision, and for an admin the way to let a named person past. */
export function LetPast({ view }: { view: AppealView }) {
  const t = useTranslations("redress.letPast");
  const failures = useTranslations("failures");
  if (view.letPast.length === 0 && view.tied.length === 0) return null;
  return (
    <section aria-labelledby="let-past" className="grid gap-2 border-t border-line pt-4">
      <h2 id="let-past" className="text-16 font-semibold">
        {t("title")}
      </h2>
      <ul className="grid gap-2">
        {view.letPast.map(({ person, by, at, tie, why }) => (
          <li key={person}>
            {t.rich("row", { person, by, tie: failures(tie), at: () => <Time value={at} show="exact" /> })}
            <span dir="auto" className="block text-ink-soft">
              {why}
            </span>
          </li>
        ))}
      </ul>
      {view.tied.length > 0 ? (
        <Disclosure summary={t("submit")}>
          <LetPastForm view={view} />
        </Disclosure>
      ) : null}
    </section>
  );
}

function LetPastForm({ view }: { view: AppealView }) {
  const t = useTranslations("redress.letPast");
  const failures = useTranslations("failures");
  const [personId, setPersonId] = useState("");
  const [why, setWhy] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  return (
    <form
      className="grid max-w-xl gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send({ path: `/api/appeals/${view.id}/override`, body: { version: view.version, personId, why } });
      }}
    >
      <p className="text-ink-soft">{t("lead")}</p>
      <Field
        name="personId"
        label={t("who")}
        hint={view.tied.map(({ name, tie }) => `${name}: ${failures(tie)}`).join(" ")}
        error={fields.personId}
        isRequired
      >
        {(control) => (
          <Select
            {...control}
            placeholder={t("choose")}
            options={view.tied.map(({ id, name }) => ({ value: id, label: name }))}
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
    </form>
  );
}
