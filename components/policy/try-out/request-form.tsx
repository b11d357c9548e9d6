"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { VersionChoice } from "@/lib/policy/compare/contract";
import { useWrite } from "../../shell/use-write";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Form } from "../../ui/form";
import { Input } from "../../ui/input";
import { Select } from "../../ui/select";
import { tryOutHref } from "../addresses.rules";
import { useVersionOptions } from "../version-options";

type Props = { platform: string; versions: readonly VersionChoice[]; version: string };

/** Asks for a run of a version; the worker makes it, and the page it leads to says how far that is. */
export function TryOutForm({ platform, versions, version }: Props) {
  const t = useTranslations("policyTryOut.form");
  const router = useRouter();
  const options = useVersionOptions(versions);
  const { send, isBusy, fields } = useWrite<{ tryOutId: string }>({
    onDone: ({ tryOutId }) => router.push(tryOutHref(platform, tryOutId)),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    send({ path: "/api/policy/try-outs", body: { platform, ...Object.fromEntries(form) } });
  };
  return (
    <Form onSubmit={submit} className="flex flex-wrap items-end gap-3" noValidate>
      <Field name="version" label={t("version")} error={fields.version} className="max-sm:w-full">
        {(control) => <Select {...control} className="w-full sm:w-96" defaultValue={version} options={options} />}
      </Field>
      <Field name="days" label={t("days")} error={fields.days}>
        {(control) => <Input {...control} type="number" min={1} max={1830} defaultValue={90} className="w-32" />}
      </Field>
      <Button type="submit" look="primary" isBusy={isBusy}>
        {t("submit")}
      </Button>
    </Form>
  );
}
