"use client";

import { useTranslations } from "next-intl";
import type { ClauseView } from "@/lib/decisions/contract";
import type { WaveView } from "@/lib/decisions/wave.contract";
import { FindingsForm } from "../cases/findings-form";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { useWords } from "../ui/localised";
import { type WaveDraft, withClause } from "./wave-draft.rules";

type Props = {
  wave: WaveView;
  draft: WaveDraft;
  onChange: (patch: Partial<WaveDraft>) => void;
  clause: ClauseView | undefined;
  isUnknown: boolean;
};

/** The clause that every item breaks, and what has to be found for it: the same questions as on a case. */
export function WaveClause({ wave, draft, onChange, clause, isUnknown }: Props) {
  const t = useTranslations("waves.choice");
  const words = useWords();
  return (
    <>
      <Field
        name="wave-clause"
        label={t("clause")}
        hint={t("clauseHint", { example: wave.suggested[0]?.ref ?? "Table.4" })}
        error={isUnknown ? t("clauseUnknown") : undefined}
      >
        {(control) => (
          <>
            <Input
              {...control}
              list="wave-clauses"
              autoComplete="off"
              placeholder={t("clausePlaceholder")}
              value={draft.clause}
              onChange={(event) => onChange(withClause(event.currentTarget.value))}
            />
            <datalist id="wave-clauses">
              {wave.suggested.map(({ ref, title, size }) => (
                <option key={ref} value={ref}>{`${words(title)} (${size})`}</option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      {clause ? (
        <>
          <ClauseSays clause={clause} draft={draft} onChange={onChange} />
          <FindingsForm
            // What was typed for one clause and is not kept in the draft goes with it.
            key={clause.ref}
            clause={clause}
            findings={draft.findings}
            set={(found) => onChange({ findings: { ...draft.findings, ...found } })}
            mayDecide
          />
        </>
      ) : null}
    </>
  );
}

function ClauseSays({
  clause,
  draft,
  onChange,
}: Pick<Props, "draft" | "onChange"> & {
  clause: ClauseView;
}) {
  const t = useTranslations("waves.choice");
  const words = useWords();
  return (
    <div className="text-13">
      <p className="font-medium">{words(clause.title)}</p>
      <p className="text-ink-soft">{words(clause.summary)}</p>
      {clause.exceptions.length > 0 ? (
        <>
          <ul className="my-2 list-disc pl-5">
            {clause.exceptions.map(({ letter, text }) => (
              <li key={letter}>
                {letter} {words(text)}
              </li>
            ))}
          </ul>
          <Checkbox
            label={t("exceptions")}
            checked={draft.noException}
            onChange={(event) => onChange({ noException: event.currentTarget.checked })}
          />
        </>
      ) : (
        <p className="text-ink-soft">{t("exceptionsNone")}</p>
      )}
    </div>
  );
}
