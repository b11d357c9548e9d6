"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { letterLanguages, localeNames } from "@/i18n/locales";
import type { PlatformName } from "@/lib/administration/contract";
import type { OrderRecorded } from "@/lib/intake/order.contract";
import { usePlatformName } from "../settings/platform-name";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { OrderElements } from "./order-elements";
import { useElements } from "./order-words";

const moments = ["receivedAt", "holdUntil"] as const;

/** What a form says, with its local moments as instants. */
function bodyOf(form: HTMLFormElement): Record<string, unknown> {
  const body: Record<string, unknown> = Object.fromEntries(new FormData(form));
  for (const name of moments) if (body[name]) body[name] = new Date(String(body[name])).toISOString();
  return { ...body, country: String(body.country).trim().toUpperCase() };
}

type Props = { platforms: readonly PlatformName[]; areas: readonly { value: string; label: string }[] };

/** Records an order as it came. Its receipt is confirmed, and what it lacks is asked for, as soon as it is recorded. */
export function OrderForm({ platforms, areas }: Props) {
  const t = useTranslations("orders");
  const listed = useElements();
  const form = useRef<HTMLFormElement>(null);
  const [recorded, setRecorded] = useState<OrderRecorded | null>(null);
  const { send, isBusy, fields } = useWrite<OrderRecorded>({
    onDone(value) {
      setRecorded(value);
      form.current?.reset();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setRecorded(null);
    send({ path: "/api/orders", body: bodyOf(event.currentTarget) });
  };
  const platformName = usePlatformName(platforms);
  const zone = t("zoneHint", { zone: useTimeZone() ?? "UTC" });
  return (
    <div className="grid gap-4">
      {recorded ? (
        <Notice
          role="status"
          tone={recorded.missing.length > 0 ? "caution" : "good"}
          title={
            recorded.missing.length > 0 ? t("recordedMissing", { missing: listed(recorded.missing) }) : t("recorded")
          }
        />
      ) : null}
      <Form ref={form} onSubmit={submit} className="grid gap-5" noValidate>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field name="kind" label={t("kind")} error={fields.kind}>
            {(control) => (
              <Select
                {...control}
                options={(["act", "information"] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
              />
            )}
          </Field>
          <Field name="platform" label={t("platform")} error={fields.platform}>
            {(control) => (
              <Select {...control} options={platforms.map(({ id }) => ({ value: id, label: platformName(id) }))} />
            )}
          </Field>
          <Field name="authority" label={t("authority")} error={fields.authority} isRequired>
            {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
          </Field>
          <Field name="country" label={t("country")} hint={t("countryHint")} error={fields.country} isRequired>
            {(control) => <Input {...control} maxLength={2} autoComplete="off" className="max-w-20" />}
          </Field>
          <Field name="email" label={t("email")} hint={t("emailHint")} error={fields.email} isRequired>
            {(control) => <Input {...control} type="email" maxLength={254} autoComplete="off" />}
          </Field>
          <Field name="authorityReference" label={t("authorityReference")} error={fields.authorityReference}>
            {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
          </Field>
          <Field name="language" label={t("language")} hint={t("languageHint")} error={fields.language}>
            {(control) => (
              <Select
                {...control}
                options={letterLanguages.map((value) => ({ value, label: localeNames[value] }))}
                className="max-w-60"
              />
            )}
          </Field>
          <Field name="receivedAt" label={t("receivedAt")} hint={zone} error={fields.receivedAt} isRequired>
            {(control) => <Input {...control} type="datetime-local" className="max-w-60" />}
          </Field>
          <Field name="holdUntil" label={t("holdUntil")} hint={`${t("holdHint")} ${zone}`} error={fields.holdUntil}>
            {(control) => <Input {...control} type="datetime-local" className="max-w-60" />}
          </Field>
          <Field name="category" label={t("category")} error={fields.category}>
            {(control) => <Select {...control} options={[{ value: "", label: t("categoryNone") }, ...areas]} />}
          </Field>
          <Field name="account" label={t("account")} hint={t("accountHint")} error={fields.account}>
            {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
          </Field>
        </div>
        <OrderElements fields={fields} />
        <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
          {t("submit")}
        </Button>
      </Form>
    </div>
  );
}
