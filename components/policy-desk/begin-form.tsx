"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { Made } from "@/lib/policy/drafts/contract";
import { draftHref } from "../policy/addresses.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

type Named = { ref: string; label: string };
/** `followed`: the newest version of each text of the platform. */
type Props = { platform: string; versions: readonly Named[]; followed: readonly Named[] };
const nothing = "nothing ";

/** Begins a draft from a version that is there (to change it, or to go back to it), or from nothing. */
export function BeginForm({ platform, versions, followed }: Props) {
  const t = useTranslations("policyDesk.begin");
  const router = useRouter();
  const { send, isBusy, fields } = useWrite<Made>({
    done: t("begun"),
    onDone: ({ draftId }) => router.push(draftHref(platform, draftId)),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { version, ref, label } = Object.fromEntries(new FormData(event.currentTarget));
    const chosen = String(version);
    const begin = chosen.startsWith(nothing)
      ? { from: { kind: "nothing" }, follows: chosen.slice(nothing.length) }
      : { from: { kind: "version", version: chosen } };
    send({
      path: "/api/policy/drafts",
      body: { platform, ...begin, ...(ref ? { ref } : {}), ...(label ? { label } : {}) },
    });
  };
  const options = [
    ...versions.map(({ ref, label }) => ({ value: ref, label: t("fromVersion", { version: label }) })),
    ...followed.map(({ ref, label }) => ({
      value: `${nothing}${ref}`,
      label: followed.length === 1 ? t("fromNothing") : t("fromNothingAfter", { version: label }),
    })),
  ];
  return (
    <Form onSubmit={submit} className="grid max-w-140 gap-4" noValidate>
      <Field name="version" label={t("from")} hint={t("fromHint")}>
        {(control) => <Select {...control} options={options} />}
      </Field>
      <Field name="label" label={t("label")} hint={t("labelHint")} error={fields.label}>
        {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
      </Field>
      <Field name="ref" label={t("ref")} hint={t("refHint")} error={fields.ref}>
        {(control) => <Input {...control} maxLength={60} autoComplete="off" className="max-w-60 font-mono" />}
      </Field>
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {t("begin")}
      </Button>
    </Form>
  );
}
