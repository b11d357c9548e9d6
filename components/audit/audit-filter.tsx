import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AuditFilter } from "@/lib/platform/audit-log";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { LinkButton } from "../ui/link-button";
import { Select } from "../ui/select";
import { useSubjectWords, useVerbWords } from "./audit-words";

type Choices = { verbs: string[]; subjectKinds: string[]; chains: string[]; people: { id: string; name: string }[] };

/** A plain form by address, so that a narrowed log can be sent to somebody. */
export function AuditFilterForm({ filter, choices }: { filter: AuditFilter; choices: Choices }) {
  const t = useTranslations("audit.filter");
  const verbWords = useVerbWords();
  const subjectWords = useSubjectWords();
  const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: subjectWords(value) }));
  const isNarrowed = Object.entries(filter).some(
    ([key, value]) => key !== "before" && value !== "" && value !== undefined,
  );
  return (
    <form
      method="get"
      action="/audit"
      className="grid items-end gap-x-3 gap-y-3 sm:grid-cols-2 lg:grid-cols-[repeat(3,1fr)_2fr_auto]"
    >
      <Field name="verb" label={t("verb")}>
        {(control) => (
          <>
            <Input
              {...control}
              list="audit-verbs"
              defaultValue={filter.verb}
              placeholder={t("anyVerb")}
              autoComplete="off"
              spellCheck={false}
            />
            <datalist id="audit-verbs">
              {choices.verbs.map((verb) => (
                <option key={verb} value={verb} label={verbWords(verb) ?? verb} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field name="actor" label={t("actor")}>
        {(control) => (
          <Select
            {...control}
            defaultValue={filter.actor}
            placeholder={t("anyActor")}
            options={actorOptions(filter.actor, choices.people)}
          />
        )}
      </Field>
      <Field name="outcome" label={t("outcome")}>
        {(control) => (
          <Select
            {...control}
            defaultValue={filter.outcome}
            placeholder={t("anyOutcome")}
            options={(["done", "refused", "viewed"] as const).map((value) => ({
              value,
              label: t(`outcomes.${value}`),
            }))}
          />
        )}
      </Field>
      <div className="grid grid-cols-[2fr_3fr] gap-2">
        <Field name="subjectKind" label={t("subjectKind")}>
          {(control) => (
            <Select
              {...control}
              defaultValue={filter.subjectKind}
              placeholder={t("anything")}
              options={asOptions(withChosen(choices.subjectKinds, filter.subjectKind))}
            />
          )}
        </Field>
        <Field name="subject" label={t("subject")}>
          {(control) => (
            <Input
              {...control}
              defaultValue={filter.subject}
              placeholder={t("anyId")}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
      </div>
      {filter.chain ? <input type="hidden" name="chain" value={filter.chain} /> : null}
      <div className="flex gap-2">
        <Button type="submit">{t("submit")}</Button>
        {isNarrowed ? (
          <LinkButton href="/audit" look="quiet" via={Link}>
            {t("clear")}
          </LinkButton>
        ) : null}
      </div>
    </form>
  );
}

const withChosen = (values: readonly string[], chosen: string) =>
  chosen && !values.includes(chosen) ? [...values, chosen] : values;

/** Somebody who is no person of the desk (a key, the product itself) stays chosen too. */
function actorOptions(chosen: string, people: readonly { id: string; name: string }[]) {
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  return chosen && !people.some(({ id }) => id === chosen) ? [...options, { value: chosen, label: chosen }] : options;
}
