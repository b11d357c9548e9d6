"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { platformTiers } from "@/lib/policy/tier.rules";
import { draftsHref } from "../policy/addresses.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

const names = ["en", "hans", "hant"] as const;
const languages = { en: "en", hans: "zh-Hans", hant: "zh-Hant" } as const;

/** Adds a platform, and leads to where its first version is begun. */
export function PlatformForm({ zones }: { zones: readonly string[] }) {
  const t = useTranslations("policyDesk.platform");
  const router = useRouter();
  const { send, isBusy, fields } = useWrite<{ platform: string }>({
    done: t("added"),
    onDone: ({ platform }) => router.push(draftsHref(platform)),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { en, hans, hant, ...rest } = Object.fromEntries(new FormData(event.currentTarget));
    send({ path: "/api/policy/platforms", body: { ...rest, name: { en, hans, hant } } });
  };
  return (
    <Form onSubmit={submit} className="grid max-w-140 gap-4" noValidate>
      {names.map((name) => (
        <Field
          key={name}
          name={name}
          label={t(`name.${name}`)}
          hint={name === "en" ? undefined : t("nameHint")}
          error={fields[`name.${name}`]}
          isRequired={name === "en"}
        >
          {(control) => <Input {...control} lang={languages[name]} maxLength={100} autoComplete="off" />}
        </Field>
      ))}
      <Field name="id" label={t("id")} hint={t("idHint")} error={fields.id} isRequired>
        {(control) => <Input {...control} maxLength={40} autoComplete="off" spellCheck={false} className="font-mono" />}
      </Field>
      <Field name="prefix" label={t("prefix")} hint={t("prefixHint")} error={fields.prefix} isRequired>
        {(control) => <Input {...control} maxLength={4} autoComplete="off" className="max-w-30 uppercase" />}
      </Field>
      <Field name="zone" label={t("zone")} hint={t("zoneHint")} error={fields.zone} isRequired>
        {(control) => <Select {...control} options={zones.map((zone) => ({ value: zone, label: zone }))} />}
      </Field>
      <Field name="roles" label={t("roles")} hint={t("rolesHint")} error={fields.roles}>
        {(control) => <Input {...control} maxLength={500} autoComplete="off" spellCheck={false} />}
      </Field>
      <Field name="surfaces" label={t("surfaces")} hint={t("surfacesHint")} error={fields.surfaces}>
        {(control) => <Input {...control} maxLength={500} autoComplete="off" spellCheck={false} />}
      </Field>
      <Field name="tier" label={t("tier")} hint={t("tierHint")} error={fields.tier}>
        {(control) => (
          // As the database has it: what is taken for less than it is would leave out what is owed.
          <Select
            {...control}
            defaultValue="online_platform"
            options={platformTiers.map((value) => ({ value, label: t(`tiers.${value}`) }))}
          />
        )}
      </Field>
      <Checkbox name="isMarketplace" label={t("marketplace")} defaultChecked />
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {t("add")}
      </Button>
    </Form>
  );
}
