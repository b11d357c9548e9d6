"use client";

import { useTranslations } from "next-intl";
import { useWrite } from "../shell/use-write";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

const strengths = ["low", "medium", "high"] as const;

/** How strongly pictures are blurred for oneself: kept with the account, and the stricter of this and the setting counts. */
export function VeilForm({ own }: { own: string | null }) {
  const t = useTranslations("media.own");
  const words = useTranslations("settings.veils");
  const { send } = useWrite({ done: t("done") });
  return (
    <Field name="veil" label={t("label")} hint={t("purpose")} className="max-w-md">
      {(control) => (
        <Select
          {...control}
          defaultValue={own ?? ""}
          onChange={({ target }) => send({ path: "/api/me/veil", method: "PUT", body: { veil: target.value || null } })}
          options={[{ value: "", label: t("asSet") }, ...strengths.map((value) => ({ value, label: words(value) }))]}
        />
      )}
    </Field>
  );
}
