import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { SearchInput } from "../ui/search-input";
import { useZoneName } from "./names";

type Props = {
  action: string;
  text: string;
  /** Given where one platform is read: the day is then part of the question. */
  day?: { value: string; zone: string; isUnreadable: boolean };
  hidden?: Record<string, string | undefined>;
};

/** A plain form that asks the page again: which day, which words. It needs no script. */
export function LibrarySearch({ action, text, day, hidden = {} }: Props) {
  const t = useTranslations("library.search");
  const zoneName = useZoneName();
  return (
    <search>
      <form action={action} method="get" className="no-print flex flex-wrap items-end gap-x-3 gap-y-3">
        {Object.entries(hidden).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        {day ? (
          <Field
            name="day"
            label={t("day", { zone: zoneName(day.zone) })}
            error={day.isUnreadable ? t("dayUnreadable") : undefined}
            className="w-full sm:w-68"
          >
            {(control) => <Input {...control} type="date" defaultValue={day.value} />}
          </Field>
        ) : null}
        <Field name="q" label={t("label")} className="min-w-0 grow sm:max-w-96">
          {(control) => <SearchInput {...control} defaultValue={text} maxLength={200} placeholder={t("placeholder")} />}
        </Field>
        <Button type="submit">{t(day ? "show" : "search")}</Button>
      </form>
    </search>
  );
}
