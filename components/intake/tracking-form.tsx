import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = { reference: string; secret: string; errors: { reference: string | null; key: string | null } };

/** Asks for reference and key; a plain GET form, so that the answer is a page that can be kept. */
export function TrackingForm({ reference, secret, errors }: Props) {
  const t = useTranslations("intake.track");
  const title = useTranslations("intake.report")("errorTitle");
  const wrong = (["reference", "key"] as const).flatMap((field) =>
    errors[field] ? [{ field, message: errors[field] }] : [],
  );
  return (
    <form action="/notice" method="get" noValidate className="grid gap-6">
      <ErrorSummary title={title} errors={wrong} />
      <Field name="reference" label={t("reference")} hint={t("referenceHint")} error={errors.reference ?? undefined}>
        {(control) => <Input {...control} defaultValue={reference} autoComplete="off" spellCheck={false} />}
      </Field>
      <Field name="key" label={t("key")} hint={t("keyHint")} error={errors.key ?? undefined}>
        {(control) => <Input {...control} defaultValue={secret} autoComplete="off" spellCheck={false} />}
      </Field>
      <Button type="submit" look="primary" className="justify-self-start">
        {t("open")}
      </Button>
    </form>
  );
}
