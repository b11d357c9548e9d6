import Link from "next/link";
import { useTranslations } from "next-intl";
import { foundKinds, type SearchChoices } from "@/lib/appeals/search.contract";
import { useNames } from "../queue/nameable";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { LinkButton } from "../ui/link-button";
import { useWords } from "../ui/localised";
import { SearchInput } from "../ui/search-input";
import { Select } from "../ui/select";
import { isNarrowed, type Looked, searchPath } from "./search-path.rules";

/** What is looked for: a plain form, so the address holds it all and can be kept or sent. */
export function SearchForm({ looked, choices }: { looked: Looked; choices: SearchChoices }) {
  const t = useTranslations("search.form");
  const name = useNames();
  const words = useWords();
  // What is set stays in the list even where it no longer occurs: a filter must be seen to be taken off.
  const languages = [...new Set(looked.language === "" ? choices.languages : [...choices.languages, looked.language])];
  const all = { any: t("any"), kinds: foundKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })) };
  return (
    <search aria-label={t("label")}>
      <form
        method="get"
        action="/search"
        className="grid items-end gap-x-3 gap-y-3 grid-cols-2 *:first:col-span-full lg:*:first:col-span-1 lg:grid-cols-[2fr_1fr_1fr_1fr_auto]"
      >
        <Field name="q" label={t("q")}>
          {(control) => <SearchInput {...control} defaultValue={looked.q} placeholder={t("qHint")} maxLength={200} />}
        </Field>
        <Field name="kind" label={t("what")}>
          {(control) => <Select {...control} defaultValue={looked.kind} placeholder={all.any} options={all.kinds} />}
        </Field>
        <Field name="platform" label={t("platform")}>
          {(control) => (
            <Select
              {...control}
              defaultValue={looked.platform}
              placeholder={all.any}
              options={choices.platforms.map((platform) => ({ value: platform.id, label: words(platform.name) }))}
            />
          )}
        </Field>
        <Field name="language" label={t("language")}>
          {(control) => (
            <Select
              {...control}
              defaultValue={looked.language}
              placeholder={all.any}
              options={languages.map((language) => ({ value: language, label: name("language", language) }))}
            />
          )}
        </Field>
        <div className="flex gap-2">
          <Button type="submit">{t("submit")}</Button>
          {isNarrowed(looked) ? (
            <LinkButton href={searchPath({ q: looked.q })} look="quiet" via={Link}>
              {t("clear")}
            </LinkButton>
          ) : null}
        </div>
      </form>
    </search>
  );
}
