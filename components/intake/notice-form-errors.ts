import { getLocale, getTranslations } from "next-intl/server";
import type { Failure } from "@/lib/platform/result";
import { translatorFor } from "@/messages/load";
import type { FormState } from "./notice-form";
import { type FormField, type FormValues, placeOf } from "./notice-form.rules";

/** More lines than these are wrong in the same way; the rest shows at the next try. */
const shown = 5;

/** The failures of a notice as sentences at the form's controls, in the reader's language; one for each control. */
export async function formErrors(failure: Failure, values: FormValues): Promise<FormState["errors"]> {
  const t = await getTranslations("intake.report");
  const sentence = translatorFor(await getLocale(), "failures");
  const byField = new Map<FormField, string[]>();
  const fields = failure.fields ?? [
    { field: "locations", reason: failure.reason, ...(failure.values ? { values: failure.values } : {}) },
  ];
  for (const one of fields) {
    const { field, line } = placeOf(one, values);
    const label = line === null ? t(`names.${field}`) : t("line", { number: line });
    const reason = one.reason === "too_few" ? "required" : one.reason;
    const message = sentence(sentence.has(reason) ? reason : failure.code, { ...one.values, field: label });
    byField.set(field, [...(byField.get(field) ?? []), message]);
  }
  return [...byField].map(([field, messages]) => ({
    field,
    message: [...new Set(messages)].slice(0, shown).join(" "),
  }));
}
