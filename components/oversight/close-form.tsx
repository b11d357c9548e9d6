"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Textarea } from "../ui/textarea";

/** The auditor's last word: no mark moves after it. */
export function CloseForm({ drawId }: { drawId: string }) {
  const t = useTranslations("oversight.close");
  const [summary, setSummary] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  return (
    <Form
      className="grid max-w-2xl gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send({ path: `/api/audits/${drawId}/close`, body: { summary } });
      }}
    >
      <Field name="summary" label={t("label")} hint={t("hint")} error={fields.summary} isRequired>
        {(control) => (
          <Textarea {...control} rows={4} value={summary} onChange={(event) => setSummary(event.target.value)} />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t("submit")}
        </Button>
      </div>
    </Form>
  );
}
