"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { PersonNamed, RegisterHead } from "@/lib/commitments/contract";
import type { RegisterImported } from "@/lib/commitments/register.contract";
import { useListImport } from "../shell/use-list-import";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { TextLink } from "../ui/text-link";
import { Textarea } from "../ui/textarea";

type Props = { register: RegisterHead; people: readonly PersonNamed[] };
const numbers = ["reviewDays", "taskDays", "marginMonths"] as const;
const labels = { reviewDays: "reviewDays", taskDays: "taskDays", marginMonths: "margin" } as const;

/** What a register's own document does not say, or says outside it: its first day, who leads, and the desk's intervals. */
export function RegisterForm({ register, people }: Props) {
  const t = useTranslations("commitments.forms");
  const { send, isBusy, fields } = useWrite({ done: t("register.done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { ...Object.fromEntries(new FormData(event.currentTarget)), version: register.version };
    send({ path: `/api/commitments/registers/${register.id}`, body, method: "PATCH" });
  };
  return (
    <Panel title={t("register.title")}>
      <Form onSubmit={submit} className="grid gap-5" noValidate>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field name="startsOn" label={t("register.startsOn")} hint={t("register.startsHint")} error={fields.startsOn}>
            {(control) => (
              <Input {...control} type="date" defaultValue={register.startsOn ?? ""} className="max-w-60" />
            )}
          </Field>
          <Field name="leadId" label={t("register.lead")} error={fields.leadId}>
            {(control) => (
              <Select
                {...control}
                defaultValue={register.lead?.id ?? ""}
                placeholder={t("assign.nobody")}
                options={people.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
          {numbers.map((name) => (
            <Field key={name} name={name} label={t(`register.${labels[name]}`)} error={fields[name]} isRequired>
              {(control) => (
                <Input {...control} inputMode="numeric" defaultValue={register[name]} className="max-w-40" />
              )}
            </Field>
          ))}
        </div>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("register.submit")}
        </Button>
      </Form>
    </Panel>
  );
}

/** Takes over a register: pasted, or read from a file here in the browser. What is wrong is told line by line. */
export function RegisterImport() {
  const t = useTranslations("commitments.forms.import");
  const { form, imported, onSubmit, isBusy, fields } = useListImport<RegisterImported>("/api/commitments/registers");
  const wrong = Object.entries(fields).filter(([field]) => field.startsWith("text."));
  return (
    <Panel title={t("title")}>
      <Form ref={form} onSubmit={onSubmit} className="grid gap-5" noValidate>
        <p className="reading text-ink-soft">{t("text")}</p>
        {imported ? (
          <Notice title={t("done", { ...imported })} role="status" tone="good">
            <TextLink via={Link} href={`/commitments/${imported.slug}`}>
              {t("open")}
            </TextLink>
          </Notice>
        ) : null}
        <div className="grid gap-5 sm:grid-cols-2">
          <Field name="slug" id="import-slug" label={t("slug")} hint={t("slugHint")} error={fields.slug}>
            {(control) => <Input {...control} maxLength={60} autoComplete="off" />}
          </Field>
          <Field name="title" id="import-title" label={t("name")} hint={t("nameHint")} error={fields.title}>
            {(control) => <Input {...control} maxLength={300} autoComplete="off" />}
          </Field>
        </div>
        <Field name="text" id="import-text" label={t("lines")} error={fields.text}>
          {(control) => <Textarea {...control} rows={6} spellCheck={false} className="font-mono text-12" />}
        </Field>
        {wrong.length > 0 ? (
          <ul aria-label={t("wrong")} className="grid gap-1 text-danger-ink">
            {wrong.map(([field, sentence]) => (
              <li key={field}>{sentence}</li>
            ))}
          </ul>
        ) : null}
        <Field name="file" id="import-file" label={t("file")}>
          {(control) => <input type="file" accept=".json,.csv,application/json,text/csv" {...control} />}
        </Field>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("submit")}
        </Button>
      </Form>
    </Panel>
  );
}
