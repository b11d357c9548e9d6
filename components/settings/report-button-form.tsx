import { useTranslations } from "next-intl";
import { type LetterLanguage, letterLanguages, localeNames } from "@/i18n/locales";
import { type ButtonLook, buttonLooks } from "@/lib/intake/report-button.rules";
import { Button } from "../ui/button";
import { Checkbox, Choice } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

type Props = {
  platforms: readonly { value: string; label: string }[];
  platform: string;
  look: ButtonLook;
  languages: readonly LetterLanguage[];
};

/** Which button: for which platform, as what, in which languages. A plain form: what is chosen stands in the address. */
export function ReportButtonForm({ platforms, platform, look, languages }: Props) {
  const t = useTranslations("settings.button");
  return (
    <form method="get" action="/settings/button" className="grid justify-items-start gap-5">
      <Field name="platform" label={t("platform")}>
        {(control) => <Select {...control} options={[...platforms]} defaultValue={platform} />}
      </Field>
      <fieldset className="grid gap-1">
        <legend className="font-medium">{t("look")}</legend>
        {buttonLooks.map((one) => (
          <Choice
            key={one}
            type="radio"
            name="look"
            value={one}
            label={t(`looks.${one}`)}
            defaultChecked={one === look}
          />
        ))}
      </fieldset>
      <fieldset className="grid gap-1">
        <legend className="font-medium">{t("languages")}</legend>
        <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-5">
          {letterLanguages.map((one) => (
            <Checkbox
              key={one}
              name="language"
              value={one}
              label={<span lang={one}>{localeNames[one]}</span>}
              defaultChecked={languages.includes(one)}
            />
          ))}
        </div>
      </fieldset>
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}
