"use client";

import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { nestedFields } from "./nested-fields.rules";

export type FormProps<Value> = { platform: string; mayWrite: boolean; value: Value | undefined };
/** The sentence of a field of this form that was refused, by its dotted name. */
export type ErrorOf = (name: string) => ReactNode;

/** One part of the facts: its fields by dotted names (`byLanguage.de`), which are sent as one object. The fields are read only, not disabled, to whoever may not write: an auditor reaches and copies them. */
export function FactsForm({
  platform,
  section,
  mayWrite,
  intro,
  children,
}: {
  platform: string;
  section: string;
  mayWrite: boolean;
  intro?: string;
  children: (errorOf: ErrorOf) => ReactNode;
}) {
  const t = useTranslations("reports.facts");
  const { send, isBusy, fields } = useWrite({ done: t("saved") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = nestedFields(Object.fromEntries(new FormData(event.currentTarget)));
    send({ path: "/api/reports/facts", body: { platform, section, value } });
  };
  return (
    <Form onSubmit={submit} className="grid gap-4" noValidate aria-label={t(section)}>
      {intro ? <p className="reading text-ink-soft">{intro}</p> : null}
      {children((name) => fields[`value.${name}`])}
      {mayWrite ? (
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("save")}
        </Button>
      ) : null}
    </Form>
  );
}

/** A number that may stay blank. */
export function NumberField({
  section,
  name,
  label,
  value,
  error,
  mayWrite,
}: {
  section: string;
  mayWrite: boolean;
  name: string;
  label: ReactNode;
  value: number | undefined;
  error: ReactNode;
}) {
  return (
    <Field name={name} id={`${section}-${name}`} label={label} error={error}>
      {(control) => (
        <Input
          {...control}
          readOnly={!mayWrite}
          inputMode="decimal"
          maxLength={14}
          autoComplete="off"
          defaultValue={value ?? ""}
        />
      )}
    </Field>
  );
}
