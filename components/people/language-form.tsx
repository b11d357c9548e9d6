"use client";

import { useLocale, useTranslations } from "next-intl";
import { localeNames, locales } from "@/i18n/locales";
import { useWrite } from "../shell/use-write";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

/** The language one works in, kept with the account as well as in this browser. */
export function LanguageForm() {
  const t = useTranslations("people.me");
  const locale = useLocale();
  const { send } = useWrite({ done: t("languageDone") });
  return (
    <Field name="locale" label={t("language")} hint={t("languageHint")} className="max-w-md">
      {(control) => (
        <Select
          {...control}
          defaultValue={locale}
          onChange={(event) => send({ path: "/api/me", method: "PATCH", body: { locale: event.target.value } })}
          options={locales.map((each) => ({ value: each, label: localeNames[each] }))}
        />
      )}
    </Field>
  );
}
