"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { errorCauses } from "@/lib/quality/finding.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

/** Ends a review: why the two differ, where they do, and what the first decider is told. */
export function ConcludeForm({ sampleId, isSame }: { sampleId: string; isSame: boolean }) {
  const t = useTranslations("quality");
  const [cause, setCause] = useState("");
  const [note, setNote] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t("conclude.done") });
  return (
    <Form
      className="grid max-w-2xl gap-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        send({ path: `/api/quality/${sampleId}/conclude`, body: { cause: cause || null, coachingNote: note } });
      }}
    >
      {isSame ? null : (
        <Field name="cause" label={t("conclude.cause")} hint={t("conclude.causeHint")} error={fields.cause} isRequired>
          {(control) => (
            <Select
              {...control}
              placeholder={t("conclude.choose")}
              options={errorCauses.map((value) => ({ value, label: t(`causes.${value}`) }))}
              value={cause}
              onChange={(event) => setCause(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field
        name="coachingNote"
        label={t("conclude.note")}
        hint={t("conclude.noteHint")}
        optionalWord={t("blind.optional")}
        error={fields.coachingNote}
      >
        {(control) => <Textarea {...control} rows={3} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      <div>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t("conclude.submit")}
        </Button>
      </div>
    </Form>
  );
}
