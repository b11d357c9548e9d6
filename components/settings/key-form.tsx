"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { ApiKeyCreated, PlatformName } from "@/lib/administration/contract";
import { keyPermissions } from "@/lib/administration/rules";
import { ShownOnce } from "../people/shown-once";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { ErrorText, Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";

/** A new key for the public API. What it opens is chosen first; the key itself is shown once, after. */
export function KeyForm({ platforms }: { platforms: readonly PlatformName[] }) {
  const t = useTranslations("settings.keys");
  const isHans = useLocale() === "zh-Hans";
  const form = useRef<HTMLFormElement>(null);
  const [created, setCreated] = useState<ApiKeyCreated | null>(null);
  const { send, isBusy, fields } = useWrite<ApiKeyCreated>({
    onDone(value) {
      setCreated(value);
      form.current?.reset();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setCreated(null);
    send({
      path: "/api/keys",
      body: { name: data.get("name"), platformIds: data.getAll("platform"), permissions: data.getAll("permission") },
    });
  };
  return (
    <div className="grid gap-4">
      {created ? (
        <ShownOnce key={created.keyId} title={t("created")} text={t("createdText")} secret={created.key} />
      ) : null}
      <Form ref={form} onSubmit={submit} className="grid gap-5" noValidate>
        <Field name="name" label={t("name")} hint={t("nameHint")} error={fields.name} isRequired className="max-w-md">
          {(control) => <Input {...control} maxLength={80} autoComplete="off" />}
        </Field>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 font-medium">{t("permissions")}</legend>
          <ErrorText id="permissions-error">{fields.permissions}</ErrorText>
          <div className="grid gap-x-6 sm:grid-cols-2">
            {keyPermissions.map((permission) => (
              <Checkbox
                key={permission}
                id={`permission-${permission}`}
                name="permission"
                value={permission}
                label={t(`may.${permission.replace(".", "_")}`)}
                hint={
                  <>
                    <code className="font-mono text-12">{permission}</code>
                    {permission === "case.act" ? <span className="block">{t("actNote")}</span> : null}
                  </>
                }
              />
            ))}
          </div>
        </fieldset>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 font-medium">{t("platforms")}</legend>
          <p className="text-ink-soft">{t("platformsHint")}</p>
          <div className="flex flex-wrap gap-x-6">
            {platforms.map(({ id, name }) => (
              <Checkbox
                key={id}
                id={`platform-${id}`}
                name="platform"
                value={id}
                label={isHans ? name.hans : name.en}
              />
            ))}
          </div>
        </fieldset>
        <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
          {t("submit")}
        </Button>
      </Form>
    </div>
  );
}
