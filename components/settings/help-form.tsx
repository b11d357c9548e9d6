"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import type { HelpResourceRow } from "@/lib/administration/help-resource.contract";
import type { NamedCode } from "@/lib/administration/help-resource.rules";
import { helpTopics } from "@/lib/platform/help.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Disclosure } from "../ui/disclosure";
import { ErrorText, Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { LinkButton } from "../ui/link-button";
import { Select } from "../ui/select";

/** A place of help as the page sends it to the browser. */
export type HelpLine = Omit<HelpResourceRow, "changedAt"> & { changedAt: string };

type Props = {
  /** The one that is changed; null: a new one. */
  place: HelpLine | null;
  countries: readonly NamedCode[];
  languages: readonly NamedCode[];
};

/** Names a place of help, or changes one: who, where, for what, and how they are reached. */
export function HelpForm({ place, countries, languages }: Props) {
  const t = useTranslations("helpResources");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { send, isBusy, fields } = useWrite({
    done: t(place ? "changedNow" : "added"),
    onDone() {
      form.current?.reset();
      if (place) router.replace("/settings/help");
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const body = {
      ...Object.fromEntries(["organisation", "country", "phone", "url"].map((name) => [name, typed.get(name)])),
      topics: typed.getAll("topic"),
      languages: typed.getAll("language"),
    };
    if (place)
      send({ path: `/api/help-resources/${place.id}`, method: "PUT", body: { ...body, version: place.version } });
    else send({ path: "/api/help-resources", body });
  };
  return (
    <Form ref={form} onSubmit={submit} className="grid max-w-3xl gap-5" noValidate>
      <PlaceFields place={place} countries={countries} fields={fields} />
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium">{t("topics")}</legend>
        <ErrorText id="topics-error">{fields.topics}</ErrorText>
        <div className="flex flex-wrap gap-x-6">
          {helpTopics.map((topic) => (
            <Checkbox
              key={topic}
              id={`topic-${topic}`}
              name="topic"
              value={topic}
              label={t(`topicNames.${topic}`)}
              defaultChecked={place?.topics.includes(topic)}
            />
          ))}
        </div>
      </fieldset>
      <Disclosure summary={t("languagesCount", { count: place?.languages.length ?? 0 })}>
        <ErrorText id="languages-error">{fields.languages}</ErrorText>
        <fieldset className="grid grid-cols-2 gap-x-6 sm:grid-cols-4">
          <legend className="sr-only">{t("languages")}</legend>
          {languages.map(({ value, label }) => (
            <Checkbox
              key={value}
              id={`language-${value}`}
              name="language"
              value={value}
              label={label}
              defaultChecked={place?.languages.includes(value)}
            />
          ))}
        </fieldset>
      </Disclosure>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t(place ? "changeSubmit" : "addSubmit")}
        </Button>
        {place ? (
          <LinkButton via={Link} href="/settings/help" look="quiet">
            {t("cancel")}
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}

type FieldsProps = Omit<Props, "languages"> & { fields: Record<string, string> };

function PlaceFields({ place, countries, fields }: FieldsProps) {
  const t = useTranslations("helpResources");
  return (
    <div className="grid items-end gap-5 sm:grid-cols-2">
      <Field
        name="organisation"
        label={t("organisation")}
        hint={t("organisationHint")}
        error={fields.organisation}
        isRequired
      >
        {(control) => <Input {...control} defaultValue={place?.organisation} maxLength={120} autoComplete="off" />}
      </Field>
      <Field name="country" label={t("country")} hint={t("countryHint")} error={fields.country}>
        {(control) => (
          <Select {...control} placeholder={t("everywhere")} options={countries} defaultValue={place?.country ?? ""} />
        )}
      </Field>
      <Field name="phone" label={t("phone")} hint={t("phoneHint")} error={fields.phone}>
        {(control) => (
          <Input {...control} type="tel" defaultValue={place?.phone ?? ""} maxLength={40} autoComplete="off" />
        )}
      </Field>
      <Field name="url" label={t("url")} hint={t("urlHint")} error={fields.url}>
        {(control) => (
          <Input {...control} type="url" defaultValue={place?.url ?? ""} maxLength={500} autoComplete="off" />
        )}
      </Field>
    </div>
  );
}
