import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

/** The four parts that an order must hold besides its authority (DSA Art. 9(2), 10(2)); an empty one is asked for. */
export function OrderElements({ fields }: { fields: Record<string, string> }) {
  const t = useTranslations("orders");
  const wrong = Object.entries(fields).find(([field]) => field.startsWith("locations"))?.[1];
  return (
    <>
      <Field name="legalBasis" label={t("legalBasis")} error={fields.legalBasis}>
        {(control) => <Input {...control} maxLength={1000} autoComplete="off" />}
      </Field>
      <Field name="reasons" label={t("reasons")} hint={t("reasonsHint")} error={fields.reasons}>
        {(control) => <Textarea {...control} rows={4} />}
      </Field>
      <Field name="locations" label={t("locations")} hint={t("locationsHint")} error={wrong}>
        {(control) => <Textarea {...control} rows={3} spellCheck={false} className="font-mono text-12" />}
      </Field>
      <Field name="redress" label={t("redress")} hint={t("redressHint")} error={fields.redress}>
        {(control) => <Textarea {...control} rows={2} />}
      </Field>
    </>
  );
}
