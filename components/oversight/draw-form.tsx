"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { PlatformName } from "@/lib/administration/contract";
import { type DrawnAudit, largestDraw } from "@/lib/oversight/audit.contract";
import { usePlatformName } from "../settings/platform-name";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

/** A new draw: whose decisions, from when to when, how many, and the seed that makes it repeatable. */
export function DrawForm({ platforms }: { platforms: readonly PlatformName[] }) {
  const t = useTranslations("oversight.draw");
  const router = useRouter();
  const platformName = usePlatformName(platforms);
  const { send, isBusy, fields } = useWrite<DrawnAudit>({ onDone: ({ drawId }) => router.push(`/audits/${drawId}`) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: "/api/audits", body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Form onSubmit={submit} className="grid max-w-3xl gap-4 sm:grid-cols-2" noValidate>
      <Field name="title" label={t("name")} error={fields.title} isRequired className="sm:col-span-2">
        {(control) => <Input {...control} maxLength={120} autoComplete="off" />}
      </Field>
      <Field name="platform" label={t("platform")} error={fields.platform} isRequired>
        {(control) => (
          <Select
            {...control}
            placeholder={t("choose")}
            options={platforms.map(({ id }) => ({ value: id, label: platformName(id) }))}
          />
        )}
      </Field>
      <Field name="size" label={t("size")} hint={t("sizeHint", { most: largestDraw })} error={fields.size} isRequired>
        {(control) => <Input {...control} type="number" min={1} max={largestDraw} defaultValue={25} />}
      </Field>
      <Field name="from" label={t("from")} error={fields.from} isRequired>
        {(control) => <Input {...control} type="date" />}
      </Field>
      <Field name="to" label={t("to")} hint={t("toHint")} error={fields.to} isRequired>
        {(control) => <Input {...control} type="date" />}
      </Field>
      <Field
        name="seed"
        label={t("seed")}
        hint={t("seedHint")}
        error={fields.seed}
        isRequired
        className="sm:col-span-2"
      >
        {(control) => <Input {...control} maxLength={80} autoComplete="off" />}
      </Field>
      <div>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t("submit")}
        </Button>
      </div>
    </Form>
  );
}
