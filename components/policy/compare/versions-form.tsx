import { useTranslations } from "next-intl";
import type { CompareView } from "@/lib/policy/compare/contract";
import { type ClauseChangeKind, clauseChangeKinds } from "@/lib/policy/compare/contract";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Select } from "../../ui/select";
import { useVersionOptions } from "../version-options";

type Props = { view: CompareView; isBoth: boolean; kind: ClauseChangeKind | null };

/** Which two versions, and which changes of clauses; works without script. */
export function VersionsForm({ view, isBoth, kind }: Props) {
  const t = useTranslations("policyCompare");
  const options = useVersionOptions(view.versions);
  const kinds = clauseChangeKinds
    .map((value) => ({
      value,
      count: view.comparison?.clauses.filter(({ kinds: own }) => own.includes(value)).length ?? 0,
    }))
    .filter(({ value, count }) => count > 0 || value === kind)
    .map(({ value, count }) => ({ value, label: t("kindCount", { kind: t(`kinds.${value}`), count }) }));
  return (
    <form className="no-print flex flex-wrap items-end gap-3">
      {isBoth ? <input type="hidden" name="show" value="both" /> : null}
      {(["from", "to"] as const).map((side) => (
        <Field key={side} name={side} label={t(side)} className="max-sm:w-full">
          {(control) => (
            <Select
              {...control}
              key={view[side]}
              className="w-80 max-w-full"
              defaultValue={view[side]}
              options={options}
            />
          )}
        </Field>
      ))}
      <Field name="kind" label={t("show")} className="max-sm:w-full">
        {(control) => (
          <Select
            {...control}
            key={kind}
            className="w-60 max-w-full"
            defaultValue={kind ?? ""}
            options={[{ value: "", label: t("allKinds") }, ...kinds]}
          />
        )}
      </Field>
      <Button type="submit">{t("submit")}</Button>
    </form>
  );
}
