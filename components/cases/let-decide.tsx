"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { LetDecideView } from "@/lib/decisions/let-decide.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { Time } from "../ui/time";

/** Who may decide this case again although their own decision on it fell, and for an admin the way to let a named person. */
export function LetDecide({ caseId, view }: { caseId: string; view: LetDecideView }) {
  const t = useTranslations("redress.letDecide");
  return (
    <section aria-labelledby="let-decide" className="grid gap-2 border-t border-line px-4 py-4 md:px-6">
      <h2 id="let-decide" className="text-16 font-semibold">
        {t("title")}
      </h2>
      {view.allowed.map(({ person, by, at, why }) => (
        <p key={`${person} ${at}`}>
          {t.rich("row", { person, by, at: () => <Time value={at} show="exact" /> })}
          <span dir="auto" className="block text-ink-soft">
            {why}
          </span>
        </p>
      ))}
      {view.tied.length > 0 ? (
        <Disclosure summary={t("submit")}>
          <LetDecideForm caseId={caseId} tied={view.tied} />
        </Disclosure>
      ) : null}
    </section>
  );
}

function LetDecideForm({ caseId, tied }: { caseId: string; tied: LetDecideView["tied"] }) {
  const t = useTranslations("redress.letDecide");
  const [personId, setPersonId] = useState("");
  const [why, setWhy] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  return (
    <form
      className="grid max-w-xl gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send({ path: `/api/case-overrides/${caseId}`, body: { personId, why } });
      }}
    >
      <p className="text-ink-soft">{t("lead")}</p>
      <Field name="personId" label={t("who")} error={fields.personId} isRequired>
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
    </form>
  );
}
