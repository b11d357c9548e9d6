"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { PlatformName } from "@/lib/administration/contract";
import type { Granted } from "@/lib/research/research.contract";
import { ShownOnce } from "../people/shown-once";
import { usePlatformName } from "../settings/platform-name";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

/** A key for a researcher: who, where, what for and until when. The key itself is shown once, after. */
export function GrantForm({ platforms }: { platforms: readonly PlatformName[] }) {
  const t = useTranslations("research.form");
  const platformName = usePlatformName(platforms);
  const form = useRef<HTMLFormElement>(null);
  const [granted, setGranted] = useState<Granted | null>(null);
  const { send, isBusy, fields } = useWrite<Granted>({
    onDone(value) {
      setGranted(value);
      form.current?.reset();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setGranted(null);
    const { holder, institution, purpose, until } = Object.fromEntries(data);
    send({
      path: "/api/research/grants",
      body: { holder, institution, purpose, until, platformIds: data.getAll("platform") },
    });
  };
  return (
    <div className="grid gap-4">
      {granted ? <ShownOnce key={granted.keyId} title={t("made")} text={t("madeText")} secret={granted.key} /> : null}
      <Form ref={form} onSubmit={submit} className="grid max-w-3xl gap-4 sm:grid-cols-2" noValidate>
        <Field name="holder" label={t("holder")} error={fields.holder} isRequired>
          {(control) => <Input {...control} maxLength={120} autoComplete="off" />}
        </Field>
        <Field name="institution" label={t("institution")} error={fields.institution} isRequired>
          {(control) => <Input {...control} maxLength={160} autoComplete="off" />}
        </Field>
        <Field
          name="purpose"
          label={t("purpose")}
          hint={t("purposeHint")}
          error={fields.purpose}
          isRequired
          className="sm:col-span-2"
        >
          {(control) => <Textarea {...control} rows={3} maxLength={2000} />}
        </Field>
        <Field name="until" label={t("until")} hint={t("untilHint")} error={fields.until} isRequired>
          {(control) => <Input {...control} type="date" />}
        </Field>
        <fieldset className="grid gap-1.5 sm:col-span-2">
          <legend className="mb-1.5 font-medium">{t("platforms")}</legend>
          <p className="text-ink-soft">{t("platformsHint")}</p>
          <div className="flex flex-wrap gap-x-6">
            {platforms.map(({ id }) => (
              <Checkbox key={id} id={`research-${id}`} name="platform" value={id} label={platformName(id)} />
            ))}
          </div>
        </fieldset>
        <div>
          <Button type="submit" look="primary" isBusy={isBusy}>
            {t("submit")}
          </Button>
        </div>
      </Form>
    </div>
  );
}
