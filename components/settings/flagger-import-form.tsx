"use client";

import { useTranslations } from "next-intl";
import type { FlaggersImported } from "@/lib/intake/flagger.contract";
import { useListImport } from "../shell/use-list-import";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { Textarea } from "../ui/textarea";

/** Imports the public list: pasted, or read from a file here in the browser. It is the only way to a status. */
export function FlaggerImportForm({ sourceList }: { sourceList: string }) {
  const t = useTranslations("flaggers");
  const { form, imported, onSubmit, isBusy, fields } = useListImport<FlaggersImported>("/api/flaggers/import");
  return (
    <div className="grid gap-4">
      <p className="reading text-ink-soft">{t("importText")}</p>
      {imported ? <Notice title={t("imported", { ...imported })} role="status" tone="good" /> : null}
      <Form ref={form} onSubmit={onSubmit} className="grid gap-5" noValidate>
        <Field
          name="sourceList"
          label={t("sourceList")}
          hint={t("sourceListHint")}
          error={fields.sourceList}
          isRequired
        >
          {(control) => <Input {...control} defaultValue={sourceList} maxLength={300} autoComplete="off" />}
        </Field>
        <Field name="text" label={t("lines")} hint={t("linesHint")} error={fields.text}>
          {(control) => <Textarea {...control} rows={6} spellCheck={false} className="font-mono text-12" />}
        </Field>
        <Field name="file" label={t("file")} hint={t("fileHint")}>
          {(control) => <input type="file" accept=".csv,.json,.txt,application/json,text/csv" {...control} />}
        </Field>
        <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
          {t("submit")}
        </Button>
      </Form>
    </div>
  );
}
