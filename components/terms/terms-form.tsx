"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { namesOf } from "@/i18n/formats";
import type { PlatformTerms } from "@/lib/policy/terms.contract";
import { summaryLanguages } from "@/lib/policy/terms.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { useWords } from "../ui/localised";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

type Props = { platforms: readonly Pick<PlatformTerms, "platform" | "name">[] };

function useChoices(platforms: Props["platforms"]) {
  const words = useWords();
  return platforms.map(({ platform, name }) => ({ value: platform, label: words(name) }));
}

/** Writes the summary of one platform's terms in one language; what was there before stays on record. */
export function TermsForm({ platforms }: Props) {
  const t = useTranslations("terms");
  const names = namesOf(useLocale(), { type: "language" });
  const choices = useChoices(platforms);
  const { send, isBusy, fields } = useWrite({ done: t("saved") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: "/api/terms/summary", body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Form onSubmit={submit} className="grid gap-4" noValidate>
      <p className="reading text-ink-soft">{t("writeText")}</p>
      <Field name="platform" label={t("platform")} error={fields.platform}>
        {(control) => <Select {...control} className="max-w-80" options={choices} />}
      </Field>
      <Field name="language" label={t("language")} error={fields.language}>
        {(control) => (
          <Select
            {...control}
            className="max-w-80"
            options={summaryLanguages.map((value) => ({ value, label: names.of(value) ?? value }))}
          />
        )}
      </Field>
      <Field name="summary" label={t("text")} hint={t("textHint")} error={fields.summary} isRequired>
        {(control) => <Textarea {...control} rows={6} dir="auto" />}
      </Field>
      <Field name="remedies" label={t("remedies")} hint={t("remediesHint")} error={fields.remedies} isRequired>
        {(control) => <Textarea {...control} rows={4} dir="auto" />}
      </Field>
      <Field name="url" label={t("url")} error={fields.url}>
        {(control) => <Input {...control} type="url" maxLength={500} autoComplete="off" />}
      </Field>
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {t("save")}
      </Button>
    </Form>
  );
}

/** Says which Member States a platform serves. */
export function StatesForm({ platforms }: Props) {
  const t = useTranslations("terms");
  const choices = useChoices(platforms);
  const { send, isBusy, fields } = useWrite({ done: t("statesSaved") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: "/api/terms/states", body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Form onSubmit={submit} className="grid gap-4" noValidate>
      <Field name="platform" id="states-platform" label={t("statesOf")} error={fields.platform}>
        {(control) => <Select {...control} className="max-w-80" options={choices} />}
      </Field>
      <Field name="states" label={t("served")} hint={t("statesHint")} error={fields.states}>
        {(control) => <Input {...control} maxLength={200} autoComplete="off" className="max-w-120 uppercase" />}
      </Field>
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("statesSave")}
      </Button>
    </Form>
  );
}
