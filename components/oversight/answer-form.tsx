"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AuditItem } from "@/lib/oversight/audit.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Textarea } from "../ui/textarea";

/** A supervisor's answer to a finding or a question; it is given once. */
export function AnswerForm({ drawId, item }: { drawId: string; item: AuditItem }) {
  const t = useTranslations("oversight.answer");
  const [answer, setAnswer] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  return (
    <Form
      aria-label={t("of", { case: item.reference })}
      className="grid max-w-2xl gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send({ path: `/api/audits/${drawId}/items/${item.id}/answer`, body: { answer } });
      }}
    >
      <Field name={`answer-${item.id}`} label={t("label")} hint={t("hint")} error={fields.answer} isRequired>
        {(control) => (
          <Textarea {...control} rows={3} value={answer} onChange={(event) => setAnswer(event.target.value)} />
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
