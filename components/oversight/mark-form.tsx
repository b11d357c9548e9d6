"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type AuditItem, auditMarks } from "@/lib/oversight/audit.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

/** What the auditor found in one decision. A finding and a question say what they are about. */
export function MarkForm({ drawId, item }: { drawId: string; item: AuditItem }) {
  const t = useTranslations("oversight");
  const [mark, setMark] = useState<string>(item.mark ?? "");
  const [comment, setComment] = useState(item.comment);
  const { send, isBusy, fields } = useWrite({ done: t("mark.done") });
  return (
    <Form
      aria-label={t("mark.of", { case: item.reference })}
      className="grid max-w-2xl gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send({ path: `/api/audits/${drawId}/items/${item.id}/mark`, body: { mark, comment } });
      }}
    >
      <Field name={`mark-${item.id}`} label={t("mark.label")} error={fields.mark} isRequired>
        {(control) => (
          <Select
            {...control}
            placeholder={t("mark.choose")}
            options={auditMarks.map((value) => ({ value, label: t(`marks.${value}`) }))}
            value={mark}
            onChange={(event) => setMark(event.target.value)}
          />
        )}
      </Field>
      <Field name={`comment-${item.id}`} label={t("mark.comment")} hint={t("mark.commentHint")} error={fields.comment}>
        {(control) => (
          <Textarea {...control} rows={2} value={comment} onChange={(event) => setComment(event.target.value)} />
        )}
      </Field>
      <div>
        <Button type="submit" isBusy={isBusy}>
          {t("mark.submit")}
        </Button>
      </div>
    </Form>
  );
}
