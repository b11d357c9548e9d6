"use client";

import { useTranslations } from "next-intl";
import { reversalCauses } from "@/lib/appeals/cause.rules";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import type { Answer } from "./use-answer";

/** Why the decision was wrong, as a code that is counted. Nothing is chosen beforehand. */
export function Cause({ answer: { draft, change, fields } }: { answer: Answer }) {
  const t = useTranslations("redress.cause");
  return (
    <Field name="cause" label={t("label")} hint={t("hint")} error={fields.cause} isRequired>
      {(control) => (
        <Select
          {...control}
          placeholder={t("choose")}
          options={reversalCauses.map((value) => ({ value, label: t(`causes.${value}`) }))}
          value={draft.cause ?? ""}
          onChange={(event) => change({ cause: reversalCauses.find((code) => code === event.target.value) ?? null })}
        />
      )}
    </Field>
  );
}

/** That a part is put right by a new decision, under another clause or with another measure. */
export function DecideAgain({ answer: { draft, change } }: { answer: Answer }) {
  const t = useTranslations("redress.again");
  return (
    <Checkbox
      label={t("label")}
      hint={t("hint")}
      checked={draft.decideAgain}
      onChange={({ target }) => change({ decideAgain: target.checked })}
    />
  );
}
